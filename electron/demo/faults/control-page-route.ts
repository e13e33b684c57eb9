/** `/__demo/`: the page on which a person switches a counterpart's faults on and off. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { controlPage, CONTROL_SCRIPT } from './control-page.ts';
import type { Controls } from './control-page.ts';

const HASH = createHash('sha256').update(CONTROL_SCRIPT).digest('base64');
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${HASH}'; connect-src 'self'`,
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** The page itself holds nothing: what it shows and does goes by the key behind its `#`. */
export function isControlPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && request.url === '/__demo/';
}

export function addControlPage(app: FastifyInstance, controls: Controls): void {
  app.get('/__demo/', (_request, reply) => {
    void reply.headers(HEADERS);
    return controlPage(controls);
  });
}
