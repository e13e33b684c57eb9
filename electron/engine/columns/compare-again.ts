/**
 * The comparison that goes on from a diff: what nothing touched since keeps its row, and only the groups that
 * something touched are compared anew. Yields between two steps.
 *
 * Law: finds what comparing everything finds. Null where it cannot tell, or everything is as soon compared.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { judgeAgain, numbersOf } from '../../../shared/reconcile/columns/judge-rows.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import type { Patterns } from '../../../shared/reconcile/columns/pattern-table.ts';
import { createPatterns } from '../../../shared/reconcile/columns/pattern-table.ts';
import { verdictsOfPatterns } from '../../../shared/reconcile/columns/patterns.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { Verdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import { createVerdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException, StoredRows } from '../journal/diff-columns.ts';
import { exceptionsOfParts, nextPart, readTraces } from '../journal/diff-columns.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { diffTable } from '../journal/diff-table.ts';
import { handLinks } from '../journal/match-repository.ts';
import { isSameInSketches } from '../journal/sketch-columns.ts';
import type { Changes } from './changes-since.ts';
import { changesSince } from './changes-since.ts';
import type { ColumnSource } from './column-source.ts';
import { labelsOf, wholeColumns } from './column-source.ts';
import type { ComparedAll } from './compare-all.ts';
import { toStore } from './compare-all.ts';
import { compareColumns, judgedColumns } from './compare-columns.ts';
import type { MarkedRows } from './marked-rows.ts';
import { ROW_KINDS, createMarkedRows, rowsMarked } from './marked-rows.ts';
import type { ComparedFew } from './put-rows.ts';
import { putInPlace, putInOrder } from './put-rows.ts';
import { markReached } from './reached-rows.ts';
import { recordColumns } from './record-columns.ts';

/** Above this share of rows, or so many exceptions for the pure core, all is as soon compared. */
const MOST_TOUCHED = 0.05;
const MOST_EXACT = 5000;

/** Its exceptions are those of the rows compared anew. */
export interface ComparedAgain extends ComparedAll {
  readonly before: StoredRows;
  /** Positions of exceptions of the diff before that are none of this one; null for all. */
  readonly replaced: readonly number[] | null;
}

interface Again {
  readonly db: Journal;
  readonly pairingId: number;
  readonly before: Diff;
  readonly sketches: Readonly<Record<Side, number>>;
  readonly context: ReconcileContext;
  readonly changes: Changes;
  readonly source: ColumnSource;
  readonly patterns: Patterns;
  readonly verdicts: Verdicts;
}

export function* compareAgain(
  db: Journal,
  pairingId: number,
  before: Diff,
  sketches: Readonly<Record<Side, number>>,
  context: ReconcileContext,
): Generator<void, ComparedAgain | null, void> {
  const source = wholeColumns(db, pairingId, sketches);
  const changes = changesSince(db, pairingId, before, { sketches, source, context });
  if (changes === null) return null;
  const was: StoredRows = {
    diffId: before.id,
    columns: diffTable(db, before.id),
    traces: readTraces(db, before.id),
  };
  yield;
  const again: Again = {
    db,
    pairingId,
    before,
    sketches,
    context,
    changes,
    source,
    patterns: createPatterns(labelsOf(source), was.traces.patterns),
    verdicts: createVerdicts(changes.hasOtherPolicy ? null : was.columns.verdicts),
  };
  const rows = changes.renumbered({
    member: was.columns.member,
    registration: was.columns.registration,
    base: was.traces.base,
    verdict: was.columns.verdict,
    pattern: was.traces.pattern,
  });
  const marked = createMarkedRows(was.columns);
  const links = handLinks(db, pairingId);
  const simple = markTouched(again, was, rows, marked);
  if (areFew(simple.length, rows.member.length, changes)) simple.forEach(marked.mark);
  if (changes.isStructural) markReached(source, changes, links, rows, marked);
  yield;
  const exceptional = markParts(again, marked);
  const most = rows.member.length * MOST_TOUCHED + 100;
  if (exceptional.length > MOST_EXACT || simple.length > most) return null;
  const unmarked = simple.filter((row) => marked.isMarked[row] === 0);
  if (unmarked.length > 0) yield* judgeSimple(again, rows, unmarked);
  if (changes.hasOtherPolicy) judgePatterns(again, rows);
  yield;
  const anew = rowsMarked(marked);
  if (anew.length > most) return null;
  const found = yield* compareMarked(again, links, rows, anew);
  if (found === null) return null;
  const placed = changes.isStructural
    ? putInOrder(db, source, rows, marked, found)
    : putInPlace(rows, anew, found, exceptional, nextPart(db, before.id));
  if (placed === null) return null;
  return {
    ...toStore(placed.rows, again.patterns, again.verdicts),
    exceptions: placed.exceptions,
    before: was,
    replaced: placed.replaced,
  };
}

/** Answers the rows that are told alone, and of whose values some are others; marks the others touched. */
function markTouched(
  { source, changes }: Again,
  { columns, traces }: StoredRows,
  rows: SplicedRows,
  marked: MarkedRows,
): readonly number[] {
  const { moves, hasOtherPolicy } = changes;
  const isMember = flagsAt(source.salesforce.rows, moves.salesforce.changed);
  const isRegistration = flagsAt(source.voyage.rows, moves.voyage.changed);
  const isBase = flagsAt(source.bases.rows, moves.bases.changed);
  const isMerged = SIDES.some((side) => source[side].isMergedByRule);
  const simple: number[] = [];
  for (let row = 0; row < columns.rows; row += 1) {
    const [m, r, b] = [rows.member[row] ?? 0, rows.registration[row] ?? 0, rows.base[row] ?? 0];
    const isOther =
      (m === 0 && columns.member[row] !== 0) ||
      (r === 0 && columns.registration[row] !== 0) ||
      (b === 0 && traces.base[row] !== 0) ||
      isBase[b] === 1;
    const isException = marked.kinds[row] === ROW_KINDS.exception;
    if (isOther || (isException && hasOtherPolicy)) {
      marked.mark(row);
    } else if (isMember[m] === 1 || isRegistration[r] === 1) {
      const isAlone = b !== 0 && (m === 0 || r === 0);
      if (isException || isAlone || isMerged || marked.isCrowded(row)) marked.mark(row);
      else simple.push(row);
    }
  }
  if (changes.haveOtherRanks) markUnlike(source, rows, marked);
  return simple;
}

/** Where records of one side in a group have other statuses, another may be kept under other ranks. */
function markUnlike(source: ColumnSource, rows: SplicedRows, marked: MarkedRows): void {
  for (const side of SIDES) {
    const places = side === 'salesforce' ? rows.member : rows.registration;
    const status = source[side].status();
    let held = -1;
    places.forEach((place, row) => {
      if (marked.kinds[row] !== ROW_KINDS.duplicate) held = -1;
      if (place === 0) return;
      const own = status.at(place - 1) ?? 0;
      if (held !== -1 && held !== own) marked.mark(row);
      held = own;
    });
  }
}

/** So few rows are read faster one by one than the columns that changed: all of them where anybody came or went. */
function areFew(touched: number, rows: number, { isStructural }: Changes): boolean {
  return touched * (isStructural ? 50 : 500) < rows;
}

/** At 1 + place. */
function flagsAt(rows: number, places: Uint32Array): Uint8Array {
  const flags = new Uint8Array(rows + 1);
  for (const place of places) flags[place + 1] = 1;
  return flags;
}

/** Marks the whole parts of the exceptions marked, or all where the rows move; answers those there are. */
function markParts(
  { db, before, changes }: Again,
  { kinds, isMarked }: MarkedRows,
): readonly DiffException[] {
  const positions: number[] = [];
  for (let row = 0; row < kinds.length; row += 1) {
    if (kinds[row] !== ROW_KINDS.exception) continue;
    if (changes.isStructural || isMarked[row] === 1) positions.push(row + 1);
  }
  const found = exceptionsOfParts(db, before.id, positions);
  for (const { position } of found) isMarked[position - 1] = 1;
  return found;
}

/** Rows whose group is what it was: only how the values of some columns stand is looked at. */
function* judgeSimple(
  { db, before, sketches, source, context, patterns, verdicts }: Again,
  rows: SplicedRows,
  simple: readonly number[],
): Generator<void, void, void> {
  const picked = (column: Uint32Array): Uint32Array => {
    const made = new Uint32Array(simple.length);
    for (let at = 0; at < simple.length; at += 1) made[at] = column[simple[at] ?? 0] ?? 0;
    return made;
  };
  const were = picked(rows.pattern);
  const merged: MergedRows = {
    rows: simple.length,
    identified: were.filter((pattern) => patterns.at(pattern).hasIdentity).length,
    member: picked(rows.member),
    registration: picked(rows.registration),
    base: picked(rows.base),
    isDuplicate: new Uint8Array(simple.length),
    crowded: [],
    rowOfBase: new Uint32Array(),
  };
  const isOther = (field: (typeof PERSON_FIELDS)[number]): boolean =>
    SIDES.some((side) => !isSameInSketches(db, before.sketches[side], sketches[side], field));
  const pattern = yield* judgeAgain(
    {
      ...judgedColumns(source, context),
      merged,
      relation: Uint8Array.from(were, (each) => patterns.at(each).relation),
      patterns,
    },
    were,
    PERSON_FIELDS.filter(isOther),
  );
  const numberOf = verdictsOfPatterns(labelsOf(source), verdicts, context);
  const verdict = numbersOf(pattern, patterns, numberOf);
  simple.forEach((row, at) => {
    rows.pattern[row] = pattern[at] ?? 0;
    rows.verdict[row] = verdict[at] ?? 0;
  });
}

/** Under other rules: the rows keep their patterns. */
function judgePatterns({ source, context, patterns, verdicts }: Again, rows: SplicedRows): void {
  const numberOf = verdictsOfPatterns(labelsOf(source), verdicts, context);
  rows.verdict.set(numbersOf(rows.pattern, patterns, numberOf));
}

/** Null where the journal does not hold what the columns say. */
function* compareMarked(
  { db, pairingId, source, context, patterns, verdicts, changes }: Again,
  links: readonly HandLink[],
  rows: SplicedRows,
  anew: Uint32Array,
): Generator<void, ComparedFew | null, void> {
  const placesOf = (side: Side): Uint32Array => {
    const column = side === 'salesforce' ? rows.member : rows.registration;
    const own = Uint32Array.from(anew, (row) => column[row] ?? 0).filter((each) => each !== 0);
    return Uint32Array.from([...own.map((each) => each - 1), ...changes.moves[side].came]).sort();
  };
  const few = recordColumns(db, pairingId, source, {
    salesforce: placesOf('salesforce'),
    voyage: placesOf('voyage'),
  });
  if (few === null) return null;
  const { places } = few;
  const found = yield* compareColumns({
    db,
    pairingId,
    source: few.source,
    links,
    context,
    patterns,
    verdicts,
  });
  const whole = (column: Uint32Array, of: Uint32Array): Uint32Array =>
    column.map((each) => (each === 0 ? 0 : (of[each - 1] ?? 0) + 1));
  return {
    rows: {
      ...found.rows,
      member: whole(found.rows.member, places.salesforce),
      registration: whole(found.rows.registration, places.voyage),
      base: whole(found.rows.base, places.bases),
    },
    exceptions: found.exceptions,
    few,
  };
}
