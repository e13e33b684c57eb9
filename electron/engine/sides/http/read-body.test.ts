import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readStream, readText } from './read-body.ts';

const GZIP = { 'content-encoding': 'gzip' };
const bounds = { withinMs: 10_000, mostBytes: 20 };
const TOO_LARGE = 'It is larger than 1 MB.';

const body = (...chunks: (string | Buffer)[]): Readable =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

test('a text that comes in pieces is whole, also where one cuts a letter', async () => {
  const bytes = Buffer.from('{"name":"Zoë"}');
  const pieces = body(bytes.subarray(0, 12), bytes.subarray(12));
  expect(await readText(pieces, {}, bounds)).toBe('{"name":"Zoë"}');
});

test('a mark before the text is not part of it', async () => {
  expect(await readText(body('\uFEFF{}'), {}, bounds)).toBe('{}');
});

test.each([
  ['in pieces', () => body('a'.repeat(15), 'b'.repeat(15)), {}],
  ['as announced', () => body('a'), { 'content-length': '21' }],
  ['once unpacked', () => body(gzipSync('a'.repeat(5_000))), GZIP],
])('what is too large is refused: %s', async (_how, make, headers) => {
  await expect(readText(make(), headers, { ...bounds, mostBytes: 20 })).rejects.toThrow(TOO_LARGE);
});

test('an end without an end is no text', async () => {
  const broken = new Readable({ read: () => undefined });
  const reading = readText(broken, {}, bounds);
  broken.push('half');
  broken.destroy();
  await expect(reading).rejects.toMatchObject({ code: 'UND_ERR_SOCKET' });
});

test('a stream is unpacked as it comes', async () => {
  const packed = gzipSync('row\n'.repeat(4));
  const refused = (): Error => new Error('refused');
  const stream = readStream(body(packed.subarray(0, 9), packed.subarray(9)), GZIP, 99, refused);
  expect(await text(stream)).toBe('row\n'.repeat(4));
});

test.each([
  ['it is larger than it may be', () => body('a'.repeat(100)), {}],
  ['it is packed and cut', () => body(gzipSync('a,b\n'.repeat(9)).subarray(0, 15)), GZIP],
  ['it never was packed', () => body('plain'), GZIP],
])('a stream ends in the refusal when %s', async (_why, make, headers) => {
  const stream = readStream(make(), headers, 99, () => new Error('refused'));
  await expect(text(stream)).rejects.toThrow('refused');
});

test('a stream that broke before it was read tells whoever reads it', async () => {
  const source = new Readable({ read: () => undefined });
  const stream = readStream(source, {}, 99, () => new Error('refused'));
  source.destroy(new Error('reset'));
  await new Promise((resolve) => source.once('close', resolve));
  await expect(text(stream)).rejects.toThrow('refused');
});
