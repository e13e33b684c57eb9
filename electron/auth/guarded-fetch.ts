/**
 * The way to a sign-in's hosts: one request, no redirects, no retry, an end in time, and no host that the
 * workspace may not sign in at. What fails is a Refusal without the request in it, so that no secret that
 * was sent can come back by an error.
 */
import { Agent, request as send } from 'undici';
import type { AppErrorOf } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { judgeFailure } from '../engine/sides/http/failure.ts';

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
      // Without its cause, which knows what was sent.
      const judged = judgeFailure(failure, 'salesforce', new URL(url).origin);
      throw new Refusal(judged.refusal(false).error, undefined, !judged.isUntouched);
    }
  }
  return Object.assign(guardedFetch, { close: () => agent.destroy() });
}
