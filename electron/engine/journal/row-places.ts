/** Where rows of a diff lie that are asked for by who they are. */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { placesOfText } from './texts-in-order.ts';
import { CLASS_CODES, FLAGS } from '../../../shared/reconcile/columns/verdicts.ts';
import type { Journal } from './database.ts';
import { exceptionsOfIdentity, exceptionsOfKeys } from './diff-columns.ts';
import type { DiffTable } from './diff-table.ts';
import { diffTable, identitiesOf } from './diff-table.ts';
import { recordNumbersOf } from './record-repository.ts';

const DUPLICATE = CLASS_CODES.indexOf('duplicate');

/** Bits of a mark on a place. */
const MAIN_ROW = 1;
const DUPLICATE_ROW = 2;

/** A mark for each place of both sketches, at 1 + place. */
type Marks = Readonly<Record<Side, Uint8Array>>;

function noMarks({ heads }: DiffTable): Marks {
  return {
    salesforce: new Uint8Array(heads.salesforce.rows + 1),
    voyage: new Uint8Array(heads.voyage.rows + 1),
  };
}

/** Positions of rows, those there are, ascending. One pass over the rows, however many are asked for. */
export function positionsOfKeys(
  db: Journal,
  diffId: number,
  rowKeys: readonly string[],
): readonly number[] {
  const table = diffTable(db, diffId);
  const marks = noMarks(table);
  for (const rowKey of rowKeys) markIdentity(db, table, marks, rowKey, MAIN_ROW);
  markRecords(db, table, marks, rowKeys);
  const exceptions = exceptionsOfKeys(db, diffId, rowKeys);
  return inOrder([...positionsMarked(table, marks), ...exceptions]);
}

/** Positions of every row of an identity, ascending. */
export function positionsOfIdentity(
  db: Journal,
  diffId: number,
  identity: string,
): readonly number[] {
  const table = diffTable(db, diffId);
  const marks = noMarks(table);
  markIdentity(db, table, marks, identity, MAIN_ROW | DUPLICATE_ROW);
  const exceptions = exceptionsOfIdentity(db, diffId, identity);
  return inOrder([...positionsMarked(table, marks), ...exceptions]);
}

function inOrder(positions: readonly number[]): readonly number[] {
  return [...new Set(positions)].sort((a, b) => a - b);
}

function markIdentity(
  db: Journal,
  table: DiffTable,
  marks: Marks,
  identity: string,
  mark: number,
): void {
  for (const side of SIDES) {
    const { from, end } = placesOfText(identitiesOf(db, table, side).texts, identity);
    for (let place = from; place < end; place += 1) marks[side][place + 1] = mark;
  }
}

const RECORD_KEY = /^(id|dup):(salesforce|voyage):(.*)$/su;

/** Rows with the key of a record: one without an email, or a duplicate. */
function markRecords(
  db: Journal,
  table: DiffTable,
  marks: Marks,
  rowKeys: readonly string[],
): void {
  const asked = rowKeys.flatMap((rowKey) => {
    const [, kind, side, recordId] = RECORD_KEY.exec(rowKey) ?? [];
    return kind === undefined || recordId === undefined
      ? []
      : [{ mark: kind === 'dup' ? DUPLICATE_ROW : MAIN_ROW, side, recordId }];
  });
  for (const side of SIDES) {
    for (const mark of [MAIN_ROW, DUPLICATE_ROW]) {
      const ids = asked.filter((each) => each.side === side && each.mark === mark);
      if (ids.length === 0) continue;
      const numbers = recordNumbersOf(
        db,
        table.diff.snapshots[side],
        ids.map(({ recordId }) => recordId),
      );
      const wanted = new Set(numbers.map((number) => number - table.heads[side].recordBase));
      identitiesOf(db, table, side).record.forEach((number, place) => {
        if (wanted.has(number)) marks[side][place + 1] = (marks[side][place + 1] ?? 0) | mark;
      });
    }
  }
}

/** Exceptions left out: their keys and identities are not their records'. */
function positionsMarked(table: DiffTable, marks: Marks): readonly number[] {
  const { verdict, verdicts, member, registration } = table;
  const found: number[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    const mark =
      (marks.salesforce[member[row] ?? 0] ?? 0) | (marks.voyage[registration[row] ?? 0] ?? 0);
    if (mark === 0) continue;
    const at = verdict[row] ?? 0;
    const kind = verdicts.cls[at] === DUPLICATE ? DUPLICATE_ROW : MAIN_ROW;
    const isException = ((verdicts.flags[at] ?? 0) & FLAGS.exception) !== 0;
    if ((mark & kind) !== 0 && !isException) found.push(row + 1);
  }
  return found;
}
