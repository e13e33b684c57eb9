import { addressOr } from '../faults/effects.ts';
import type { Effects } from '../faults/effects.ts';
import type { Mutation } from '../mutation-log.ts';
import { personOf } from './read-field.ts';
import type { Store, StoredRecord } from './store.ts';

/** Tells the effects which of the records that were kept are new, and for whom they were made. */
export function countMade(
  store: Store,
  effects: Effects,
  newId: (object: string) => string,
): {
  readonly newId: (object: string) => string;
  readonly note: (mutations: readonly Mutation[]) => void;
} {
  const given = new Set<string>();
  return {
    newId(object) {
      const id = newId(object);
      given.add(id);
      return id;
    },
    note(mutations) {
      for (const { kind, id, record } of mutations) {
        if (record === null || !given.delete(id)) continue;
        effects.note(kind, personIn(store, kind, record as StoredRecord));
      }
    },
  };
}

function personIn(store: Store, kind: string, record: StoredRecord): string {
  if (kind !== 'CampaignMember') return addressOr(record.Id, record['Email']);
  const person = personOf(store, record)?.record;
  const address = addressOr(person?.Id ?? record.Id, person?.['Email']);
  return `${address} in ${String(record['CampaignId'])}`;
}
