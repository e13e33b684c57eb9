/** Hashes of rows of a diff, gathered from the sketches a column at a time: no more than two are held at once. */
import type { Field, FieldMask } from '../../../shared/domain/fields.ts';
import { DECIDABLES, FIELDS, PERSON_FIELDS, bitOf } from '../../../shared/domain/fields.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import {
  PRESENCE_BIT,
  STATUS_BIT,
  codeOfPresence,
} from '../../../shared/reconcile/columns/judged-rows.ts';
import {
  hashOfComparable,
  hashOfPair,
  hashOfQuestion,
} from '../../../shared/reconcile/columns/seen.ts';
import { FLAGS, PRESENCE_CODES } from '../../../shared/reconcile/columns/verdicts.ts';
import { labelOf } from '../../../shared/reconcile/diff-field.ts';
import type { Journal } from './database.ts';
import { exceptionKeys } from './diff-columns.ts';
import type { DiffTable } from './diff-table.ts';
import { sketchHashes } from './sketch-columns.ts';

type HashColumn = Parameters<typeof sketchHashes>[2];

function bothSides(db: Journal, { diff }: DiffTable, column: HashColumn) {
  return {
    members: sketchHashes(db, diff.sketches.salesforce, column),
    registrations: sketchHashes(db, diff.sketches.voyage, column),
  };
}

/** At 1 + place; 0 for none. */
function hashAt(column: Float64Array, place: number): number {
  return place === 0 ? 0 : (column[place - 1] ?? 0);
}

/** The hash of each row's key. `rows`: their places from 0 on. */
export function keyHashes(db: Journal, table: DiffTable, rows: Uint32Array): Float64Array {
  const { member, registration, verdict, verdicts } = table;
  const { members, registrations } = bothSides(db, table, 'keyHash');
  const exceptions = exceptionKeys(db, table.diff.id);
  const ofException = new Map(exceptions.map((each) => [each.position, each.rowKey]));
  const hashes = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    const [own, other] = [member[row] ?? 0, registration[row] ?? 0];
    const flags = verdicts.flags[verdict[row] ?? 0] ?? 0;
    hashes[at] =
      (flags & FLAGS.exception) !== 0
        ? hashOf(ofException.get(row + 1) ?? '')
        : hashAt(members, own) || hashAt(registrations, other);
  }
  return hashes;
}

const BITS_IN = Uint8Array.from({ length: 256 }, (_, mask) =>
  DECIDABLES.reduce((count, decidable) => count + ((mask & bitOf(decidable)) === 0 ? 0 : 1), 0),
);

export function countBits(mask: FieldMask): number {
  return BITS_IN[mask] ?? 0;
}

/** Where the bits of each row begin among the bits of all rows; one more entry than rows. */
export function bitOffsets(fields: Uint8Array): Uint32Array {
  const offsets = new Uint32Array(fields.length + 1);
  for (let at = 0; at < fields.length; at += 1) {
    offsets[at + 1] = (offsets[at] ?? 0) + countBits(fields[at] ?? 0);
  }
  return offsets;
}

/** What a decision about each row's fields is made on: for each row, for each field from the lowest bit up. */
export function seenHashes(
  db: Journal,
  table: DiffTable,
  rows: Uint32Array,
  fields: Uint8Array,
): Float64Array {
  const offsets = bitOffsets(fields);
  const seen = new Float64Array(offsets[rows.length] ?? 0);
  const used = fields.reduce((all, mask) => all | mask, 0);

  function fill(bit: FieldMask, hashOfRow: (row: number) => number): void {
    for (let at = 0; at < rows.length; at += 1) {
      const mask = fields[at] ?? 0;
      if ((mask & bit) === 0) continue;
      seen[(offsets[at] ?? 0) + countBits(mask & (bit - 1))] = hashOfRow(rows[at] ?? 0);
    }
  }

  for (const field of PERSON_FIELDS) {
    if ((used & bitOf(field)) === 0) continue;
    const { members, registrations } = bothSides(db, table, field);
    fill(bitOf(field), (row) =>
      hashOfPair(
        hashAt(members, table.member[row] ?? 0),
        hashAt(registrations, table.registration[row] ?? 0),
      ),
    );
  }
  if ((used & STATUS_BIT) !== 0) {
    const hashOfVerdict = statusHashes(table);
    fill(STATUS_BIT, (row) => hashOfVerdict[table.verdict[row] ?? 0] ?? 0);
  }
  if ((used & PRESENCE_BIT) !== 0) {
    const hashes = presenceHashes(db, table, rows, fields);
    let next = 0;
    fill(PRESENCE_BIT, () => hashes[next++] ?? 0);
  }
  return seen;
}

function statusHashes({ verdicts, labels, defaultLabel }: DiffTable): Float64Array {
  return Float64Array.from({ length: verdicts.count }, (_, at) => {
    const label = labels.salesforce[(verdicts.memberStatus[at] ?? 0) - 1] ?? null;
    const status = labels.voyage[(verdicts.registrationStatus[at] ?? 0) - 1] ?? null;
    return hashOfPair(
      hashOfComparable('status', labelOf(label, { defaultLabel })),
      hashOfComparable('status', status),
    );
  });
}

const QUESTIONS = PRESENCE_CODES.map((presence) => hashOf(presence ?? ''));
const CHANGED = codeOfPresence('deleted-and-changed');

/** Of the rows with the bit of presence, in their order. */
function presenceHashes(
  db: Journal,
  table: DiffTable,
  rows: Uint32Array,
  fields: Uint8Array,
): Float64Array {
  const asked = rows.filter((_, at) => ((fields[at] ?? 0) & PRESENCE_BIT) !== 0);
  const presenceOf = (row: number) => table.verdicts.presence[table.verdict[row] ?? 0] ?? 0;
  const ids = bothSides(db, table, 'idHash');
  const hashes = Float64Array.from(asked, (row) =>
    hashOfQuestion(
      QUESTIONS[presenceOf(row)] ?? 0,
      hashAt(ids.members, table.member[row] ?? 0),
      hashAt(ids.registrations, table.registration[row] ?? 0),
    ),
  );
  if (!asked.some((row) => presenceOf(row) === CHANGED)) return hashes;
  for (const field of FIELDS) {
    const valueHash = valueHashes(db, table, field);
    for (let at = 0; at < asked.length; at += 1) {
      const row = asked[at] ?? 0;
      if (presenceOf(row) === CHANGED) hashes[at] = hashOfPair(hashes[at] ?? 0, valueHash(row));
    }
  }
  return hashes;
}

/** Of the value of a record that stands alone. */
function valueHashes(db: Journal, table: DiffTable, field: Field): (row: number) => number {
  const { member, registration, verdict, verdicts, labels } = table;
  if (field === 'status') {
    return (row) => {
      const at = verdict[row] ?? 0;
      const label =
        (member[row] ?? 0) > 0
          ? labels.salesforce[(verdicts.memberStatus[at] ?? 0) - 1]
          : labels.voyage[(verdicts.registrationStatus[at] ?? 0) - 1];
      return hashOfComparable('status', label ?? null);
    };
  }
  const { members, registrations } = bothSides(db, table, field);
  return (row) => {
    const [own, other] = [member[row] ?? 0, registration[row] ?? 0];
    return own > 0 ? hashAt(members, own) : hashAt(registrations, other);
  };
}
