/** Law: a streamed body is the whole body, or ends in a Refusal; until it begins it is asked for like any answer. */
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { answer, EXPIRED, html, json, raw, refusal, reset } from './scripted-server.ts';
import type { Reply } from './scripted-server.ts';
import { errorOf, meet, refusalOf } from './transport-meeting.ts';

const CSV = { 'content-type': 'text/csv' };
const ROWS = 'Id,Name\n' + '001,Zoë\n'.repeat(20_000);
const accept = { headers: { accept: 'text/csv' }, expects: 'text' } as const;

test.each<[string, Reply]>([
  ['as it is', answer(200, ROWS, CSV)],
  ['packed', answer(200, gzipSync(ROWS), { ...CSV, 'content-encoding': 'gzip' })],
])('a file comes as it was sent: %s', async (_how, reply) => {
  const { transport, server, read } = await meet([reply]);
  const { status, headers, body } = await transport.stream(read(accept), null);
  expect([status, headers['content-type']]).toEqual([200, 'text/csv']);
  expect(await text(body)).toBe(ROWS);
  expect(server.heard[0]?.headers['accept']).toBe('text/csv');
});

test('until it begins it is asked for again, with a new token where one is needed', async () => {
  const { transport, server, read } = await meet(
    [html(503), EXPIRED, reset, answer(200, ROWS, CSV)],
    { refresh: () => Promise.resolve('another') },
  );
  const { body } = await transport.stream(read(accept), null);
  expect(await text(body)).toBe(ROWS);
  expect(server.heard).toHaveLength(4);
});

test('what is refused is told like any answer', async () => {
  const { transport, read } = await meet([json(404, refusal('NOT_FOUND', 'no'))]);
  expect(await errorOf(transport.stream(read(accept), null))).toMatchObject({
    code: 'side/not-found',
  });
});

test.each<[string, Reply]>([
  [
    'before its announced length',
    (socket) => socket.end(raw(200, { ...CSV, 'content-length': ROWS.length }, ROWS.slice(0, 999))),
  ],
  [
    'before its last chunk',
    (socket) => socket.end(raw(200, { ...CSV, 'transfer-encoding': 'chunked' }, '3\r\nId,\r\n')),
  ],
  [
    'in the middle of what is packed',
    answer(200, gzipSync(ROWS).subarray(0, 60), { ...CSV, 'content-encoding': 'gzip' }),
  ],
])('a file that ends %s ends in a Refusal, and is not asked for again', async (_where, reply) => {
  const { transport, server, read } = await meet([reply]);
  const { body } = await transport.stream(read(accept), null);
  expect(await errorOf(text(body))).toMatchObject({
    code: 'side/unreachable',
    detail: 'The connection was cut before the answer was whole.',
  });
  expect(server.heard).toHaveLength(1);
});

test('a file that is cancelled in the middle ends, and so does its connection', async () => {
  const { begun, closed } = fileThatStops();
  const { transport, read } = await meet([begun]);
  const abort = new AbortController();
  const { body } = await transport.stream(read(accept), abort.signal);
  const reading = refusalOf(text(body));
  abort.abort();
  expect((await reading).error).toEqual({ code: 'run/cancelled' });
  await closed;
});

test('a file that nobody wants any more is let go of', async () => {
  const { begun, closed } = fileThatStops();
  const { transport, read } = await meet([begun]);
  const { body } = await transport.stream(read(accept), null);
  for await (const piece of body) {
    expect(String(piece)).toContain('Id,Name');
    break;
  }
  await closed;
});

/** The beginning of a file, then nothing; `closed` resolves when its connection has ended. */
function fileThatStops(): { readonly begun: Reply; readonly closed: Promise<void> } {
  let end = (): void => undefined;
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  const begun: Reply = (socket) => {
    socket.once('close', end);
    socket.write(raw(200, { ...CSV, 'content-length': ROWS.length }, ROWS.slice(0, 999)));
  };
  return { begun, closed };
}
