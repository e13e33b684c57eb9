/**
 * The comparison of the snapshots that followed those of a diff, where records only changed in place: what the
 * diff found of the rows nobody touched still holds. Yields between two steps.
 *
 * Law: finds what comparing everything finds. Null where it cannot tell, and everything must be compared.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { endOfGroup } from '../../../shared/reconcile/columns/bind-rows.ts';
import { judgeAgain } from '../../../shared/reconcile/columns/judge-rows.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import { BASE_RELATIONS } from '../../../shared/reconcile/columns/patterns.ts';
import type { Verdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import { CLASS_CODES, FLAGS, createVerdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { compareInReviewOrder } from '../../../shared/reconcile/match.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffColumns, DiffException, DiffTraces } from '../journal/diff-columns.ts';
import {
  exceptionsOfParts,
  readDiffColumns,
  readTraces,
  rulesOfDiff,
} from '../journal/diff-columns.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { handLinks } from '../journal/match-repository.ts';
import type { SketchHead } from '../journal/sketch-columns.ts';
import {
  isSameInSketches,
  sketchChanged,
  sketchCodes,
  sketchHead,
  sketchPlaces,
} from '../journal/sketch-columns.ts';
import type { ComparedColumns } from './compare-columns.ts';
import { judgedColumns } from './compare-columns.ts';
import { rulesText } from './compare-rules.ts';
import { exactRows } from './exact-rows.ts';

/** Above this share of changed records, or so many groups for the pure core, all is as soon compared anew. */
const MOST_CHANGED = 0.05;
const MOST_EXACT = 5000;

export interface ComparedAgain extends ComparedColumns {
  /** Of the rows compared again; the other exceptions are those of the diff before. */
  readonly exceptions: readonly DiffException[];
}

interface Again {
  readonly db: Journal;
  readonly pairingId: number;
  readonly before: Diff;
  readonly sketches: Readonly<Record<Side, number>>;
  readonly heads: Readonly<Record<Side, SketchHead>>;
  readonly links: readonly HandLink[];
  readonly context: ReconcileContext;
}

export function* compareAgain(
  db: Journal,
  pairingId: number,
  before: Diff,
  sketches: Readonly<Record<Side, number>>,
  context: ReconcileContext,
): Generator<void, ComparedAgain | null, void> {
  if (rulesOfDiff(db, before.id) !== rulesText(db, pairingId, context)) return null;
  const heads = {
    salesforce: sketchHead(db, sketches.salesforce),
    voyage: sketchHead(db, sketches.voyage),
  };
  const follows = (side: Side): boolean =>
    !heads[side].isMergedByRule &&
    (sketches[side] === before.sketches[side] || heads[side].parent === before.sketches[side]);
  if (!SIDES.every(follows)) return null;
  const changed = (side: Side): Uint32Array =>
    sketches[side] === before.sketches[side]
      ? new Uint32Array()
      : sketchChanged(db, sketches[side]);
  const [members, registrations] = [changed('salesforce'), changed('voyage')];
  const columns = readDiffColumns(db, before.id);
  if (members.length + registrations.length > columns.rows * MOST_CHANGED + 100) return null;
  yield;
  const again: Again = {
    db,
    pairingId,
    before,
    sketches,
    heads,
    links: handLinks(db, pairingId),
    context,
  };
  const traces = readTraces(db, before.id);
  const touched = touchedRows(columns, traces, heads, members, registrations);
  yield;
  const verdicts = createVerdicts(columns.verdicts);
  yield* judgeTouched(again, { columns, traces, verdicts }, touched.simple);
  yield;
  const exceptions = yield* compareExact(again, columns, verdicts, touched);
  if (exceptions === null) return null;
  return { columns: { ...columns, verdicts: verdicts.table() }, exceptions, traces };
}

interface Touched {
  /** Rows that are their own group, and told by patterns. */
  readonly simple: readonly number[];
  /** First rows of groups for the pure core. */
  readonly groups: readonly number[];
  /** Rows that are exceptions. */
  readonly exceptional: readonly number[];
  readonly isDuplicate: Uint8Array;
}

function touchedRows(
  { rows, member, registration, verdict, verdicts }: DiffColumns,
  { base }: DiffTraces,
  heads: Readonly<Record<Side, SketchHead>>,
  members: Uint32Array,
  registrations: Uint32Array,
): Touched {
  const isMember = new Uint8Array(heads.salesforce.rows + 1);
  const isRegistration = new Uint8Array(heads.voyage.rows + 1);
  for (const place of members) isMember[place + 1] = 1;
  for (const place of registrations) isRegistration[place + 1] = 1;
  const duplicate = CLASS_CODES.indexOf('duplicate');
  const isDuplicateOf = verdicts.cls.map((cls) => (cls === duplicate ? 1 : 0));
  const isExceptionOf = verdicts.flags.map((flags) => flags & FLAGS.exception);
  const isDuplicate = new Uint8Array(rows);
  const [simple, exceptional] = [[] as number[], [] as number[]];
  const groups = new Set<number>();
  let first = 0;
  for (let row = 0; row < rows; row += 1) {
    const number = verdict[row] ?? 0;
    const m = member[row] ?? 0;
    const r = registration[row] ?? 0;
    const isOne = isDuplicateOf[number] === 1;
    if (isOne) isDuplicate[row] = 1;
    else first = row;
    if ((isMember[m] ?? 0) + (isRegistration[r] ?? 0) === 0) continue;
    const isCrowded = isOne || (row + 1 < rows && isDuplicateOf[verdict[row + 1] ?? 0] === 1);
    if ((isExceptionOf[number] ?? 0) !== 0) exceptional.push(row);
    else if (isCrowded || (base[row] !== 0 && (m === 0 || r === 0))) groups.add(first);
    else simple.push(row);
  }
  return { simple, groups: [...groups], exceptional, isDuplicate };
}

function* judgeTouched(
  again: Again,
  found: {
    readonly columns: DiffColumns;
    readonly traces: DiffTraces;
    readonly verdicts: Verdicts;
  },
  rows: readonly number[],
): Generator<void, void, void> {
  const { db, before, sketches, heads } = again;
  const { columns, traces, verdicts } = found;
  const picked = (column: Uint32Array): Uint32Array =>
    Uint32Array.from(rows, (row) => column[row] ?? 0);
  const [member, registration] = [picked(columns.member), picked(columns.registration)];
  const base = picked(traces.base);
  const hasIdentity = (_: number, at: number): boolean => {
    const m = member[at] ?? 0;
    return m === 0
      ? (registration[at] ?? 0) <= heads.voyage.identified
      : m <= heads.salesforce.identified;
  };
  const merged: MergedRows = {
    rows: rows.length,
    identified: rows.filter(hasIdentity).length,
    member,
    registration,
    base,
    isDuplicate: new Uint8Array(rows.length),
    crowded: [],
    rowOfBase: new Uint32Array(),
  };
  const relation = Uint8Array.from(base, (each) =>
    each === 0 ? BASE_RELATIONS.none : BASE_RELATIONS.known,
  );
  const isOther = (field: (typeof PERSON_FIELDS)[number]): boolean =>
    SIDES.some((side) => !isSameInSketches(db, before.sketches[side], sketches[side], field));
  const judged = yield* judgeAgain(
    { ...judgedColumns(again), merged, relation, verdicts },
    picked(traces.fields),
    PERSON_FIELDS.filter(isOther),
  );
  rows.forEach((row, at) => {
    columns.verdict[row] = judged.verdict[at] ?? 0;
    traces.fields[row] = judged.fields[at] ?? 0;
  });
}

/** The groups have the rows they had, in the same places: only which record is kept may be another. */
function* compareExact(
  { db, pairingId, before, sketches, heads, links, context }: Again,
  columns: DiffColumns,
  verdicts: Verdicts,
  { groups, exceptional, isDuplicate }: Touched,
): Generator<void, readonly DiffException[] | null, void> {
  const known = exceptionsOfParts(
    db,
    before.id,
    exceptional.map((row) => row + 1),
  );
  if (groups.length === 0 && known.length === 0) return [];
  if (groups.length + known.length > MOST_EXACT) return null;
  if (known.some(({ identity }) => identity === null)) return null;
  const parts = new Map<number, number[]>();
  for (const { part, position } of known) {
    parts.set(part, [...(parts.get(part) ?? []), position - 1]);
  }
  const partOf = new Map(known.map(({ position, part }) => [position - 1, part]));
  const places = [
    ...partOf.keys(),
    ...groups.flatMap((first) => rowsOfGroup(columns.rows, isDuplicate, first)),
  ].sort((a, b) => a - b);
  const numberOf = (side: Side) => {
    const records = sketchPlaces(db, sketches[side], 'record');
    return (place: number) => (records[place] ?? 0) + heads[side].recordBase;
  };
  const exact = yield* exactRows({
    db,
    pairingId,
    merged: { ...columns, identified: columns.rows, isDuplicate },
    parts: [...parts.values(), ...groups.map((first) => [first])],
    links,
    memberNo: numberOf('salesforce'),
    registrationNo: numberOf('voyage'),
    context,
  });
  if (exact.length !== places.length) return null;
  const ordered = [...exact].sort((a, b) => compareInReviewOrder(a.row, b.row));
  const statuses = {
    member: sketchCodes(db, sketches.salesforce, 'status'),
    registration: sketchCodes(db, sketches.voyage, 'status'),
  };
  return ordered.flatMap(({ row, member, registration }, at): readonly DiffException[] => {
    const place = places[at] ?? 0;
    const part = partOf.get(place);
    columns.member[place] = member;
    columns.registration[place] = registration;
    columns.verdict[place] = verdicts.numberOf(row, {
      memberStatus: member === 0 ? 0 : (statuses.member[member - 1] ?? 0),
      registrationStatus: registration === 0 ? 0 : (statuses.registration[registration - 1] ?? 0),
      isException: part !== undefined,
    });
    if (part === undefined) return [];
    const { rowKey, identity, keeperId, mergedBy } = row;
    return [{ position: place + 1, rowKey, identity, keeperId, mergedBy, part }];
  });
}

function rowsOfGroup(rows: number, isDuplicate: Uint8Array, first: number): readonly number[] {
  const end = endOfGroup({ rows, isDuplicate }, first);
  return Array.from({ length: end - first }, (_, at) => first + at);
}
