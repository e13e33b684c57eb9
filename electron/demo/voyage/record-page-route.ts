/** The page behind "Open in Voyage": a real Voyage shows it to who is signed in; the demo to anybody here. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RECORD_PAGE_HEADERS, recordPage } from '../record-page.ts';
import { Problem } from './problem.ts';
import type { VoyageStore } from './voyage-store.ts';

const PATH = '/events/:eventId/registrations/:id';

export function isRecordPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && request.routeOptions.url === PATH;
}

export function addRecordPage(app: FastifyInstance, store: VoyageStore): void {
  app.get<{ Params: { readonly id: string } }>(PATH, (request, reply) => {
    const found = store.registration(request.params.id);
    if (!found) throw new Problem('not_found', 'There is no such registration.');
    const name = [found.firstName, found.lastName].filter(Boolean).join(' ');
    void reply.headers(RECORD_PAGE_HEADERS);
    return recordPage('The demo’s Voyage', name || found.id, { ...found });
  });
}
