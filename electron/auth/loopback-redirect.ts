/**
 * Where the browser comes back to: a server on this computer's own two loopback addresses, for one sign-in.
 *
 * It takes one callback, on one path, with the state of this sign-in, and nothing else counts. The page is
 * shown when the sign-in has truly ended, so that it never says more than is so.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AppError, SignInFailure } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { CALLBACK_PAGE_HEADERS, callbackPage } from './callback-page.ts';

export interface LoopbackRedirect {
  /** With `localhost`, exactly as it is registered with Salesforce. */
  readonly redirectUri: string;
  /**
   * The callback's parameters. Errors: a Refusal with auth/sign-in-failed when the state is another one;
   * whatever ends the signal.
   */
  wait(state: string, signal: AbortSignal): Promise<URLSearchParams>;
  /** Shows the browser how it went, then stops listening. */
  close(error: AppError | null): Promise<void>;
}

const PATH = '/oauth/callback';
const LAST_MOMENT_MS = 500;
const ADDRESSES = ['127.0.0.1', '::1'];
/** A computer without IPv6 has one address only. */
const NO_SUCH_ADDRESS = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT']);

/** Errors: a Refusal with auth/sign-in-failed, `port-busy`. Port 0 takes a free one. */
export async function openLoopbackRedirect(wantedPort: number): Promise<LoopbackRedirect> {
  const servers: Server[] = [];
  let port = wantedPort;
  let expected: string | null = null;
  let browser: ServerResponse | null = null;
  let take: (callback: URLSearchParams | Refusal) => void = () => undefined;

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = URL.parse(request.url ?? '', `http://localhost:${port}`);
    if (!isHere(request, port) || url === null || url.pathname !== PATH) {
      show(response, 404, 'elsewhere');
    } else if (request.method !== 'GET') {
      show(response, 405, 'elsewhere');
    } else if (expected === null) {
      show(response, 410, 'used');
    } else {
      const states = url.searchParams.getAll('state');
      const isOurs = states.length === 1 && states[0] === expected;
      expected = null;
      browser = response;
      take(isOurs ? url.searchParams : new Refusal(failed('state-mismatch')));
    }
  }

  try {
    for (const address of ADDRESSES) {
      const server = createServer(answer);
      if (await listen(server, address, port)) servers.push(server);
      port = portOf(servers[0]) ?? port;
    }
  } catch (cause) {
    await Promise.all(servers.map(stop));
    throw cause;
  }

  return {
    redirectUri: `http://localhost:${port}${PATH}`,
    wait(state, signal) {
      expected = state;
      return new Promise((resolve, reject) => {
        const end = () => {
          expected = null;
          reject(signal.reason as Error);
        };
        if (signal.aborted) end();
        signal.addEventListener('abort', end, { once: true });
        take = (callback) => {
          signal.removeEventListener('abort', end);
          if (callback instanceof Refusal) reject(callback);
          else resolve(callback);
        };
      });
    },
    async close(error) {
      expected = null;
      if (browser !== null) show(browser, error === null ? 200 : 400, error ?? 'done');
      browser = null;
      await Promise.all(servers.map(stop));
    },
  };
}

/** False where this computer has no such address. */
async function listen(server: Server, address: string, port: number): Promise<boolean> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: address, port, exclusive: true }, resolve);
    });
    return true;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (NO_SUCH_ADDRESS.has(code) && address !== ADDRESSES[0]) return false;
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new Refusal(failed('port-busy'));
    throw cause;
  }
}

/** A browser may hold a connection open that it never used: it gets a moment, not more. */
async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const late = setTimeout(() => {
    server.closeAllConnections();
  }, LAST_MOMENT_MS);
  await closed;
  clearTimeout(late);
}

/** A page elsewhere can't reach us under another name. */
function isHere(request: IncomingMessage, port: number): boolean {
  const names = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${port}`);
  return names.includes(request.headers.host ?? '');
}

function show(response: ServerResponse, status: number, what: Parameters<typeof callbackPage>[0]) {
  response.writeHead(status, CALLBACK_PAGE_HEADERS).end(callbackPage(what));
}

function portOf(server: Server | undefined): number | null {
  const address = server?.address() as AddressInfo | null | undefined;
  return address?.port ?? null;
}

function failed(reason: SignInFailure): AppError {
  return { code: 'auth/sign-in-failed', side: 'salesforce', reason, detail: null };
}
