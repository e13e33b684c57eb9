/**
 * Compares two lists of people without any account: LEFT stands for Salesforce, RIGHT for Voyage. Rows known by the
 * same numbers are in sync and never become objects; of all others the pure core decides.
 *
 * Law:    finds what `reconcile` finds over the whole lists, in review order.
 */
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { RowClass, RowDiff } from '../../shared/domain/row.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { compareInReviewOrder } from '../../shared/reconcile/group-rows.ts';
import { diffRows } from '../../shared/report/diff-csv.ts';
import type { Seed } from './hash-cells.ts';
import { joinRosters } from './join-rosters.ts';
import { judgeGroups } from './judge-groups.ts';
import type { DigestQuestion, RosterReader, Digest } from './read-roster.ts';
import { selectGroups } from './select-groups.ts';
import { createStatusQuestion } from './status-agrees.ts';
import type { Three } from './three.ts';

export interface RosterComparison {
  readonly rows: number;
  readonly classes: Readonly<Record<RowClass, number>>;
  /** Rows in which a field differs, for the compared fields. */
  readonly fields: Readonly<Partial<Record<Field, number>>>;
  /** The rows of the diff report. */
  readonly lines: () => Generator<readonly string[]>;
}

/** What the order and the report need of a row; the records are let go. */
interface Entry extends Pick<RowDiff, 'identity' | 'cls' | 'rowKey'> {
  readonly lines: readonly (readonly string[])[];
}

/** A field is compared when both files have a column for it; statuses as text unless the policy maps them. */
export async function compareRosters(
  rosters: Three<RosterReader>,
  policy: Policy,
  seed: Seed,
): Promise<RosterComparison> {
  const { digests, context } = await digestAll(rosters, policy, seed);
  const joined = joinRosters(digests.left, digests.right, digests.base);
  const selected = selectGroups(digests, joined);
  const [right, base, left] = await Promise.all([
    rosters.right.take(selected.rows.right),
    rosters.base?.take(selected.rows.base ?? new Uint32Array(0)) ?? null,
    rosters.left.take(selected.rows.left),
  ]);

  const classes = Object.fromEntries(ROW_CLASSES.map((cls) => [cls, 0])) as Record<
    RowClass,
    number
  >;
  classes['in-sync'] = selected.inSync;
  const fields = Object.fromEntries(context.comparedFields.map((field) => [field, 0])) as Partial<
    Record<Field, number>
  >;
  const entries: Entry[] = [];
  for (const row of judgeGroups({ left, right, base }, joined, selected, context)) {
    classes[row.cls] += 1;
    for (const { field, cls } of row.fields) {
      if (cls !== 'same' && cls !== 'converged') fields[field] = (fields[field] ?? 0) + 1;
    }
    const lines = diffRows(row);
    const { identity, cls, rowKey } = row;
    if (lines.length > 0) entries.push({ identity, cls, rowKey, lines });
  }
  return {
    rows: ROW_CLASSES.reduce((sum, cls) => sum + classes[cls], 0),
    classes,
    fields,
    *lines() {
      for (const entry of entries.sort(compareInReviewOrder)) yield* entry.lines;
    },
  };
}

/** Again where a file had to be opened in another way, which may change what fields there are. */
async function digestAll(
  { left, right, base }: Three<RosterReader>,
  policy: Policy,
  seed: Seed,
): Promise<{ readonly digests: Three<Digest>; readonly context: ReconcileContext }> {
  for (;;) {
    const [leftFields, rightFields] = await Promise.all([left.fields(), right.fields()]);
    const fields = FIELDS.filter(
      (field) => leftFields.includes(field) && rightFields.includes(field),
    );
    const context: ReconcileContext = {
      policy,
      comparedFields: fields,
      defaultLabel: null,
      chosenKeepers: new Set(),
    };
    const question: DigestQuestion = { fields, rules: policy.identity, seed };
    // Those of the others first: they may be read elsewhere while LEFT is read here.
    const [ofRight, ofBase, ofLeft] = await Promise.all([
      right.digest(question),
      base?.digest({ ...question, fields: [] }) ?? null,
      left.digest({ ...question, ...createStatusQuestion(context) }),
    ]);
    if (ofLeft !== null && ofRight !== null && (base === null || ofBase !== null)) {
      return { digests: { left: ofLeft, right: ofRight, base: ofBase }, context };
    }
  }
}
