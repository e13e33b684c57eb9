/**
 * Groups the columns do not decide: their records and bases are loaded, some parts at a time, and the pure core
 * says what their rows are.
 */
import type { RowDiff } from '../../../shared/domain/row.ts';
import { endOfGroup } from '../../../shared/reconcile/columns/bind-rows.ts';
import type { Parts } from '../../../shared/reconcile/columns/find-exceptions.ts';
import type { MergedRows } from '../../../shared/reconcile/columns/merge.ts';
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import type { HandLink } from '../../../shared/reconcile/match.ts';
import { compareInReviewOrder, reconcile } from '../../../shared/reconcile/match.ts';
import { basesTouching } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import type { NumberedRecord } from '../journal/record-repository.ts';
import { recordsByNumber } from '../journal/record-repository.ts';
import { recordIdAt } from '../journal/sketch-sources.ts';

/** A row of the pure core, and the row of the columns it stands before. */
export interface ExactRow {
  readonly before: number;
  readonly row: RowDiff;
  /** Its part, by number. */
  readonly part: number;
  /** 1 + place; 0 for none. */
  readonly member: number;
  readonly registration: number;
}

export interface ExactInput {
  readonly db: Journal;
  readonly pairingId: number;
  readonly merged: Pick<
    MergedRows,
    'rows' | 'identified' | 'member' | 'registration' | 'isDuplicate'
  >;
  readonly parts: Parts;
  readonly links: readonly HandLink[];
  /** By place: record_no. */
  readonly memberNo: (place: number) => number;
  readonly registrationNo: (place: number) => number;
  readonly context: ReconcileContext;
}

const GROUPS_AT_ONCE = 1000;

/** In review order. */
export function* exactRows(input: ExactInput): Generator<void, readonly ExactRow[], void> {
  const found: ExactRow[] = [];
  let open = new Map<number, number>();
  for (const [part, groups] of input.parts.entries()) {
    for (const first of groups) open.set(first, part);
    if (open.size < GROUPS_AT_ONCE) continue;
    found.push(...compareGroups(input, open));
    open = new Map();
    yield;
  }
  if (open.size > 0) found.push(...compareGroups(input, open));
  return found.sort((a, b) => a.before - b.before || compareInReviewOrder(a.row, b.row));
}

interface Placed {
  readonly place: number;
  readonly first: number;
  readonly stored: NumberedRecord;
}

/** `groups`: the part of each, by its first row. */
function compareGroups(
  input: ExactInput,
  groups: ReadonlyMap<number, number>,
): readonly ExactRow[] {
  const { db, pairingId, merged, context } = input;
  const members = load(input, 'salesforce', [...groups.keys()]);
  const registrations = load(input, 'voyage', [...groups.keys()]);
  const all = [...members.values(), ...registrations.values()];
  const slots = new Map<string, number>();
  for (const { first, stored } of all) {
    if (stored.identity !== null) slots.set(stored.identity, first);
  }
  const rows = reconcile(
    {
      members: recordsOf(members),
      registrations: recordsOf(registrations),
      bases: basesTouching(db, pairingId, {
        keys: [...slots.keys()],
        memberIds: [...members.keys()],
        registrationIds: [...registrations.keys()],
      }),
      links: input.links.filter(
        ({ memberId, registrationId }) =>
          members.has(memberId) && registrations.has(registrationId),
      ),
    },
    context,
  );
  return rows.map((row) => {
    const member = members.get(row.member?.recordId ?? '');
    const registration = registrations.get(row.registration?.recordId ?? '');
    return {
      before:
        row.identity === null
          ? slotWithoutIdentity(input, row.rowKey)
          : (slots.get(row.identity) ?? merged.rows),
      row,
      part: groups.get((member ?? registration)?.first ?? -1) ?? 0,
      member: member?.place ?? 0,
      registration: registration?.place ?? 0,
    };
  });
}

function load(
  { db, merged, memberNo, registrationNo }: ExactInput,
  side: 'salesforce' | 'voyage',
  groups: readonly number[],
): ReadonlyMap<string, Placed> {
  const [places, noOf] =
    side === 'salesforce' ? [merged.member, memberNo] : [merged.registration, registrationNo];
  const wanted = new Map<number, Omit<Placed, 'stored'>>();
  for (const first of groups) {
    for (let row = first, end = endOfGroup(merged, first); row < end; row += 1) {
      const place = places[row] ?? 0;
      if (place !== 0) wanted.set(noOf(place - 1), { place, first });
    }
  }
  const found = new Map<string, Placed>();
  for (const stored of recordsByNumber(db, side, [...wanted.keys()])) {
    const placed = wanted.get(stored.recordNo);
    if (placed !== undefined) found.set(stored.record.recordId, { ...placed, stored });
  }
  return found;
}

function recordsOf(placed: ReadonlyMap<string, Placed>) {
  return Array.from(placed.values(), ({ stored }) => stored.record).sort((a, b) =>
    compareCodePoints(a.recordId, b.recordId),
  );
}

/** Records without an identity lie in the order of their keys, duplicates behind them. */
export function slotWithoutIdentity(
  input: Pick<ExactInput, 'db' | 'memberNo' | 'registrationNo'> & {
    readonly merged: Pick<MergedRows, 'rows' | 'identified' | 'member' | 'registration'>;
  },
  rowKey: string,
): number {
  const { db, merged, memberNo, registrationNo } = input;
  if (rowKey.startsWith('dup:')) return merged.rows;
  let [low, high] = [merged.identified, merged.rows];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const member = merged.member[middle] ?? 0;
    const side = member !== 0 ? 'salesforce' : 'voyage';
    const no =
      member !== 0 ? memberNo(member - 1) : registrationNo((merged.registration[middle] ?? 0) - 1);
    const id = recordIdAt(db, no);
    if (compareCodePoints(`id:${side}:${id}`, rowKey) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
