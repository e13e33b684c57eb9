/**
 * Two lists that do what they are told: operations applied to records, as the far sides would.
 */
import type { Field } from '../shared/domain/fields.ts';
import { BLANK_VALUES } from '../shared/domain/fields.ts';
import type { OperationDraft } from '../shared/domain/plan.ts';
import type { SideRecord } from '../shared/domain/record.ts';
import type { Answer, SettledOperation } from '../shared/reconcile/outcome.ts';

export interface World {
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
}

export interface Landed {
  readonly world: World;
  readonly settled: SettledOperation;
}

function written(draft: OperationDraft, record: SideRecord): SideRecord {
  return {
    ...record,
    values: { ...record.values, ...draft.fields },
    version: `${record.version}+`,
    modifiedAt: '2026-11-01T09:00:00.000Z',
  };
}

/** `source`: the record of the other side that a created one stands for. */
function created(draft: OperationDraft, source: SideRecord | null, newId: string): SideRecord {
  const isMember = draft.side === 'salesforce';
  const ofPerson = isMember && !draft.createPerson ? (source?.values ?? {}) : {};
  return {
    side: draft.side,
    recordId: newId,
    values: { ...BLANK_VALUES, ...ofPerson, ...draft.fields },
    version: '1',
    modifiedAt: '2026-11-01T09:00:00.000Z',
    createdAt: '2026-11-01T09:00:00.000Z',
    person: isMember ? (draft.person ?? { id: `00Q-${newId}`, kind: 'Lead' }) : null,
  };
}

const STATUS_OF_OPERATION = {
  create: 'created',
  update: 'updated',
  cancel: 'cancelled',
  delete: 'deleted',
} as const;

export function land(
  world: World,
  draft: OperationDraft,
  source: SideRecord | null,
  newId: string,
): Landed {
  const name = draft.side === 'salesforce' ? 'members' : 'registrations';
  const records = world[name];
  const before = records.find(({ recordId }) => recordId === draft.recordId);
  const after = before === undefined ? created(draft, source, newId) : written(draft, before);
  const answer: Answer = {
    status: STATUS_OF_OPERATION[draft.op],
    recordId: after.recordId,
    version: after.version,
    values: Object.fromEntries(
      (Object.keys(draft.fields) as Field[]).map((field) => [field, after.values[field]]),
    ),
    error: null,
    attempts: 1,
  };
  return {
    world: {
      ...world,
      [name]:
        before === undefined
          ? [...records, after]
          : records.map((record) => (record === before ? after : record)),
    },
    settled: { draft, answer },
  };
}
