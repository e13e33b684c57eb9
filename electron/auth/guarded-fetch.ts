/**
 * The way to a sign-in's hosts: one request, no redirects, no retry, an end in time, and no host that the
 * workspace may not sign in at. What fails is a Refusal without the request in it, so that no secret that
 * was sent can come back by an error.
 */
import { Agent, request as send } from 'undici';
import type { AppErrorOf } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';

export interface GuardedFetch {
  (url: string, init: GuardedInit): Promise<Response>;
  readonly close: () => Promise<void>;
}

interface GuardedInit {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: URLSearchParams | undefined;
  readonly signal?: AbortSignal | undefined;
}

const AGENT_OPTIONS = {
  connect: { timeout: 15_000 },
  headersTimeout: 30_000,
  bodyTimeout: 15_000,
  maxResponseSize: 1024 * 1024,
};

const WAYS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing answers at this address.',
  ENOTFOUND: 'No server of this name is known.',
  EAI_AGAIN: 'The name could not be looked up: is there a network?',
  ENETUNREACH: 'The network cannot be reached.',
  EHOSTUNREACH: 'The network cannot be reached.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection could be made in time.',
  UND_ERR_HEADERS_TIMEOUT: 'It took too long to answer.',
  UND_ERR_BODY_TIMEOUT: 'It stopped in the middle of an answer.',
};

export function createGuardedFetch(
  refuse: (url: string) => AppErrorOf<'auth/host-refused'> | null,
): GuardedFetch {
  const agent = new Agent(AGENT_OPTIONS);

  async function guardedFetch(url: string, init: GuardedInit): Promise<Response> {
    const refused = refuse(url);
    if (refused !== null) throw new Refusal(refused);
    try {
      const { statusCode, headers, body } = await send(url, {
        method: init.method,
        headers: init.headers,
        body: init.body?.toString() ?? null,
        dispatcher: agent,
        ...(init.signal === undefined ? {} : { signal: init.signal }),
      });
      const text = await body.text();
      return new Response(text === '' ? null : text, {
        status: statusCode,
        headers: { 'content-type': String(headers['content-type'] ?? '') },
      });
    } catch (failure) {
      if (init.signal?.aborted === true) throw new Refusal({ code: 'run/cancelled' });
      throw unreachable(failure, new URL(url).origin);
    }
  }
  return Object.assign(guardedFetch, { close: () => agent.destroy() });
}

function unreachable(failure: unknown, address: string): Refusal {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : 'unknown';
  const detail = WAYS[code] ?? `The connection failed (${code}).`;
  return new Refusal({ code: 'side/unreachable', side: 'salesforce', address, detail });
}
