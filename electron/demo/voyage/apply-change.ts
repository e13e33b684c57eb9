import { z } from 'zod';
import { VOYAGE_STATUSES } from '../../../shared/domain/status.ts';
import type { Mutation } from '../mutation-log.ts';
import type { WorldChange } from '../seed.ts';
import { dropUndefined } from './drop-undefined.ts';
import { firstVersion, withFields, type Registration } from './registration.ts';
import type { VoyageStore } from './voyage-store.ts';

const text = z.string().nullable();
const fieldsSchema = z
  .strictObject({
    status: z.enum(VOYAGE_STATUSES),
    email: text,
    firstName: text,
    lastName: text,
    company: text,
    title: text,
    phone: text,
    ticketType: text,
    source: text,
  })
  .partial();

/** A change of the story as a mutation; null for a change of the other side. It happens now. */
export function toMutation(store: VoyageStore, change: WorldChange, now: string): Mutation | null {
  if (change.on !== 'voyage') return null;
  switch (change.do) {
    case 'create':
      return toRecord({ ...firstVersion(change.registration), updatedAt: now });
    case 'update': {
      const before = find(store, change.id);
      const fields = fieldsSchema.parse(change.fields);
      return toRecord(withFields(before, dropUndefined(fields), now));
    }
    case 'delete':
      return { kind: 'registration', id: find(store, change.id).id, record: null };
  }
}

function find(store: VoyageStore, id: string): Registration {
  const found = store.registration(id);
  if (found === null) throw new Error(`The story changes ${id}, which is not there.`);
  return found;
}

function toRecord(registration: Registration): Mutation {
  return { kind: 'registration', id: registration.id, record: { ...registration } };
}
