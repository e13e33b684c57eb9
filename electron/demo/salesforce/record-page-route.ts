/** The page behind "Open in Salesforce": a real org shows the record to who is signed in; the demo to anybody here. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RECORD_PAGE_HEADERS, recordPage } from '../record-page.ts';
import { ApiRefusal, NOT_FOUND } from './api-error.ts';
import { objectOfId } from './objects.ts';
import type { Store, StoredRecord } from './store.ts';

const PATH = /^\/[A-Za-z0-9]{15,18}$/;

export function isRecordPage(request: FastifyRequest): boolean {
  return request.method === 'GET' && PATH.test(request.url);
}

export function addRecordPage(app: FastifyInstance, store: Store): void {
  app.get<{ Params: { readonly recordId: string } }>('/:recordId', (request, reply) => {
    const record = find(store, request.params.recordId);
    if (!record) throw new ApiRefusal(NOT_FOUND);
    const person = find(store, record['ContactId'] ?? record['LeadId']);
    const named = person ?? record;
    const name = [named['FirstName'], named['LastName'] ?? named['Name']].filter(Boolean).join(' ');
    void reply.headers(RECORD_PAGE_HEADERS);
    return recordPage('The demo’s Salesforce', name || record.Id, record, person ?? {});
  });
}

function find(store: Store, id: unknown): StoredRecord | null {
  if (typeof id !== 'string') return null;
  const schema = objectOfId(id);
  return schema ? store.get(schema.name, id) : null;
}
