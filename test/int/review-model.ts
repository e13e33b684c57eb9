/** What a review must say, by the pure core alone and the plain way: rows as objects, the log as a list. */
import type { Decidable, FieldMask } from '../../shared/domain/fields.ts';
import { DECIDABLES, FIELDS, bitOf, decidablesIn, maskOf } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { Choice, Choices, Chosen, RowDiff } from '../../shared/domain/row.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { Facets, ReviewFilter } from '../../shared/ipc/engine-views.ts';
import type { Seen } from '../../shared/reconcile/decide.ts';
import { applyChoices, isStillMeant, seenOf } from '../../shared/reconcile/decide.ts';
import { isSettledByPresence, masksOf } from '../../shared/reconcile/diff3.ts';
import { fold } from '../../electron/engine/review/fold.ts';

export interface ModelStep {
  readonly rowKeys: readonly string[] | null;
  readonly fields: readonly Decidable[] | null;
  readonly choice: Choice | 'clear';
  readonly value: string | null;
}

interface Decided extends ModelStep {
  readonly touched: ReadonlyMap<string, { readonly fields: FieldMask; readonly seen: Seen }>;
}

export interface ReviewModel {
  show: (rows: readonly RowDiff[]) => void;
  decide: (step: ModelStep) => number;
  /** Null when there is nothing to take back. */
  undo: () => number | null;
  redo: () => number | null;
  choices: (rowKey: string) => Choices;
}

export function createModel(): ReviewModel {
  let rows: readonly RowDiff[] = [];
  let inForce: Decided[] = [];
  let takenBack: Decided[] = [];

  function choicesOf(row: RowDiff): Choices {
    const chosen = new Map<Decidable, Chosen>();
    const now = seenOf(row);
    for (const { touched, choice, value } of inForce) {
      const of = touched.get(row.rowKey);
      for (const decidable of decidablesIn(of?.fields ?? 0)) {
        if (!isStillMeant(decidable, of?.seen ?? {}, now)) continue;
        if (choice === 'clear') chosen.delete(decidable);
        else chosen.set(decidable, { choice, value: choice === 'typed' ? value : null });
      }
    }
    return Object.fromEntries(chosen);
  }

  return {
    show: (found) => {
      rows = found;
    },
    decide: (step) => {
      const touched = new Map<string, { readonly fields: FieldMask; readonly seen: Seen }>();
      for (const row of rows) {
        if (step.rowKeys?.includes(row.rowKey) === false) continue;
        const fields = meantBy(step, row, choicesOf(row));
        if (fields !== 0) touched.set(row.rowKey, { fields, seen: seenOf(row) });
      }
      inForce = [...inForce, { ...step, touched }];
      takenBack = [];
      return touched.size;
    },
    undo: () => {
      const last = inForce.at(-1);
      if (last === undefined) return null;
      inForce = inForce.slice(0, -1);
      takenBack = [...takenBack, last];
      return last.touched.size;
    },
    redo: () => {
      const next = takenBack.at(-1);
      if (next === undefined) return null;
      takenBack = takenBack.slice(0, -1);
      inForce = [...inForce, next];
      return next.touched.size;
    },
    choices: (rowKey) => {
      const row = rows.find((each) => each.rowKey === rowKey);
      return row === undefined ? {} : choicesOf(row);
    },
  };
}

function meantBy(step: ModelStep, row: RowDiff, choices: Choices): FieldMask {
  if (row.isSkippedByMap) return 0;
  const { asks, differs } = masksOf(row);
  const chosen = maskOfChoices(choices);
  const isOneQuestion = isSettledByPresence(row, 'status') && row.member !== null;
  const named = new Set(step.fields ?? []);
  if (isOneQuestion && named.delete('status')) named.add('presence');
  const fields = maskOf([...named]);
  if (step.choice === 'clear') return step.fields === null ? chosen : chosen & fields;
  const waiting = asks & ~chosen;
  const asking = waiting !== 0 ? waiting : asks !== 0 ? asks : differs;
  const meant = step.fields === null ? asking : fields & differs;
  if (step.choice !== 'typed') return meant;
  const isBlank = step.value === null || step.value.trim() === '';
  return meant & ~maskOf(isBlank || isOneQuestion ? ['status', 'presence'] : ['presence']);
}

function maskOfChoices(choices: Choices): FieldMask {
  return maskOf(DECIDABLES.filter((decidable) => choices[decidable] !== undefined));
}

export interface ModelRow {
  readonly row: RowDiff;
  readonly choices: Choices;
}

function byPolicy({ fields }: RowDiff): FieldMask {
  return maskOf(['presence', ...fields.filter((f) => f.reason === 'policy').map((f) => f.field)]);
}

export function facetsOf(
  rows: readonly ModelRow[],
  context: { readonly policy: Policy; readonly defaultLabel: string | null },
): Omit<Facets, 'canUndo' | 'canRedo'> {
  const count = (holds: (row: ModelRow) => boolean) => rows.filter(holds).length;
  const auto = ({ row }: ModelRow) => masksOf(row).autoSalesforce | masksOf(row).autoVoyage;
  const chosen = ({ choices }: ModelRow) => maskOfChoices(choices);
  const undecided = ({ row, choices }: ModelRow) =>
    applyChoices(row, choices, null, context).undecided;
  const decided = count((each) => chosen(each) !== 0);
  return {
    rows: rows.length,
    classes: Object.fromEntries(
      ROW_CLASSES.map((cls) => [cls, count(({ row }) => row.cls === cls)]),
    ) as Facets['classes'],
    undecided: count((each) => undecided(each) !== 0),
    decided,
    unmapped: count(({ row }) => row.unmapped.length > 0),
    fields: Object.fromEntries(
      FIELDS.map((field) => [
        field,
        count(({ row }) => (masksOf(row).differs & bitOf(field)) !== 0),
      ]),
    ) as Facets['fields'],
    settledBy: {
      oneSideMoved: count((each) => (auto(each) & ~byPolicy(each.row) & ~chosen(each)) !== 0),
      policy: count((each) => (auto(each) & byPolicy(each.row) & ~chosen(each)) !== 0),
      person: decided,
    },
    statuses: [
      ...labelCounts(rows, 'salesforce', ({ member }) => member?.values.status ?? null),
      ...labelCounts(rows, 'voyage', ({ registration }) => registration?.values.status ?? null),
    ],
    conflictsTotal: count(({ row }) => masksOf(row).asks !== 0),
  };
}

function labelCounts(
  rows: readonly ModelRow[],
  side: 'salesforce' | 'voyage',
  labelOf: (row: RowDiff) => string | null,
): Facets['statuses'] {
  const labels = rows.map(({ row }) => labelOf(row)).filter((label) => label !== null);
  return [...new Set(labels)]
    .map((label) => ({ side, label, rows: labels.filter((each) => each === label).length }))
    .sort((a, b) => b.rows - a.rows || (a.label < b.label ? -1 : 1));
}

/** Places of the rows a filter keeps, from 1 on. */
export function keptBy(filter: ReviewFilter, rows: readonly ModelRow[]): readonly number[] {
  return rows.flatMap((row, at) => (keeps(filter, row) ? [at + 1] : []));
}

function keeps(filter: ReviewFilter, { row, choices }: ModelRow): boolean {
  const { differs, asks } = masksOf(row);
  const chosen = maskOfChoices(choices);
  const only = {
    undecided: (asks & ~chosen) !== 0,
    decided: chosen !== 0,
    unmapped: row.unmapped.length > 0,
  };
  const label = { salesforce: row.member?.values.status, voyage: row.registration?.values.status };
  const texts = [row.member, row.registration].flatMap((record) => {
    if (record === null) return [];
    const { firstName, lastName, email, company } = record.values;
    return [firstName, lastName, email, company, record.recordId].map((text) => fold(text ?? ''));
  });
  const words = fold(filter.search).split(/\s+/u);
  return (
    (filter.classes.length === 0 || filter.classes.includes(row.cls)) &&
    (filter.fields.length === 0 || (differs & maskOf(filter.fields)) !== 0) &&
    (filter.only.length === 0 || filter.only.some((each) => only[each])) &&
    (filter.statuses.length === 0 ||
      filter.statuses.some((each) => label[each.side] === each.label)) &&
    words.every((word) => texts.some((text) => text.includes(word)))
  );
}
