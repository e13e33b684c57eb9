/** The body of an answer: whole and bounded, or as a stream. What is cut or too large is an error, never a text. */
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { BadAnswer } from './failure.ts';
import type { Headers } from './messages.ts';

const MEGABYTE = 1024 * 1024;
/** Of what is held whole; the largest page of a query is a few megabytes. */
export const MOST_TEXT_BYTES = 64 * MEGABYTE;
export const MOST_FILE_BYTES = 1024 * MEGABYTE;

const unzip = promisify(gunzip);

/** What undici gives: it is read whole at less cost by its own way than as a stream. */
export type Body = Readable & {
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
};

/** Bounded by the sender as it comes, and here once it is unpacked. */
export async function readText(body: Body, headers: Headers, withinMs: number): Promise<string> {
  const isZipped = isGzip(headers, body);
  const timer = setTimeout(() => body.destroy(failed('UND_ERR_BODY_TIMEOUT')), withinMs);
  try {
    if (!isZipped) return await body.text();
    const bytes = await body.arrayBuffer();
    return bytes.byteLength === 0 ? '' : await unzipped(bytes);
  } finally {
    clearTimeout(timer);
  }
}

async function unzipped(bytes: ArrayBuffer): Promise<string> {
  // By its usual 16 kB a page takes three times as long; JSON packs to about an eighth.
  const chunkSize = Math.min(256 * 1024, Math.max(16 * 1024, 8 * bytes.byteLength));
  try {
    const plain = await unzip(bytes, { maxOutputLength: MOST_TEXT_BYTES, chunkSize });
    return plain.toString('utf8');
  } catch (failure) {
    const { code } = failure as { code?: unknown };
    throw code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(MOST_TEXT_BYTES) : failure;
  }
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
  const steps: Readable[] = isGzip(headers, body)
    ? [body, body.pipe(createGunzip({ chunkSize: 64 * 1024 }))]
    : [body];
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
  body.on('error', () => undefined).destroy();
  throw new BadAnswer(`It is coded as ${coding}, which was not asked for.`, false);
}

function tooLarge(limit: number): BadAnswer {
  return new BadAnswer(`It is larger than ${Math.ceil(limit / MEGABYTE)} MB.`, false);
}

function failed(code: string): Error {
  return Object.assign(new Error(code), { code });
}
