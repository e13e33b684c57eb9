/** One HTTP request over a bare socket, so that what a client library would hide is seen. */
import { connect } from 'node:net';

export interface RawAnswer {
  /** All that came before the end. */
  readonly text: string;
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** `ECONNRESET`, or null where the far end closed in an orderly way. */
  readonly error: string | null;
  /** When each piece came, after the request was sent. */
  readonly piecesMs: readonly number[];
}

export function rawRequest(
  url: string,
  path: string,
  options: {
    readonly method?: string;
    readonly token: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    /** Goes away when so many milliseconds brought no answer. */
    readonly leaveAfterMs?: number;
  },
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', token, headers = {}, leaveAfterMs } = options;
  const body = options.body === undefined ? '' : JSON.stringify(options.body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    `authorization: Bearer ${token}`,
    'connection: close',
    ...(body === '' ? [] : ['content-type: application/json']),
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const piecesMs: number[] = [];
    let error: string | null = null;
    const socket = connect(Number(port), hostname);
    const startedAt = performance.now();
    if (leaveAfterMs !== undefined) socket.setTimeout(leaveAfterMs, () => socket.destroy());
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      piecesMs.push(performance.now() - startedAt);
    });
    socket.on('error', (failure: NodeJS.ErrnoException) => {
      error = failure.code ?? failure.message;
    });
    socket.on('close', () => {
      resolve({ ...parse(Buffer.concat(chunks).toString()), error, piecesMs });
    });
    socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  });
}

function parse(text: string): Omit<RawAnswer, 'error' | 'piecesMs'> {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const [, status = null] = /^HTTP\/1\.1 (\d+)/.exec(first) ?? [];
  const headers = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
  });
  return {
    text,
    status: status === null ? null : Number(status),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: rest.join('\r\n\r\n'),
  };
}
