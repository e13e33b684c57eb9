/**
 * A Voyage on loopback: its API, version 1 (resources/voyage-api.openapi.json), over the state of a seed
 * and what was changed since. Product code: demo, tests and benchmarks stand on it.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { fastify, type FastifyReply, type FastifyRequest } from 'fastify';
import { addFaultHooks } from '../faults/add-fault-hooks.ts';
import { addControlPage, isControlPage } from '../faults/control-page-route.ts';
import { createEffects } from '../faults/effects.ts';
import type { Effects } from '../faults/effects.ts';
import type { MutationLog } from '../mutation-log.ts';
import type { VoyageSeed, WorldChange } from '../seed.ts';
import { toMutation } from './apply-change.ts';
import { addControlRoutes } from './control-routes.ts';
import { CONTROLS } from './controls.ts';
import { endpointKind } from './endpoint-kind.ts';
import { answerTo } from './fault-answers.ts';
import { createVoyageFaults, type VoyageFaults } from './faults.ts';
import { invalid, Problem } from './problem.ts';
import { addRecordPage, isRecordPage } from './record-page-route.ts';
import { addReadRoutes } from './read-routes.ts';
import type { RequestCounts } from './request-counts.ts';
import { createTokens } from './tokens.ts';
import { openVoyageStore, type Callback } from './voyage-store.ts';
import { addWriteRoute } from './write-route.ts';

export interface VoyageOptions {
  readonly seed: VoyageSeed;
  readonly log: MutationLog;
  readonly token: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock: () => Date;
}

export interface FakeVoyage {
  readonly url: string;
  readonly faults: VoyageFaults;
  /** For a browser: the page that switches faults on and off. */
  readonly controlUrl: string;
  readonly effects: Effects;
  apply(change: WorldChange): void;
  /** Puts a campaign notification of Salesforce into the feed. */
  notify(callback: Callback): void;
  requests(): RequestCounts;
  close(): Promise<void>;
}

/** Room for a batch of long texts, and for nothing that is not one. */
const MOST_BODY_BYTES = 4 * 1024 * 1024;

export async function startVoyage(options: VoyageOptions): Promise<FakeVoyage> {
  const { clock } = options;
  const store = openVoyageStore(options.seed, options.log);
  const faults = createVoyageFaults();
  const effects = createEffects();
  const controlKey = randomBytes(18).toString('base64url');
  const tokens = createTokens(options.token, controlKey);
  const byPath: Record<string, number> = {};
  let read = 0;
  let write = 0;
  let openMs = 0;
  const requests = (): RequestCounts => ({ read, write, byPath: { ...byPath }, openMs });

  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: true,
    genReqId: () => `req_${randomUUID()}`,
  });

  const count = (request: FastifyRequest): void => {
    const route = request.routeOptions.url?.replace('::', ':') ?? 'elsewhere';
    const path = `${request.method} ${route}`;
    byPath[path] = (byPath[path] ?? 0) + 1;
    if (request.method === 'GET') read += 1;
    else write += 1;
  };

  app.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (isControl(request)) tokens.checkControl(request.headers.authorization);
    else if (!isForBrowsers(request)) count(request);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (!isControl(request) && !isForBrowsers(request)) openMs += reply.elapsedTime;
    done();
  });
  addFaultHooks(app, {
    schedule: faults.schedule,
    endpointOf(request) {
      if (isForBrowsers(request) || isControl(request)) return null;
      const { method, url } = request;
      return { method, path: pathOf(request), kind: endpointKind(method, url) };
    },
    answerTo: (fault, _endpoint, request) => answerTo(fault, request.id, clock()),
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isForBrowsers(request) && !isControl(request)) {
      tokens.check(request.headers.authorization, faults.settings().expireToken);
    }
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    sendProblem(toProblem(error), request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    sendProblem(
      new Problem('not_found', `There is no ${request.method} ${pathOf(request)}.`),
      request,
      reply,
    );
  });

  addReadRoutes(app, { store, faults, clock });
  addWriteRoute(app, { store, faults, effects, clock });
  addRecordPage(app, store);
  addControlPage(app, CONTROLS);
  addControlRoutes(app, { store, faults, effects, tokens, requests });

  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    faults,
    controlUrl: `${url}/__demo/#${controlKey}`,
    effects,
    apply(change) {
      const mutation = toMutation(store, change, clock().toISOString());
      if (mutation !== null) store.commit([mutation]);
    },
    notify(callback) {
      store.commit([{ kind: 'callback', id: callback.id, record: { ...callback } }]);
    },
    requests,
    close: () => app.close(),
  };
}

/** Pages that hold nothing but the demo's: they are opened without a token. */
function isForBrowsers(request: FastifyRequest): boolean {
  return isRecordPage(request) || isControlPage(request);
}

function isControl(request: FastifyRequest): boolean {
  return pathOf(request).startsWith('/__demo/') && !isControlPage(request);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] ?? '';
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return invalid({ pointer: '', detail: error instanceof Error ? error.message : 'Unreadable.' });
  }
  return new Problem('unavailable', error instanceof Error ? error.message : String(error));
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): void {
  void reply
    .code(problem.status)
    .headers(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(problem.body(request.id)));
}
