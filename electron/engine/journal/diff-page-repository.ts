/** A few rows of a diff with the records they are of: by place or by key, out of the columns. */
import type { Decidable } from '../../../shared/domain/fields.ts';
import { DECIDABLES, bitOf } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type {
  Choice,
  Choices,
  Chosen,
  Presence,
  RowClass,
  RowDiff,
  RowMasks,
  UnmappedStatus,
} from '../../../shared/domain/row.ts';
import { CHOICES } from '../../../shared/domain/row.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { ChoiceColumns } from '../../../shared/reconcile/columns/choice-columns.ts';
import { textAt } from './texts-in-order.ts';
import { unmappedIn } from '../../../shared/reconcile/columns/tally-rows.ts';
import {
  CLASS_CODES,
  FLAGS,
  PRESENCE_CLS_CODES,
  PRESENCE_CODES,
} from '../../../shared/reconcile/columns/verdicts.ts';
import type { Journal } from './database.ts';
import type { DiffException } from './diff-columns.ts';
import { exceptionsAt } from './diff-columns.ts';
import type { DiffTable } from './diff-table.ts';
import { choicesOf, diffTable, identitiesOf } from './diff-table.ts';
import { recordsByNumber } from './record-repository.ts';
import { positionsOfIdentity, positionsOfKeys } from './row-places.ts';

/** A row as it was compared. Its records are as they are now: null too where one is gone since. */
export interface DiffRow extends RowMasks {
  readonly position: number;
  readonly rowKey: string;
  readonly cls: RowClass;
  readonly identity: string | null;
  readonly member: SideRecord | null;
  readonly registration: SideRecord | null;
  readonly presence: Presence | null;
  readonly presenceCls: RowDiff['presenceCls'];
  readonly unmapped: readonly UnmappedStatus[];
  readonly isSkippedByMap: boolean;
  readonly keeperId: string | null;
  readonly mergedBy: RowDiff['mergedBy'];
  readonly choices: Choices;
}

const MOST_OF_IDENTITY = 50;
const DUPLICATE = CLASS_CODES.indexOf('duplicate');

export function diffRowsAfter(
  db: Journal,
  diffId: number,
  after: number,
  count: number,
): readonly DiffRow[] {
  const { rows } = diffTable(db, diffId);
  const length = Math.max(0, Math.min(count, rows - after));
  return diffRowsAt(
    db,
    diffId,
    Array.from({ length }, (_, at) => after + at + 1),
  );
}

/** In the order of the positions given. */
export function diffRowsAt(
  db: Journal,
  diffId: number,
  positions: readonly number[],
): readonly DiffRow[] {
  const table = diffTable(db, diffId);
  const there = positions.filter((position) => position >= 1 && position <= table.rows);
  const places = there.map((position) => placesOf(table, position - 1));
  const members = recordsAt(db, table, 'salesforce', places);
  const registrations = recordsAt(db, table, 'voyage', places);
  const exceptions = exceptionsAt(
    db,
    diffId,
    there.filter((position) => (flagsOf(table, position - 1) & FLAGS.exception) !== 0),
  );
  const choices = choicesOf(db, table);
  return there.map((position, index) => {
    const { row, member, registration, keeper } = places[index] ?? NOWHERE;
    return toDiffRow(table, choices, {
      row,
      member: members.get(member) ?? null,
      registration: registrations.get(registration) ?? null,
      keeper: (member === 0 ? registrations : members).get(keeper) ?? null,
      identity: identityAt(db, table, member, registration),
      exception: exceptions.get(position) ?? null,
    });
  });
}

export function diffRowByKey(db: Journal, diffId: number, rowKey: string): DiffRow | null {
  const rows = diffRowsAt(db, diffId, positionsOfKeys(db, diffId, [rowKey]));
  return rows.find((row) => row.rowKey === rowKey) ?? null;
}

/** The rows of one identity in review order: the main row, then its duplicates. */
export function diffRowsOfIdentity(
  db: Journal,
  diffId: number,
  identity: string,
): readonly DiffRow[] {
  const positions = positionsOfIdentity(db, diffId, identity);
  return diffRowsAt(db, diffId, positions.slice(0, MOST_OF_IDENTITY));
}

/** Places are 1 + place in the sketch of their side; 0 for none. */
interface Places {
  readonly row: number;
  readonly member: number;
  readonly registration: number;
  /** Of a duplicate: the kept record of its side. */
  readonly keeper: number;
}

const NOWHERE: Places = { row: 0, member: 0, registration: 0, keeper: 0 };

function placesOf(table: DiffTable, row: number): Places {
  const [member, registration] = [table.member[row] ?? 0, table.registration[row] ?? 0];
  return { row, member, registration, keeper: keeperOf(table, row, member !== 0) };
}

function keeperOf(table: DiffTable, row: number, isMember: boolean): number {
  const isDuplicate = (at: number): boolean =>
    table.verdicts.cls[table.verdict[at] ?? 0] === DUPLICATE;
  if (!isDuplicate(row)) return 0;
  let at = row - 1;
  while (at > 0 && isDuplicate(at)) at -= 1;
  return (isMember ? table.member[at] : table.registration[at]) ?? 0;
}

function flagsOf(table: DiffTable, row: number): number {
  return table.verdicts.flags[table.verdict[row] ?? 0] ?? 0;
}

/** The records of a side behind rows, by place. */
function recordsAt(
  db: Journal,
  table: DiffTable,
  side: Side,
  places: readonly Places[],
): ReadonlyMap<number, SideRecord> {
  const { record } = identitiesOf(db, table, side);
  const placeOf = new Map<number, number>();
  for (const { member, registration, keeper } of places) {
    const own = side === 'salesforce' ? member : registration;
    const kept = (member === 0) === (side === 'voyage') ? keeper : 0;
    for (const place of [own, kept]) {
      if (place > 0) placeOf.set((record[place - 1] ?? 0) + table.heads[side].recordBase, place);
    }
  }
  const found = recordsByNumber(db, side, [...placeOf.keys()]);
  return new Map(found.map((each) => [placeOf.get(each.recordNo) ?? 0, each.record]));
}

/** As it was compared: whatever is written to a record since does not change its row's key. */
function identityAt(
  db: Journal,
  table: DiffTable,
  member: number,
  registration: number,
): string | null {
  const side = member === 0 ? 'voyage' : 'salesforce';
  const { texts } = identitiesOf(db, table, side);
  return textAt(texts, (member === 0 ? registration : member) - 1);
}

interface RowParts {
  readonly row: number;
  readonly member: SideRecord | null;
  readonly registration: SideRecord | null;
  readonly keeper: SideRecord | null;
  readonly identity: string | null;
  readonly exception: DiffException | null;
}

function toDiffRow(table: DiffTable, choices: ChoiceColumns, parts: RowParts): DiffRow {
  const { row, member, registration, exception } = parts;
  const { verdicts, labels, defaultLabel } = table;
  const at = table.verdict[row] ?? 0;
  const cls = CLASS_CODES[verdicts.cls[at] ?? 0] ?? 'in-sync';
  const identity = exception === null ? parts.identity : exception.identity;
  const flags = flagsOf(table, row);
  return {
    position: row + 1,
    rowKey: exception?.rowKey ?? keyOf(cls, identity, member ?? registration),
    cls,
    identity,
    member,
    registration,
    presence: PRESENCE_CODES[verdicts.presence[at] ?? 0] ?? null,
    presenceCls: PRESENCE_CLS_CODES[verdicts.presenceCls[at] ?? 0] ?? null,
    differs: verdicts.differs[at] ?? 0,
    movedSalesforce: verdicts.movedSalesforce[at] ?? 0,
    movedVoyage: verdicts.movedVoyage[at] ?? 0,
    autoSalesforce: verdicts.autoSalesforce[at] ?? 0,
    autoVoyage: verdicts.autoVoyage[at] ?? 0,
    asks: verdicts.asks[at] ?? 0,
    unmapped: unmappedIn(table, at, labels, defaultLabel),
    isSkippedByMap: (flags & FLAGS.skippedByMap) !== 0,
    keeperId: exception === null ? (parts.keeper?.recordId ?? null) : exception.keeperId,
    mergedBy: exception === null ? mergingRule(flags) : exception.mergedBy,
    choices: choicesAt(choices, row),
  };
}

function mergingRule(flags: number): RowDiff['mergedBy'] {
  if ((flags & FLAGS.mergedByPlusTags) !== 0) return 'plus-tags';
  return (flags & FLAGS.mergedByGmailDots) !== 0 ? 'gmail-dots' : null;
}

function keyOf(cls: RowClass, identity: string | null, record: SideRecord | null): string {
  const own = record === null ? '' : `${record.side}:${record.recordId}`;
  return cls === 'duplicate' ? `dup:${own}` : (identity ?? `id:${own}`);
}

function choicesAt(choices: ChoiceColumns, row: number): Choices {
  const chosen: Partial<Record<Decidable, Chosen>> = {};
  if (choices.chosen[row] === 0) return chosen;
  for (const decidable of DECIDABLES) {
    const choice = CHOICES.find((each) => ((choices[each][row] ?? 0) & bitOf(decidable)) !== 0);
    if (choice === undefined) continue;
    chosen[decidable] = { choice, value: valueOf(choices, row, decidable, choice) };
  }
  return chosen;
}

function valueOf(
  choices: ChoiceColumns,
  row: number,
  decidable: Decidable,
  choice: Choice,
): string | null {
  if (choice !== 'typed' || decidable === 'presence') return null;
  return choices.values[choices.typedAs.get(decidable)?.[row] ?? 0] ?? null;
}
