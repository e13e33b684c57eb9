/**
 * A far end that is over its limit for so many windows. A window begins with the first request after the
 * one before is over, and all requests of it are refused with how long to wait for its end. So a single run
 * that heeds them sends one request a window, however slow its machine is.
 */
import type { Reply, ScriptedServer } from './scripted-server.ts';
import { html, json, startScript } from './scripted-server.ts';

export interface LimitedServer extends ScriptedServer {
  /** Requests refused, by window. */
  readonly refused: readonly number[];
}

export async function startLimited(options: {
  readonly status: number;
  readonly windows: number;
  readonly seconds: number;
}): Promise<LimitedServer> {
  const refused: number[] = [];
  let until = 0;
  const limited: Reply = html(options.status, { 'retry-after': options.seconds });
  const server = await startScript(() => {
    const now = performance.now();
    if (now >= until) {
      if (refused.length === options.windows) return json(200, {});
      refused.push(0);
      until = now + options.seconds * 1000 - 5;
    }
    refused[refused.length - 1]! += 1;
    return limited;
  });
  return { ...server, refused };
}
