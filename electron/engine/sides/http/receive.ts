/** The good answer in the shape that was asked for; a BadAnswer where it has another. */
import { BadAnswer } from './failure.ts';
import type { FailedAnswer, HttpAnswer, HttpRequest } from './messages.ts';

export function goodAnswer(answer: FailedAnswer, expects: HttpRequest['expects']): HttpAnswer {
  const { status, headers, body } = answer;
  if (body === '') return { status, headers, body: null };
  if (expects === 'text') return { status, headers, body };
  if (!isJson(headers['content-type'] ?? '')) {
    throw new BadAnswer(`${whatCame(answer)} in the place of data.`, false);
  }
  try {
    return { status, headers, body: JSON.parse(body) as unknown };
  } catch (cause) {
    // The parser's message repeats what it could not read.
    throw new BadAnswer('The answer is not whole JSON.', true, nameOf(cause));
  }
}

/** "A web page came", for a sentence to go on. */
export function whatCame({ headers, body }: FailedAnswer): string {
  const type = headers['content-type']?.split(';')[0]?.trim() ?? '';
  if (/^text\/html\b/i.test(type) || /^\s*</.test(body)) return 'A web page came';
  return type === '' ? 'Something without a type came' : `Something of the type ${type} came`;
}

function isJson(type: string): boolean {
  return /^application\/(?:[\w.]+\+)?json\b/i.test(type);
}

function nameOf(cause: unknown): string {
  return cause instanceof Error ? cause.name : 'unknown';
}
