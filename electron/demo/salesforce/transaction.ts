import type { Mutation } from '../mutation-log.ts';
import type { Store, StoredRecord } from './store.ts';

/** Changes of one request: seen at once, kept in the log at `commit`, taken back by `rollback`. */
export interface Transaction {
  put(object: string, record: StoredRecord): void;
  remove(object: string, id: string): void;
  commit(): readonly Mutation[];
  rollback(): void;
}

interface Change {
  readonly object: string;
  readonly id: string;
  readonly before: StoredRecord | null;
  readonly after: StoredRecord | null;
}

export function beginTransaction(store: Store): Transaction {
  const changes: Change[] = [];
  return {
    put(object, record) {
      changes.push({ object, id: record.Id, before: store.get(object, record.Id), after: record });
      store.put(object, record);
    },
    remove(object, id) {
      changes.push({ object, id, before: store.get(object, id), after: null });
      store.remove(object, id);
    },
    commit: () =>
      changes.splice(0).map(({ object, id, after }) => ({ kind: object, id, record: after })),
    rollback() {
      for (const { object, id, before } of changes.splice(0).toReversed()) {
        if (before === null) store.remove(object, id);
        else store.put(object, before);
      }
    },
  };
}

export function applyMutation(store: Store, mutation: Mutation): void {
  if (mutation.record === null) store.remove(mutation.kind, mutation.id);
  else store.put(mutation.kind, mutation.record as unknown as StoredRecord);
}
