/** A server on a raw socket that answers each request as the test says, byte by byte where it has to. */
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Heard {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Reply = (socket: Socket) => void;

export interface ScriptedServer {
  readonly url: string;
  readonly heard: readonly Heard[];
  /** Resolves when so many requests came. */
  readonly until: (requests: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startScript(
  replyTo: (heard: Heard, index: number) => Reply,
): Promise<ScriptedServer> {
  const heard: Heard[] = [];
  const sockets = new Set<Socket>();
  let waiting: { readonly requests: number; readonly resolve: () => void }[] = [];
  const server = createServer((socket) => {
    let rest: Buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      for (let taken = take(rest); taken !== null; taken = take(rest)) {
        rest = taken.rest;
        heard.push(taken.heard);
        const reply = replyTo(taken.heard, heard.length - 1);
        reply(socket);
        for (const each of waiting) if (heard.length >= each.requests) each.resolve();
        waiting = waiting.filter(({ requests }) => heard.length < requests);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    until: (requests) =>
      new Promise((resolve) => {
        if (heard.length >= requests) resolve();
        else waiting.push({ requests, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

function take(bytes: Buffer): { readonly heard: Heard; readonly rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  const length = Number(headers['content-length'] ?? 0);
  const from = end + 4;
  if (bytes.length < from + length) return null;
  const [method = '', path = ''] = first.split(' ');
  const body = bytes.toString('utf8', from, from + length);
  return { heard: { method, path, headers, body }, rest: bytes.subarray(from + length) };
}

type Lines = Readonly<Record<string, string | number>>;

export function raw(status: number, headers: Lines, body: string | Buffer): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`HTTP/1.1 ${status} As It Is\r\n${lines.join('')}\r\n`),
    Buffer.from(body),
  ]);
}

export function answer(
  status: number,
  body: string | Buffer,
  headers: Lines = { 'content-type': 'application/json' },
): Reply {
  const bytes = Buffer.from(body);
  return (socket) =>
    socket.write(raw(status, { ...headers, 'content-length': bytes.length }, bytes));
}

export function json(status: number, value: unknown, headers: Lines = {}): Reply {
  const all = { 'content-type': 'application/json;charset=UTF-8', ...headers };
  return answer(status, JSON.stringify(value), all);
}

export const html = (status: number, headers: Lines = {}): Reply =>
  answer(status, '<html><h1>We are down</h1></html>', { 'content-type': 'text/html', ...headers });

export const zipped = (value: unknown, headers: Lines = {}): Reply =>
  answer(200, gzipSync(JSON.stringify(value)), {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    ...headers,
  });

export const reset: Reply = (socket) => socket.resetAndDestroy();

export const silence: Reply = () => undefined;

/** Half of what was announced, then the end. */
export const cut = (text: string): Reply => {
  const headers = { 'content-type': 'application/json', 'content-length': text.length };
  return (socket) => socket.end(raw(200, headers, text.slice(0, text.length / 2)));
};

export function refusal(errorCode: string, message: string): unknown {
  return [{ message, errorCode }];
}

export const EXPIRED = json(401, refusal('INVALID_SESSION_ID', 'Session expired or invalid'));
export const LIMITED = html(429);
export const CONCURRENT = json(
  403,
  refusal('REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.'),
);
