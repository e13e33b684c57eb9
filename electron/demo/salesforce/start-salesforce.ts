/**
 * A Salesforce org on loopback: as much of its REST API as reconciling needs, over the state of a seed
 * and what was changed since, with the answers and the oddities of a real one (unknown statuses silently
 * become the default, members are deleted for good, derived fields leave the member's stamp alone).
 * Product code: demo, tests and benchmarks stand on it.
 */
import { randomBytes } from 'node:crypto';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addFaultHooks } from '../faults/add-fault-hooks.ts';
import { createEffects } from '../faults/effects.ts';
import type { Effects } from '../faults/effects.ts';
import type { Mutation, MutationLog } from '../mutation-log.ts';
import type { SalesforceSeed, WorldChange } from '../seed.ts';
import { ApiRefusal, errorBody, INVALID_SESSION, NOT_FOUND, requestError } from './api-error.ts';
import type { ApiError } from './api-error.ts';
import { applyWorldChange } from './apply-change.ts';
import { addControlPage, isControlPage } from '../faults/control-page-route.ts';
import { addBulkRoutes } from './bulk/add-bulk-routes.ts';
import type { FakeBulk } from './bulk/add-bulk-routes.ts';
import { addControlRoutes } from './control-routes.ts';
import { CONTROLS } from './controls.ts';
import { countMade } from './count-made.ts';
import { endpointKind } from './endpoint-kind.ts';
import { answerTo } from './fault-answers.ts';
import { createFaults } from './faults.ts';
import type { SalesforceFaults } from './faults.ts';
import { addOAuthRoutes } from './oauth-routes.ts';
import { DEMO_CLIENT_ID } from './oauth-settings.ts';
import { objectNamed } from './objects.ts';
import { addOrgRoutes, DAILY_REQUESTS, VERSIONS } from './org-routes.ts';
import { addQueryRoutes } from './query-routes.ts';
import { makeRecordId } from './record-id.ts';
import { addRecordRoutes } from './record-routes.ts';
import { createRequestCounter } from './request-counts.ts';
import type { RequestCounts } from './request-counts.ts';
import { addRecordPage, isRecordPage } from './record-page-route.ts';
import { createCursors } from './soql/cursors.ts';
import { createStore, loadSeed } from './store.ts';
import type { Store } from './store.ts';
import { createTokens } from './tokens.ts';
import type { Transaction } from './transaction.ts';
import { applyMutation, beginTransaction } from './transaction.ts';
import type { Org } from './write-record.ts';

export interface SalesforceOptions {
  readonly seed: SalesforceSeed;
  readonly log: MutationLog;
  readonly token: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly clock: () => Date;
}

export interface FakeSalesforce {
  readonly url: string;
  readonly faults: SalesforceFaults;
  /** Its Bulk jobs, and what goes wrong with them. */
  readonly bulk: FakeBulk;
  /** For a browser: the page that switches faults on and off. */
  readonly controlUrl: string;
  readonly effects: Effects;
  /** A change made by somebody else in the org. */
  apply(change: WorldChange): void;
  /** A new token; the one before answers 401 from now on, and `expireToken` ends. */
  renewToken(): string;
  /** Of a grant to the demo's own user, as signing in would have given. */
  newRefreshToken(): string;
  requests(): RequestCounts;
  close(): Promise<void>;
}

const MOST_BODY_BYTES = 50 * 1024 * 1024;
const LONGEST_URI = 16_384;

export async function startSalesforce(options: SalesforceOptions): Promise<FakeSalesforce> {
  const { log, clock } = options;
  const store = createStore();
  loadSeed(store, options.seed);
  for (const mutation of log.replay()) applyMutation(store, mutation);
  const faults = createFaults();
  const tokens = createTokens(options.token, { orgId: () => options.seed.organization.Id, clock });
  const counter = createRequestCounter();
  const effects = createEffects();
  const controlKey = randomBytes(18).toString('base64url');
  const { newId, note } = countMade(store, effects, createIds(store));
  const org: Org = { store, faults, clock, newId };
  const keep = (mutations: readonly Mutation[]): void => {
    log.append(...mutations);
    note(mutations);
  };
  const change = <T>(work: (transaction: Transaction) => T): T => {
    const transaction = beginTransaction(store);
    const made = work(transaction);
    log.append(...transaction.commit());
    return made;
  };
  const renewToken = (): string => {
    faults.set({ expireToken: false });
    return tokens.renew();
  };

  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true, caseSensitive: true, maxParamLength: 200 },
    http: { maxHeaderSize: 4 * LONGEST_URI },
  });
  readBodiesAsSalesforceDoes(app);
  app.setErrorHandler((error, _request, reply) => {
    const known = error instanceof ApiRefusal ? error.error : unexpected(error);
    return sendError(reply, known);
  });
  app.setNotFoundHandler((_request, reply) => sendError(reply, NOT_FOUND));

  app.addHook('onRequest', (request, _reply, done) => {
    if (isControl(request)) {
      const key = bearerOf(request);
      if (key !== controlKey && !tokens.isKnown(key)) throw new ApiRefusal(INVALID_SESSION);
    } else if (request.url.length > LONGEST_URI) {
      throw new ApiRefusal(requestError(414, 'URI_TOO_LONG', 'URI Too Long'));
    } else if (!isForBrowsers(request)) counter.count(request.method, pathOf(request));
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (!isControl(request) && !isForBrowsers(request)) counter.closed(reply.elapsedTime);
    done();
  });
  addFaultHooks(app, {
    schedule: faults.schedule,
    endpointOf(request) {
      if (isForBrowsers(request) || isControl(request)) return null;
      const { method } = request;
      const path = pathOf(request);
      return { method, path, kind: endpointKind(method, path) };
    },
    answerTo: (fault, endpoint) => answerTo(fault, endpoint, clock()),
  });
  app.addHook('onRequest', (request, reply, done) => {
    const path = pathOf(request);
    if (!isForBrowsers(request) && !isControl(request) && !needsNoToken(path)) {
      const { expireToken, callsByOthers } = faults.settings();
      if (expireToken || !tokens.isCurrent(bearerOf(request))) {
        throw new ApiRefusal(INVALID_SESSION);
      }
      refuseUnknownVersion(path);
      const { read, write } = counter.counts();
      addOrdinaryHeaders(reply, callsByOthers + read + write);
    }
    done();
  });

  addOrgRoutes(app, {
    store,
    url: () => url,
    userOf: (request) => tokens.userOf(bearerOf(request)),
  });
  addOAuthRoutes(app, {
    store,
    tokens,
    url: () => url,
    clock,
    beforeIssuing() {
      if (faults.settings().expireToken) tokens.grants.expire();
      faults.set({ expireToken: false });
    },
  });
  addQueryRoutes(app, {
    org,
    cursors: createCursors(),
    newCursorId: numbered((n) => makeRecordId('01g', n)),
  });
  addRecordRoutes(app, { org, keep });
  const bulk = addBulkRoutes(app, { org, keep });
  addRecordPage(app, store);
  addControlPage(app, CONTROLS);
  addControlRoutes(app, {
    store,
    org,
    change,
    faults,
    effects,
    renewToken,
    resetFaults() {
      faults.reset();
      bulk.reset();
      tokens.reset();
    },
    requests: counter.counts,
  });

  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    faults,
    bulk,
    controlUrl: `${url}/__demo/#${controlKey}`,
    effects,
    apply(made) {
      change((transaction) => {
        applyWorldChange(org, transaction, made);
      });
    },
    renewToken,
    newRefreshToken() {
      const owner = { clientId: DEMO_CLIENT_ID, userId: options.seed.user.Id };
      return tokens.grants.issue(owner, { isRenewable: true }).refreshToken ?? '';
    },
    requests: counter.counts,
    close: () => app.close(),
  };
}

function numbered(make: (n: number) => string): () => string {
  let n = 0;
  return () => make((n += 1));
}

/** Ids nobody holds or held, also after a restart. */
function createIds(store: Store): (object: string) => string {
  const next = new Map<string, number>();
  return (object) => {
    const keyPrefix = objectNamed(object)?.keyPrefix ?? '000';
    for (let n = next.get(object) ?? 0; ; n += 1) {
      const id = makeRecordId(keyPrefix, n);
      if (store.get(object, id) !== null || store.wasDeleted(id)) continue;
      next.set(object, n + 1);
      return id;
    }
  };
}

/** Signing in is what gets a token; the versions may be read by anybody. */
function needsNoToken(path: string): boolean {
  if (path === '/services/oauth2/userinfo') return false;
  return /^\/services\/(?:data\/?$|oauth2\/)/.test(path);
}

/** A form (signing in) and CSV (Bulk) reach their routes as the text they are; all else is JSON. */
function readBodiesAsSalesforceDoes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'text/csv'],
    { parseAs: 'string' },
    (_request, body, done) => {
      done(null, body);
    },
  );
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, body === '' ? {} : JSON.parse(String(body)));
    } catch (error) {
      const reason = `Unexpected character in the body: ${(error as Error).message}`;
      done(new ApiRefusal(requestError(400, 'JSON_PARSER_ERROR', reason)));
    }
  });
}

function unexpected(error: unknown): ApiError {
  const message = error instanceof Error ? error.message : String(error);
  return requestError(500, 'UNKNOWN_EXCEPTION', message);
}

async function sendError(reply: FastifyReply, error: ApiError): Promise<FastifyReply> {
  if (error.status === 401) reply.header('WWW-Authenticate', 'Token');
  return reply
    .code(error.status)
    .header('Content-Type', 'application/json;charset=UTF-8')
    .send(JSON.stringify(errorBody(error)));
}

function addOrdinaryHeaders(reply: FastifyReply, callsToday: number): void {
  reply.headers({
    'Content-Type': 'application/json;charset=UTF-8',
    'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Accept-Encoding',
    'Sforce-Limit-Info': `api-usage=${callsToday}/${DAILY_REQUESTS}`,
    'Cache-Control': 'no-cache,must-revalidate,max-age=0,no-store,private',
    'X-Robots-Tag': 'none',
  });
}

function refuseUnknownVersion(path: string): void {
  const [, version = null] = /^\/services\/data\/v([^/]*)/.exec(path) ?? [];
  if (version !== null && !VERSIONS.some((known) => known.version === version)) {
    throw new ApiRefusal(NOT_FOUND);
  }
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

function bearerOf(request: FastifyRequest): string {
  return /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

/** Pages that hold nothing but the demo's: they are opened without a token. */
function isForBrowsers(request: FastifyRequest): boolean {
  return isRecordPage(request) || isControlPage(request);
}

function isControl(request: FastifyRequest): boolean {
  return pathOf(request).startsWith('/__demo/') && !isControlPage(request);
}
