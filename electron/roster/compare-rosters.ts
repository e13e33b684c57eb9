/**
 * Compares two lists of people without any account: LEFT stands for Salesforce, RIGHT for Voyage. Records
 * whose bytes are equal never become objects; of all others the pure core decides.
 *
 * Law: finds what `reconcile` finds over the whole lists, in review order.
 */
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base, BaseValue, RowClass, RowDiff } from '../../shared/domain/row.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { compareInReviewOrder, groupRows, rowKeyOf } from '../../shared/reconcile/group-rows.ts';
import { diffRows } from '../../shared/report/diff-csv.ts';
import type { Identities } from './identities.ts';
import { identitiesOf } from './identities.ts';
import type { Joined } from './join-rosters.ts';
import { joinRosters } from './join-rosters.ts';
import type { Roster } from './read-roster.ts';
import { recordAt, recordIdAt, valueAt } from './read-roster.ts';
import { createSameness } from './sameness.ts';

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
export function compareRosters(
  left: Roster,
  right: Roster,
  base: Roster | null,
  policy: Policy,
): RosterComparison {
  const comparedFields = FIELDS.filter(
    (field) => left.fields.includes(field) && right.fields.includes(field),
  );
  const context: ReconcileContext = {
    policy,
    comparedFields,
    defaultLabel: null,
    chosenKeepers: new Set(),
  };
  const rosters = { left, right, base };
  const identities = {
    left: identitiesOf(left, policy.identity),
    right: identitiesOf(right, policy.identity),
    base: base === null ? null : identitiesOf(base, policy.identity),
  };
  const joined = joinRosters(identities.left, identities.right, identities.base);
  const classes = Object.fromEntries(ROW_CLASSES.map((cls) => [cls, 0])) as Record<
    RowClass,
    number
  >;
  const fields = Object.fromEntries(comparedFields.map((field) => [field, 0])) as Partial<
    Record<Field, number>
  >;
  const entries: Entry[] = [];

  function count(rows: readonly RowDiff[]): void {
    for (const row of rows) {
      classes[row.cls] += 1;
      for (const { field, cls } of row.fields) {
        if (cls !== 'same' && cls !== 'converged') fields[field] = (fields[field] ?? 0) + 1;
      }
      const lines = diffRows(row);
      const { identity, cls, rowKey } = row;
      if (lines.length > 0) entries.push({ identity, cls, rowKey, lines });
    }
  }

  const sameness = createSameness(rosters, context);
  for (let group = 0; group < joined.groups; group += 1) {
    const [a, b] = [joined.left[group] as number, joined.right[group] as number];
    const isPair = a >= 0 && b >= 0 && joined.nextLeft[a] === -1 && joined.nextRight[b] === -1;
    if (isPair && sameness.isInSync(a, b, joined.base[group] as number)) classes['in-sync'] += 1;
    else count(groupRows(groupAt(rosters, identities, joined, group), context));
  }
  for (const record of withoutIdentity(left, identities.left)) count(alone(record, context));
  for (const record of withoutIdentity(right, identities.right)) count(alone(record, context));

  return {
    rows: ROW_CLASSES.reduce((sum, cls) => sum + classes[cls], 0),
    classes,
    fields,
    *lines() {
      for (const entry of entries.sort(compareInReviewOrder)) yield* entry.lines;
    },
  };
}

interface Three<T> {
  readonly left: T;
  readonly right: T;
  readonly base: T | null;
}

function groupAt(
  { left, right, base }: Three<Roster>,
  identities: Three<Identities>,
  joined: Joined,
  group: number,
) {
  const members: SideRecord[] = [];
  for (let row = joined.left[group] as number; row >= 0; row = joined.nextLeft[row] as number) {
    members.push(recordAt(left, row));
  }
  const registrations: SideRecord[] = [];
  for (let row = joined.right[group] as number; row >= 0; row = joined.nextRight[row] as number) {
    registrations.push(recordAt(right, row));
  }
  const [a, b] = [joined.left[group] as number, joined.right[group] as number];
  const identity = a >= 0 ? identityAt(identities.left, a) : identityAt(identities.right, b);
  const baseRow = joined.base[group] as number;
  return {
    rowKey: identity,
    identity,
    mergedBy: null,
    members,
    registrations,
    base: base !== null && baseRow >= 0 ? baseAt(base, baseRow, identity, a, b) : null,
  };
}

function baseAt(base: Roster, row: number, rowKey: string, left: number, right: number): Base {
  const fields: Partial<Record<Field, BaseValue>> = {};
  base.fields.forEach((field, slot) => {
    const value = valueAt(base, row, slot);
    fields[field] = { salesforce: value, voyage: value };
  });
  const gone = `gone from row ${recordIdAt(row)}`;
  return {
    rowKey,
    memberId: left >= 0 ? recordIdAt(left) : gone,
    registrationId: right >= 0 ? recordIdAt(right) : gone,
    fields,
  };
}

function identityAt({ bytes, starts, lengths }: Identities, row: number): string {
  const from = starts[row] as number;
  return bytes.toString('utf8', from, from + (lengths[row] as number));
}

function* withoutIdentity(roster: Roster, { lengths }: Identities): Generator<SideRecord> {
  for (let row = 0; row < roster.rows; row += 1)
    if (lengths[row] === 0) yield recordAt(roster, row);
}

function alone(record: SideRecord, context: ReconcileContext): readonly RowDiff[] {
  const isMember = record.side === 'salesforce';
  return groupRows(
    {
      rowKey: rowKeyOf(record, null, null),
      identity: null,
      mergedBy: null,
      members: isMember ? [record] : [],
      registrations: isMember ? [] : [record],
      base: null,
    },
    context,
  );
}
