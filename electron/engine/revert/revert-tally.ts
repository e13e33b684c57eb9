/** Counts of a plan that takes a run back, row by row as it is built. */
import type { Field } from '../../../shared/domain/fields.ts';
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { OperationDraft } from '../../../shared/domain/plan.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { LeftAlone, RevertedRow } from './revert-row.ts';

export interface RevertTally {
  readonly add: (row: RevertedRow) => void;
  readonly counts: {
    readonly salesforce: { create: number; update: number; delete: number };
    readonly voyage: { create: number; update: number; cancel: number; delete: number };
  };
  readonly statusChanges: Record<Side, number>;
  readonly fieldChanges: Record<Side, number>;
  /** Operations of a side so far; counted by who numbers them. */
  readonly operations: Record<Side, number>;
  readonly left: Readonly<Record<LeftAlone, number>>;
  readonly rows: () => number;
  readonly writesPerson: () => number;
  readonly deletedLeads: () => number;
}

export function createRevertTally(): RevertTally {
  const counts = {
    salesforce: { create: 0, update: 0, delete: 0 },
    voyage: { create: 0, update: 0, cancel: 0, delete: 0 },
  };
  const statusChanges = { salesforce: 0, voyage: 0 };
  const fieldChanges = { salesforce: 0, voyage: 0 };
  const left: Record<LeftAlone, number> = { before: 0, changed: 0, gone: 0, deleted: 0 };
  let rows = 0;
  let writesPerson = 0;
  let deletedLeads = 0;

  function addDraft(draft: OperationDraft): void {
    if (draft.side === 'voyage') counts.voyage[draft.op] += 1;
    else if (draft.op !== 'cancel') counts.salesforce[draft.op] += 1;
    const fields = Object.keys(draft.fields) as Field[];
    if (fields.includes('status')) statusChanges[draft.side] += 1;
    fieldChanges[draft.side] += fields.filter((field) => field !== 'status').length;
    const isPerson = fields.some((field) => (PERSON_FIELDS as readonly Field[]).includes(field));
    if (draft.side === 'salesforce' && isPerson) writesPerson += 1;
  }

  return {
    counts,
    statusChanges,
    fieldChanges,
    operations: { salesforce: 0, voyage: 0 },
    left,
    rows: () => rows,
    writesPerson: () => writesPerson,
    deletedLeads: () => deletedLeads,
    add: ({ operations, preset }) => {
      rows += 1;
      if (preset !== null) left[preset.why] += 1;
      for (const { draft, deletePerson } of operations) {
        addDraft(draft);
        if (deletePerson !== null) deletedLeads += 1;
      }
    },
  };
}
