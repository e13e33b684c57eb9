/** Rows of the groups that the pure core has to judge, and of the records without an identity. */
import type { Field } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base, BaseValue, RowDiff } from '../../shared/domain/row.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { groupRows, rowKeyOf } from '../../shared/reconcile/group-rows.ts';
import type { Cells } from './cells.ts';
import { recordAt, recordIdAt, valueAt } from './cells.ts';
import type { Identities } from './identities.ts';
import { identitiesOf } from './identities.ts';
import type { Joined } from './join-rosters.ts';
import type { Selected } from './select-groups.ts';
import type { Three } from './three.ts';

export function* judgeGroups(
  cells: Three<Cells>,
  joined: Joined,
  { groups, places }: Selected,
  context: ReconcileContext,
): Generator<RowDiff, void, void> {
  const { left, right, base } = cells;
  const rules = context.policy.identity;
  const identities = {
    left: identitiesOf(left, rules),
    right: identitiesOf(right, rules),
    base: base === null ? null : identitiesOf(base, rules),
  };

  function recordsOf(
    side: 'left' | 'right',
    head: number,
    following: Int32Array,
    isOne: (of: Identities, place: number) => void,
  ): readonly SideRecord[] {
    const records: SideRecord[] = [];
    for (let row = head; row > 0; row = following[row - 1] as number) {
      const place = places[side][row - 1] as number;
      isOne(identities[side], place);
      records.push(recordAt(cells[side], place));
    }
    return records;
  }

  for (const group of groups) {
    const [a, b] = [joined.left[group] as number, joined.right[group] as number];
    const [first, firstPlace] =
      a === 0
        ? [identities.right, places.right[b - 1] as number]
        : [identities.left, places.left[a - 1] as number];
    const check = (of: Identities, place: number): void => {
      mustBeOne(first, firstPlace, of, place);
    };
    const identity = identityAt(first, firstPlace);
    const members = recordsOf('left', a, joined.nextLeft, check);
    const registrations = recordsOf('right', b, joined.nextRight, check);
    const c = base === null ? 0 : (joined.base[group] as number);
    let known: Base | null = null;
    if (base !== null && identities.base !== null && c > 0) {
      const place = places.base?.[c - 1] as number;
      check(identities.base, place);
      known = baseAt(base, place, identity, members, registrations);
    }
    yield* groupRows(
      { rowKey: identity, identity, mergedBy: null, members, registrations, base: known },
      context,
    );
  }
  yield* alone(left, identities.left, context);
  yield* alone(right, identities.right, context);
}

function baseAt(
  base: Cells,
  place: number,
  rowKey: string,
  [member]: readonly SideRecord[],
  [registration]: readonly SideRecord[],
): Base {
  const fields: Partial<Record<Field, BaseValue>> = {};
  base.fields.forEach((field, slot) => {
    const value = valueAt(base, place, slot);
    fields[field] = { salesforce: value, voyage: value };
  });
  const gone = `gone from row ${recordIdAt(base.numbers[place] ?? 0)}`;
  return {
    rowKey,
    memberId: member?.recordId ?? gone,
    registrationId: registration?.recordId ?? gone,
    fields,
  };
}

function identityAt({ bytes, starts }: Identities, place: number): string {
  return bytes.toString('utf8', starts[place], starts[place + 1]);
}

/** Two addresses known by the same numbers are as good as impossible; the next run knows them by others. */
function mustBeOne(a: Identities, aPlace: number, b: Identities, bPlace: number): void {
  const aStart = a.starts[aPlace] as number;
  const bStart = b.starts[bPlace] as number;
  const length = (a.starts[aPlace + 1] as number) - aStart;
  let isOne = length === (b.starts[bPlace + 1] as number) - bStart;
  for (let at = 0; isOne && at < length; at += 1) {
    isOne = a.bytes[aStart + at] === b.bytes[bStart + at];
  }
  if (!isOne) throw new Error('Two addresses are known by the same numbers.');
}

function* alone(
  cells: Cells,
  { starts }: Identities,
  context: ReconcileContext,
): Generator<RowDiff, void, void> {
  for (let place = 0; place < cells.numbers.length; place += 1) {
    if (starts[place] !== starts[place + 1]) continue;
    const record = recordAt(cells, place);
    const isMember = record.side === 'salesforce';
    yield* groupRows(
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
}
