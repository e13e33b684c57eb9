import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readStream } from './read-body.ts';

const GZIP = { 'content-encoding': 'gzip' };

const body = (...chunks: (string | Buffer)[]): Readable =>
  Readable.from(chunks.map((chunk) => Buffer.from(chunk)));

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
