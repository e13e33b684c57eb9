import { z } from 'zod';
import type { AppError } from '../../../../shared/errors/app-error.ts';
import { Refusal } from '../../refusal.ts';

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A refusal that keeps Voyage's own code, for those who can do something about it. */
export class VoyageRefusal extends Refusal {
  readonly problemCode: string | null;

  constructor(error: AppError, problemCode: string | null) {
    super(error);
    this.problemCode = problemCode;
  }
}

const problemSchema = z.object({
  code: z.string(),
  title: z.string().default(''),
  detail: z.string().default(''),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});
type Problem = z.infer<typeof problemSchema>;

/** `now` reads a Retry-After that is a date. */
export function refusalOfAnswer(answer: HttpAnswer, address: string, now: Date): VoyageRefusal {
  const problem = readProblem(answer);
  return new VoyageRefusal(toAppError(answer, problem, address, now), problem?.code ?? null);
}

function toAppError(
  { status, headers }: HttpAnswer,
  problem: Problem | null,
  address: string,
  now: Date,
): AppError {
  const side = 'voyage';
  const detail = problem === null ? '' : textOf(problem);
  switch (status) {
    case 401:
      return { code: 'auth/expired', side, detail: problem === null ? null : detail };
    case 403:
      return { code: 'auth/forbidden', side, detail };
    case 429:
      return { code: 'side/rate-limited', side, retryAfterMs: retryAfterMs(headers, now) };
  }
  if (status < 400) {
    const where = `It sends us elsewhere (${status}); redirects are not followed.`;
    return { code: 'side/bad-answer', side, address, detail: where };
  }
  if (problem === null) {
    const type = headers['content-type'] ?? 'nothing';
    const what = `Status ${status} with ${type} where a problem in JSON was expected.`;
    return { code: 'side/bad-answer', side, address, detail: what };
  }
  if (status === 404) return { code: 'side/not-found', side, what: detail };
  if (status >= 500) return { code: 'side/unreachable', side, address, detail };
  return { code: 'side/refused', side, detail };
}

export function refusalOfTransport(failure: unknown, address: string): Refusal {
  if (failure instanceof Refusal) return failure;
  const { message, code } = innermost(failure);
  const detail = code === null || message.includes(code) ? message : `${message} (${code})`;
  return new Refusal({ code: 'side/unreachable', side: 'voyage', address, detail }, failure);
}

function innermost(failure: unknown): { readonly message: string; readonly code: string | null } {
  if (!(failure instanceof Error)) return { message: String(failure), code: null };
  if (failure.cause instanceof Error) return innermost(failure.cause);
  const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : null;
  return { message: failure.message, code };
}

function readProblem({ headers, body }: HttpAnswer): Problem | null {
  if (!(headers['content-type'] ?? '').startsWith('application/problem+json')) return null;
  try {
    return problemSchema.parse(JSON.parse(body));
  } catch {
    return null;
  }
}

function textOf({ title, detail, errors }: Problem): string {
  const flaws = errors.map((flaw) => `${flaw.detail} (${flaw.pointer})`);
  return flaws.length > 0 ? flaws.join(' ') : detail || title;
}

/** Seconds or an HTTP date; null where neither was given. */
function retryAfterMs(headers: Readonly<Record<string, string>>, now: Date): number | null {
  const given = headers['retry-after']?.trim() ?? '';
  if (/^\d+$/.test(given)) return Number(given) * 1000;
  const at = Date.parse(given);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}
