/** Counts over the rows of a diff: a pass over bytes, then sums over the few distinct verdicts. */
import type { Field, FieldMask } from '../../domain/fields.ts';
import { FIELDS, bitOf } from '../../domain/fields.ts';
import type { UnmappedCount } from '../../domain/plan.ts';
import type { RowClass, UnmappedStatus } from '../../domain/row.ts';
import { ROW_CLASSES } from '../../domain/row.ts';
import type { Side } from '../../domain/side.ts';
import { compareCodePoints } from '../code-point-order.ts';
import { labelOf } from '../diff-field.ts';
import type { JudgedRows } from './judged-rows.ts';
import {
  IS_UNMAPPED,
  PRESENCE_BIT,
  STATUS_BIT,
  codeOfPresence,
  undecidedOf,
} from './judged-rows.ts';
import { CLASS_CODES, FLAGS } from './verdicts.ts';

export interface RowTally {
  readonly rows: number;
  readonly classes: Readonly<Record<RowClass, number>>;
  readonly undecided: number;
  readonly decided: number;
  readonly unmapped: number;
  readonly fields: Readonly<Record<Field, number>>;
  readonly settledBy: {
    readonly oneSideMoved: number;
    readonly policy: number;
    readonly person: number;
  };
  readonly conflictsTotal: number;
}

const MASKS = 256;

/** How many rows have a verdict and a mask, for each pair of them there is. */
function* pairCounts(
  { verdict, verdicts }: JudgedRows,
  masks: Uint8Array,
): Generator<{ readonly at: number; readonly mask: FieldMask; readonly rows: number }, void, void> {
  const counts = new Uint32Array(verdicts.count * MASKS);
  for (let row = 0; row < verdict.length; row += 1) {
    const place = (verdict[row] ?? 0) * MASKS + (masks[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  for (let place = 0; place < counts.length; place += 1) {
    const rows = counts[place] ?? 0;
    if (rows > 0) yield { at: Math.floor(place / MASKS), mask: place % MASKS, rows };
  }
}

export function tallyRows(judged: JudgedRows, chosen: Uint8Array): RowTally {
  const { verdicts } = judged;
  const classes = ROW_CLASSES.map(() => 0);
  const fields = FIELDS.map(() => 0);
  const sums = { undecided: 0, decided: 0, unmapped: 0, asked: 0, moved: 0, policy: 0 };
  for (const { at, mask, rows } of pairCounts(judged, chosen)) {
    const auto = (verdicts.autoSalesforce[at] ?? 0) | (verdicts.autoVoyage[at] ?? 0);
    const [byPolicy, differs] = [verdicts.byPolicy[at] ?? 0, verdicts.differs[at] ?? 0];
    const cls = verdicts.cls[at] ?? 0;
    classes[cls] = (classes[cls] ?? 0) + rows;
    FIELDS.forEach((field, place) => {
      if ((differs & bitOf(field)) !== 0) fields[place] = (fields[place] ?? 0) + rows;
    });
    if (undecidedOf(verdicts, at, mask) !== 0) sums.undecided += rows;
    if (mask !== 0) sums.decided += rows;
    if (((verdicts.flags[at] ?? 0) & IS_UNMAPPED) !== 0) sums.unmapped += rows;
    if (verdicts.asks[at] !== 0) sums.asked += rows;
    if ((auto & ~byPolicy & ~mask) !== 0) sums.moved += rows;
    if ((auto & byPolicy & ~mask) !== 0) sums.policy += rows;
  }
  return {
    rows: judged.verdict.length,
    classes: Object.fromEntries(
      ROW_CLASSES.map((cls) => [cls, classes[CLASS_CODES.indexOf(cls)] ?? 0]),
    ) as Record<RowClass, number>,
    undecided: sums.undecided,
    decided: sums.decided,
    unmapped: sums.unmapped,
    fields: Object.fromEntries(FIELDS.map((field, place) => [field, fields[place] ?? 0])) as Record<
      Field,
      number
    >,
    settledBy: { oneSideMoved: sums.moved, policy: sums.policy, person: sums.decided },
    conflictsTotal: sums.asked,
  };
}

export function countUndecided({ verdict, verdicts }: JudgedRows, chosen: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < verdict.length; row += 1) {
    if (undecidedOf(verdicts, verdict[row] ?? 0, chosen[row] ?? 0) !== 0) count += 1;
  }
  return count;
}

/** Distinct statuses of a side; a verdict's code is 1 + place, 0 for blank. */
export type StatusLabels = Readonly<Record<Side, readonly string[]>>;

/** Most rows first. */
function bySideAndRows(counts: ReadonlyMap<string, number>, side: Side): readonly UnmappedCount[] {
  return Array.from(counts, ([label, rows]) => ({ side, label, rows })).sort(
    (a, b) => b.rows - a.rows || compareCodePoints(a.label, b.label),
  );
}

export function tallyStatuses(
  { verdict, verdicts }: JudgedRows,
  labels: StatusLabels,
): readonly UnmappedCount[] {
  const rowsOf = new Uint32Array(verdicts.count);
  for (let row = 0; row < verdict.length; row += 1) {
    const at = verdict[row] ?? 0;
    rowsOf[at] = (rowsOf[at] ?? 0) + 1;
  }
  const counted = (side: Side, codes: Uint16Array) => {
    const counts = new Map<string, number>();
    codes.forEach((code, at) => {
      const label = labels[side][code - 1];
      const rows = rowsOf[at] ?? 0;
      if (label !== undefined && rows > 0) counts.set(label, (counts.get(label) ?? 0) + rows);
    });
    return bySideAndRows(counts, side);
  };
  return [
    ...counted('salesforce', verdicts.memberStatus),
    ...counted('voyage', verdicts.registrationStatus),
  ];
}

/** Labels a verdict has no entry in the map for, Salesforce's first. */
export function unmappedIn(
  { verdicts }: JudgedRows,
  at: number,
  labels: StatusLabels,
  defaultLabel: string | null,
): readonly UnmappedStatus[] {
  const flags = verdicts.flags[at] ?? 0;
  const [member, registration] = [
    verdicts.memberStatus[at] ?? 0,
    verdicts.registrationStatus[at] ?? 0,
  ];
  const isCancelled = verdicts.presence[at] === codeOfPresence('set-member-status');
  const found: UnmappedStatus[] = [];
  if ((flags & FLAGS.unmappedSalesforce) !== 0) {
    const label = labelOf(labels.salesforce[member - 1] ?? null, { defaultLabel });
    found.push({ side: 'salesforce', label: label ?? '' });
  }
  if ((flags & FLAGS.unmappedVoyage) !== 0) {
    const label = isCancelled ? 'cancelled' : (labels.voyage[registration - 1] ?? '');
    found.push({ side: 'voyage', label });
  }
  return found;
}

/** Rows whose status has no entry in the map, by label; those a person leaves out don't count. */
export function tallyUnmapped(
  judged: JudgedRows,
  skipped: Uint8Array,
  labels: StatusLabels,
  defaultLabel: string | null,
): readonly UnmappedCount[] {
  const { verdict, verdicts } = judged;
  const rowsOf = new Uint32Array(verdicts.count);
  for (let row = 0; row < verdict.length; row += 1) {
    if (((skipped[row] ?? 0) & (STATUS_BIT | PRESENCE_BIT)) !== 0) continue;
    const at = verdict[row] ?? 0;
    rowsOf[at] = (rowsOf[at] ?? 0) + 1;
  }
  const counts: Readonly<Record<Side, Map<string, number>>> = {
    salesforce: new Map(),
    voyage: new Map(),
  };
  rowsOf.forEach((rows, at) => {
    if (rows === 0) return;
    for (const { side, label } of unmappedIn(judged, at, labels, defaultLabel)) {
      counts[side].set(label, (counts[side].get(label) ?? 0) + rows);
    }
  });
  return [
    ...bySideAndRows(counts.salesforce, 'salesforce'),
    ...bySideAndRows(counts.voyage, 'voyage'),
  ];
}
