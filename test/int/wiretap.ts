/** Stands in front of an org's sign-in and writes down every secret that passes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Wiretap {
  readonly url: string;
  /** By what it is: `code`, `code_verifier`, `refresh_token`, `access_token`. */
  readonly secrets: Map<string, Set<string>>;
  readonly close: () => Promise<void>;
}

const NAMES = ['code', 'code_verifier', 'refresh_token', 'access_token'];

export async function startWiretap(target: string): Promise<Wiretap> {
  const secrets = new Map<string, Set<string>>(NAMES.map((name) => [name, new Set()]));
  const note = (name: string, value: unknown) => {
    if (typeof value === 'string') secrets.get(name)?.add(value);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void pass(request.method ?? 'GET', request.url ?? '/', Buffer.concat(chunks).toString()).then(
        ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      );
    });
  });

  async function pass(method: string, path: string, sent: string) {
    for (const [name, value] of new URLSearchParams(sent)) note(name, value);
    const answer = await fetch(target + path, {
      method,
      redirect: 'manual',
      ...(method === 'GET'
        ? {}
        : { body: sent, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    });
    const body = await answer.text();
    const location = answer.headers.get('location');
    for (const [name, value] of location === null ? [] : new URL(location).searchParams) {
      note(name, value);
    }
    const type = answer.headers.get('content-type') ?? '';
    if (type.startsWith('application/json')) {
      for (const [name, value] of Object.entries(JSON.parse(body) as object)) note(name, value);
    }
    const headers = { 'content-type': type, ...(location === null ? {} : { location }) };
    return { status: answer.status, headers, body };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secrets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
