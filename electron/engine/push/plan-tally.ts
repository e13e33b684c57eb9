/** Counts of a plan, row by row as it is built. */
import type { Field } from '../../../shared/domain/fields.ts';
import { FIELDS, PERSON_FIELDS, bitOf } from '../../../shared/domain/fields.ts';
import type { OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { OperationDraft, PlanLeft, UnmappedCount } from '../../../shared/domain/plan.ts';
import type { RowDiff } from '../../../shared/domain/row.ts';
import type { Direction, Side } from '../../../shared/domain/side.ts';
import { otherSide, writesSide } from '../../../shared/domain/side.ts';
import type { Resolution } from '../../../shared/reconcile/decide.ts';
import type { PlannedRow } from '../../../shared/reconcile/plan.ts';

export interface PlanTally {
  readonly add: (row: RowDiff, resolution: Resolution, planned: PlannedRow) => void;
  readonly counts: {
    readonly salesforce: { create: number; update: number; delete: number };
    readonly voyage: { create: number; update: number; cancel: number; delete: number };
  };
  readonly statusChanges: Record<Side, number>;
  readonly fieldChanges: Record<Side, number>;
  /** Operations of a side so far; counted by who numbers them. */
  readonly operations: Record<Side, number>;
  /** Salesforce updates that write the person. */
  readonly writesPerson: () => number;
  readonly newLeads: () => number;
  /** Rows with fields that this user can't write in Salesforce, and those fields. */
  readonly notWritable: () => { readonly rows: number; readonly fields: readonly Field[] };
  readonly rows: () => number;
  readonly matchedRows: () => number;
  readonly left: () => Omit<PlanLeft, 'guards'>;
}

const PROPOSALS: ReadonlySet<RowDiff['presence']> = new Set([
  'cancel-registration',
  'set-member-status',
  'deleted-and-changed',
]);

export function createPlanTally(direction: Direction): PlanTally {
  const counts = {
    salesforce: { create: 0, update: 0, delete: 0 },
    voyage: { create: 0, update: 0, cancel: 0, delete: 0 },
  };
  const statusChanges = { salesforce: 0, voyage: 0 };
  const fieldChanges = { salesforce: 0, voyage: 0 };
  const operations = { salesforce: 0, voyage: 0 };
  const presets = new Map<OutcomeCode, number>();
  const unmapped = new Map<string, UnmappedCount>();
  let writesPerson = 0;
  let newLeads = 0;
  let rows = 0;
  let matchedRows = 0;
  let proposals = 0;
  let personFieldsOff = 0;
  const lockedFields = new Set<Field>();
  let lockedRows = 0;

  function addOperation(draft: OperationDraft): void {
    if (draft.side === 'voyage') counts.voyage[draft.op] += 1;
    else if (draft.op !== 'cancel') counts.salesforce[draft.op] += 1;
    const fields = Object.keys(draft.fields) as Field[];
    if (draft.op !== 'create') {
      fieldChanges[draft.side] += fields.filter((field) => field !== 'status').length;
    }
    if (draft.side !== 'salesforce') return;
    if (draft.op === 'create' && draft.createPerson) newLeads += 1;
    if (draft.op === 'update' && fields.some(isPersonField)) writesPerson += 1;
  }

  function addUnmapped(resolution: Resolution): void {
    for (const { side, label } of resolution.unmapped) {
      if (!writesSide(direction, otherSide(side))) continue;
      const key = `${side} ${label}`;
      unmapped.set(key, { side, label, rows: (unmapped.get(key)?.rows ?? 0) + 1 });
    }
  }

  return {
    counts,
    statusChanges,
    fieldChanges,
    operations,
    writesPerson: () => writesPerson,
    newLeads: () => newLeads,
    notWritable: () => ({
      rows: lockedRows,
      fields: FIELDS.filter((field) => lockedFields.has(field)),
    }),
    rows: () => rows,
    matchedRows: () => matchedRows,
    add: (row, resolution, planned) => {
      rows += 1;
      if (row.member !== null && row.registration !== null) matchedRows += 1;
      planned.operations.forEach(addOperation);
      if (planned.statusChanges.salesforce) statusChanges.salesforce += 1;
      if (planned.statusChanges.voyage) statusChanges.voyage += 1;
      if (planned.personFieldsOff) personFieldsOff += 1;
      if (planned.notWritable.length > 0) lockedRows += 1;
      for (const field of planned.notWritable) lockedFields.add(field);
      const code = planned.preset?.outcome;
      if (code === undefined) return;
      presets.set(code, (presets.get(code) ?? 0) + 1);
      if (code === 'unmapped-status') addUnmapped(resolution);
      const isAsked = (resolution.undecided & bitOf('presence')) !== 0;
      if (code === 'conflict' && isAsked && PROPOSALS.has(row.presence)) proposals += 1;
    },
    left: () => ({
      conflicts: (presets.get('conflict') ?? 0) - proposals,
      proposals,
      unmappedStatuses: [...unmapped.values()].sort(
        (a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1),
      ),
      duplicates: presets.get('duplicate') ?? 0,
      noEmail: presets.get('no-email') ?? 0,
      noPerson: presets.get('no-person') ?? 0,
      skipped: presets.get('skipped') ?? 0,
      personFieldsOff,
    }),
  };
}

function isPersonField(field: Field): boolean {
  return (PERSON_FIELDS as readonly Field[]).includes(field);
}
