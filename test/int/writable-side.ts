/** A list side that is written too, and does what a test tells it to do wrong. */
import type { WriteStatus } from '../../shared/domain/outcome.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Values } from '../../shared/domain/fields.ts';
import { BLANK_VALUES } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type {
  SidePort,
  WriteAnswer,
  WriteBatch,
  WriteOperation,
} from '../../electron/engine/sides/side-port.ts';
import type { ListSideSettings } from './list-side.ts';
import { createListSide } from './list-side.ts';

export interface WritableSide {
  readonly port: SidePort;
  readonly records: Map<string, SideRecord>;
  /** Effects each operation had, by its ref. */
  readonly effects: Map<string, number>;
  readonly batches: WriteBatch[];
  /** Before anything is written; may throw. */
  beforeWrite: (batch: WriteBatch) => void;
  /** After all is written, before the answer; may throw. */
  afterWrite: (batch: WriteBatch) => void;
  /** Another answer than the right one; nothing is written then. */
  refuseWith: (operation: WriteOperation) => WriteStatus | null;
  batchSize: number;
}

type Settings = Omit<ListSideSettings, 'records' | 'expectedRows'> & {
  readonly records: Iterable<SideRecord>;
  /** What the person found for a new member holds. */
  readonly personValues?: Partial<Values>;
};

export function createWritableSide(settings: Settings): WritableSide {
  const records = new Map(Array.from(settings.records, (record) => [record.recordId, record]));
  const answered = new Map<string, WriteAnswer>();
  let calls = 0;
  let made = 0;

  function answer(operation: WriteOperation, rest: Partial<WriteAnswer>): WriteAnswer {
    return {
      ref: operation.ref,
      status: 'rejected',
      recordId: operation.recordId,
      version: null,
      person: null,
      createdPerson: null,
      values: null,
      error: null,
      attempts: 1,
      ...rest,
    };
  }

  function carryOut(operation: WriteOperation): WriteAnswer {
    const refusal = far.refuseWith(operation);
    if (refusal !== null) {
      const error = { code: 'TOLD_TO', message: 'Not this one.' };
      return answer(operation, { status: refusal, error });
    }
    const known = operation.recordId === null ? undefined : records.get(operation.recordId);
    if (operation.op !== 'create' && known?.version !== operation.expectVersion) {
      return answer(operation, { status: 'stale' });
    }
    far.effects.set(operation.ref, (far.effects.get(operation.ref) ?? 0) + 1);
    if (operation.op === 'delete') {
      records.delete(operation.recordId ?? '');
      return answer(operation, { status: 'deleted' });
    }
    made += 1;
    const recordId = operation.recordId ?? `new-${settings.side}-${String(made)}`;
    const isLead = operation.createPerson;
    const person = isLead ? ({ id: `lead-${String(made)}`, kind: 'Lead' } as const) : null;
    const version = String(Number(known?.version ?? '0') + 1);
    records.set(recordId, {
      side: settings.side,
      recordId,
      values: {
        ...BLANK_VALUES,
        ...(operation.person === null ? {} : settings.personValues),
        ...known?.values,
        ...operation.fields,
      },
      version,
      modifiedAt: null,
      createdAt: null,
      person: known?.person ?? operation.person ?? person,
    });
    const status = { create: 'created', update: 'updated', cancel: 'cancelled' } as const;
    return answer(operation, {
      status: status[operation.op],
      recordId,
      version,
      person: operation.person ?? person,
      createdPerson: person,
      values: operation.fields,
    });
  }

  function write(batch: WriteBatch): readonly WriteAnswer[] {
    const isRefused =
      batch.isAtomic && batch.operations.some((operation) => far.refuseWith(operation) !== null);
    const answers = batch.operations.map((operation) => {
      const key = `${batch.key} ${operation.ref}`;
      const earlier = answered.get(key);
      if (earlier !== undefined) return earlier;
      if (isRefused && far.refuseWith(operation) === null) {
        return answer(operation, { status: 'not-attempted', attempts: 0 });
      }
      const given = carryOut(operation);
      answered.set(key, given);
      return given;
    });
    far.afterWrite(batch);
    return answers;
  }

  const listed: ListSideSettings = {
    ...settings,
    records: { [Symbol.iterator]: () => records.values() },
    expectedRows: null,
  };
  const far: WritableSide = {
    port: {
      ...createListSide(listed),
      batchSizeFor: () => far.batchSize,
      // As over a socket: what is thrown is a rejection, and the answer comes some turns later.
      write: async (batch) => {
        calls += 1;
        far.batches.push(batch);
        far.beforeWrite(batch);
        await nextTurn();
        return write(batch);
      },
      callsMade: () => calls,
    },
    records,
    effects: new Map(),
    batches: [],
    beforeWrite: () => undefined,
    afterWrite: () => undefined,
    refuseWith: () => null,
    batchSize: 3,
  };
  return far;
}
