import type { FastifyInstance, FastifyReply } from 'fastify';
import { readCursor, writeCursor } from './cursor.ts';
import { drift, type VoyageFaults } from './faults.ts';
import { Problem } from './problem.ts';
import {
  callbacksQuerySchema,
  eventsQuerySchema,
  parseRequest,
  registrationsQuerySchema,
} from './request-schemas.ts';
import { requireScope, scopesOf } from './scopes.ts';
import type { VoyageEvent, VoyageStore } from './voyage-store.ts';

/** Operations one batch takes. */
export const MAX_BATCH = 200;

export interface RouteContext {
  readonly store: VoyageStore;
  readonly faults: VoyageFaults;
  readonly clock: () => Date;
}

interface WithId {
  readonly Params: { readonly id: string };
}

export function addReadRoutes(app: FastifyInstance, { store, faults, clock }: RouteContext): void {
  const canRead = (scope: string): void => requireScope(faults, `${scope}:read`);

  app.get('/v1/me', () => ({ account: store.account, scopes: scopesOf(faults) }));

  app.get('/v1/capabilities', () => {
    const { capabilities, capabilitiesStatus } = faults.settings();
    if (capabilitiesStatus === 404) throw new Problem('not_found', 'There is no such thing.');
    if (capabilitiesStatus === 500) throw new Problem('unavailable', 'Capabilities are unknown.');
    return capabilities ?? { salesforceCampaignSync: true, maxBatch: MAX_BATCH };
  });

  app.get('/v1/events', (request) => {
    canRead('events');
    const { query, limit, cursor } = parseRequest(eventsQuerySchema, request.query, '/query');
    const scope = `events ${query}`;
    const now = clock();
    const after = cursor === undefined ? '' : readCursor(cursor, scope, now);
    const words = query.toLowerCase().split(/\s+/u);
    const found = store
      .events()
      .filter(
        ({ id, name }) => id > after && words.every((word) => name.toLowerCase().includes(word)),
      )
      .sort((a, b) => (a.id < b.id ? -1 : 1));
    const data = found.slice(0, limit);
    const last = data.at(-1);
    const hasMore = found.length > data.length;
    return { data, nextCursor: hasMore && last ? writeCursor(scope, last.id, now) : null };
  });

  app.get<WithId>('/v1/events/:id', (request) => {
    canRead('events');
    return findEvent(store, request.params.id);
  });

  app.get<WithId>('/v1/events/:id/registrations', (request) => {
    canRead('registrations');
    const event = findEvent(store, request.params.id);
    const { limit, cursor, updatedSince } = parseRequest(
      registrationsQuerySchema,
      request.query,
      '/query',
    );
    const since = updatedSince === undefined ? null : new Date(updatedSince).toISOString();
    const scope = `registrations ${event.id} ${since ?? ''}`;
    const now = clock();
    const after = cursor === undefined ? '' : readCursor(cursor, scope, now);
    const { pageRows, repeatRows } = faults.settings();
    const most = Math.min(limit, pageRows ?? limit);
    const found = store.page(event.id, after, most + 1, since);
    const page = found.slice(0, most);
    const repeated = after === '' ? [] : store.before(event.id, after, repeatRows);
    const last = page.at(-1);
    const hasMore = found.length > most;
    return {
      data: [...repeated, ...page].map((registration) =>
        drift({ ...registration }, faults.settings()),
      ),
      nextCursor: hasMore && last ? writeCursor(scope, last.id, now) : null,
      total: store.count(event.id, since),
      asOf: now.toISOString(),
    };
  });

  app.get<WithId>('/v1/registrations/:id', (request, reply: FastifyReply) => {
    canRead('registrations');
    const registration = store.registration(request.params.id);
    if (registration === null) {
      throw new Problem('not_found', `There is no registration ${request.params.id}.`);
    }
    void reply.header('etag', `"${registration.version}"`);
    return drift({ ...registration }, faults.settings());
  });

  app.get('/v1/salesforce-callbacks', (request) => {
    canRead('callbacks');
    const { after = null, limit } = parseRequest(callbacksQuerySchema, request.query, '/query');
    const { data, end } = store.callbacks(after, limit);
    return { data, next: end };
  });
}

export function findEvent(store: VoyageStore, id: string): VoyageEvent {
  const event = store.event(id);
  if (event === null) throw new Problem('not_found', `There is no event ${id}.`);
  return event;
}
