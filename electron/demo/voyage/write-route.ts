import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { addressOr, type Effects } from '../faults/effects.ts';
import { runBatch } from './batch.ts';
import { invalid, Problem } from './problem.ts';
import { findEvent, MAX_BATCH, type RouteContext } from './read-routes.ts';
import { batchSchema, parseRequest } from './request-schemas.ts';
import { requireScope } from './scopes.ts';
import type { KeptAnswer } from './voyage-store.ts';

const DAY_MS = 86_400_000;
const KEY = /^[\x21-\x7e]{1,255}$/;

export function addWriteRoute(
  app: FastifyInstance,
  context: RouteContext & { readonly effects: Effects },
): void {
  const { store, faults, effects, clock } = context;
  app.post<{ readonly Params: { readonly id: string } }>(
    '/v1/events/:id/registrations::batch',
    async (request, reply) => {
      requireScope(faults, 'registrations:write');
      const event = findEvent(store, request.params.id);
      const key = request.headers['idempotency-key'];
      if (typeof key !== 'string' || !KEY.test(key)) {
        const detail = 'An Idempotency-Key of 1 to 255 printable characters is required.';
        throw invalid({ pointer: '/headers/idempotency-key', detail });
      }
      const { operations, atomic } = parseRequest(batchSchema, request.body, '');
      if (operations.length > MAX_BATCH) {
        throw invalid({ pointer: '/operations', detail: `A batch takes ${MAX_BATCH} operations.` });
      }
      const refs = new Set(operations.map(({ ref }) => ref));
      if (refs.size < operations.length) {
        throw invalid({ pointer: '/operations', detail: 'Each ref may be there once.' });
      }

      const now = clock();
      const requestHash = hashOf([event.id, operations, atomic]);
      const kept = keptAnswer(store.keptAnswer(key), requestHash, now);
      if (kept !== null) {
        return reply
          .header('idempotency-replayed', 'true')
          .type('application/json; charset=utf-8')
          .send(kept.body);
      }

      const batch = { eventId: event.id, operations, atomic, now: now.toISOString() };
      const { results, mutations } = runBatch(store, faults, batch);
      const body = JSON.stringify({ results });
      const record = { requestHash, body, keptAtMs: now.getTime() };
      for (const { id, record: made } of mutations) {
        if (store.registration(id) !== null) continue;
        effects.note('registration', addressOr(id, made?.['email']));
      }
      store.commit([...mutations, { kind: 'answer', id: key, record }]);
      return reply.type('application/json; charset=utf-8').send(body);
    },
  );
}

function keptAnswer(kept: KeptAnswer | null, requestHash: string, now: Date): KeptAnswer | null {
  if (kept === null || now.getTime() - kept.keptAtMs > DAY_MS) return null;
  if (kept.requestHash === requestHash) return kept;
  throw new Problem('idempotency_key_reused', 'This key came with another body before.');
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
