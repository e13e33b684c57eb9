/** The body of an answer: whole and bounded, or as a stream. What is cut or too large is an error, never a text. */
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { BadAnswer } from './failure.ts';
import type { Headers } from './messages.ts';

const MEGABYTE = 1024 * 1024;
/** Of a text that is held whole; the largest page of a query is a few. */
export const MOST_TEXT_BYTES = 64 * MEGABYTE;
export const MOST_FILE_BYTES = 1024 * MEGABYTE;

const unzip = promisify(gunzip);

export async function readText(
  body: Readable,
  headers: Headers,
  bounds: { readonly withinMs: number; readonly mostBytes: number },
): Promise<string> {
  const { mostBytes } = bounds;
  const isZipped = isGzip(headers, body);
  if (Number(headers['content-length'] ?? 0) > mostBytes) throw dropped(body, tooLarge(mostBytes));
  const bytes = await readAll(body, bounds);
  return textOf(isZipped && bytes.length > 0 ? await unzipped(bytes, mostBytes) : bytes);
}

async function unzipped(bytes: Buffer, mostBytes: number): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: mostBytes });
  } catch (failure) {
    const { code } = failure as { code?: unknown };
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(mostBytes) : failure;
  }
}

function readAll(
  body: Readable,
  { withinMs, mostBytes }: { readonly withinMs: number; readonly mostBytes: number },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const timer = setTimeout(() => body.destroy(failed('UND_ERR_BODY_TIMEOUT')), withinMs);
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) body.destroy(tooLarge(mostBytes));
    });
    body.once('error', reject);
    body.once('end', () => {
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
    body.once('close', () => {
      clearTimeout(timer);
      reject(failed('UND_ERR_SOCKET'));
    });
  });
}

function textOf(bytes: Buffer): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return bytes.toString('utf8', hasMark ? 3 : 0);
}

/** `refused` makes the Refusal that the stream ends with when it does not come whole. */
export function readStream(
  body: Readable,
  headers: Headers,
  mostBytes: number,
  refused: (failure: unknown) => Error,
): Readable {
  let length = 0;
  const out = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.length;
      if (length > mostBytes) done(refused(tooLarge(mostBytes)));
      else done(null, chunk);
    },
  });
  const steps: Readable[] = isGzip(headers, body) ? [body, body.pipe(createGunzip())] : [body];
  for (const step of steps) {
    step.on('error', (failure) => out.destroy(refused(failure)));
    step.on('close', () => {
      if (!step.readableEnded) out.destroy(refused(failed('UND_ERR_SOCKET')));
    });
  }
  // It may fail before anybody reads; whoever reads then is told.
  out.on('error', () => undefined);
  out.on('close', () => steps.forEach((step) => step.destroy()));
  steps.at(-1)?.pipe(out);
  return out;
}

function isGzip(headers: Headers, body: Readable): boolean {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return false;
  if (coding === 'gzip' || coding === 'x-gzip') return true;
  throw dropped(body, new BadAnswer(`It is coded as ${coding}, which was not asked for.`, false));
}

function dropped(body: Readable, reason: BadAnswer): BadAnswer {
  body.on('error', () => undefined).destroy();
  return reason;
}

function tooLarge(limit: number): BadAnswer {
  return new BadAnswer(`It is larger than ${Math.ceil(limit / MEGABYTE)} MB.`, false);
}

function failed(code: string): Error {
  return Object.assign(new Error(code), { code });
}
