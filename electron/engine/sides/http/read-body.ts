/** The body of an answer: whole and bounded, or as a stream. What is cut or too large is an error, never a text. */
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';
import { BadAnswer } from './failure.ts';
import type { Headers } from './messages.ts';

const MEGABYTE = 1024 * 1024;
const LARGEST_TEXT = 64 * MEGABYTE;
const LARGEST_FILE = 1024 * MEGABYTE;

const unzip = promisify(gunzip);

export async function readText(
  body: Readable,
  headers: Headers,
  withinMs: number,
): Promise<string> {
  const isZipped = isGzip(headers, body);
  const read = await readAll(body, withinMs);
  return textOf(isZipped && read.length > 0 ? await unzipped(read) : read);
}

async function unzipped(bytes: Buffer): Promise<Buffer> {
  try {
    return await unzip(bytes, { maxOutputLength: LARGEST_TEXT });
  } catch (failure) {
    const { code } = failure as { code?: unknown };
    if (code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(LARGEST_TEXT);
    throw failure;
  }
}

function readAll(body: Readable, withinMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const late = Object.assign(new Error('late'), { code: 'UND_ERR_BODY_TIMEOUT' });
    const timer = setTimeout(() => body.destroy(late), withinMs);
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LARGEST_TEXT) body.destroy(tooLarge(LARGEST_TEXT));
    });
    body.once('error', reject);
    body.once('close', () => {
      clearTimeout(timer);
      reject(Object.assign(new Error('cut'), { code: 'UND_ERR_SOCKET' }));
    });
    body.once('end', () => {
      resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
    });
  });
}

function textOf(bytes: Buffer): string {
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return hasMark ? bytes.toString('utf8', 3) : bytes.toString('utf8');
}

/** `refused` makes the Refusal that the stream ends with when it does not come whole. */
export function readStream(
  body: Readable,
  headers: Headers,
  refused: (failure: unknown) => Error,
): Readable {
  // It may fail before anybody reads; whoever reads then is told.
  body.on('error', () => undefined);
  async function* pieces(): AsyncGenerator<Buffer, void, void> {
    let length = 0;
    try {
      for await (const chunk of decoded(body, headers)) {
        length += chunk.length;
        if (length > LARGEST_FILE) throw tooLarge(LARGEST_FILE);
        yield chunk;
      }
    } catch (failure) {
      throw refused(failure);
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}

function decoded(body: Readable, headers: Headers): AsyncIterable<Buffer> {
  if (!isGzip(headers, body)) return body;
  const plain = createGunzip();
  body.once('error', (failure) => plain.destroy(failure));
  plain.once('close', () => body.destroy());
  return body.pipe(plain);
}

function isGzip(headers: Headers, body: Readable): boolean {
  const coding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity' || coding === '') return false;
  if (coding === 'gzip' || coding === 'x-gzip') return true;
  body.on('error', () => undefined).destroy();
  throw new BadAnswer(`It is coded as ${coding}, which was not asked for.`, false);
}

function tooLarge(limit: number): BadAnswer {
  return new BadAnswer(`It is larger than ${limit / MEGABYTE} MB.`, false);
}
