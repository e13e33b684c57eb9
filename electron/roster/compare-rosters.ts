/** Compares two lists of people without any account: LEFT stands for Salesforce, RIGHT for Voyage. */
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base, BaseValue, RowDiff } from '../../shared/domain/row.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import type { Roster } from './read-roster.ts';

export interface RosterComparison {
  readonly rows: readonly RowDiff[];
  readonly comparedFields: readonly Field[];
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
  const rows = reconcile(
    {
      members: left.records,
      registrations: right.records,
      bases: base ? basesOf(base, left, right, policy) : [],
      links: [],
    },
    { policy, comparedFields, defaultLabel: null, chosenKeepers: new Set() },
  );
  return { rows, comparedFields };
}

function basesOf(base: Roster, left: Roster, right: Roster, policy: Policy): readonly Base[] {
  const leftIds = idsByIdentity(left.records, policy);
  const rightIds = idsByIdentity(right.records, policy);
  return base.records.flatMap((record) => {
    const { identity } = normalizeEmail(record.values.email, policy.identity);
    if (identity === null) return [];
    const fields: Partial<Record<Field, BaseValue>> = {};
    for (const field of base.fields) {
      fields[field] = { salesforce: record.values[field], voyage: record.values[field] };
    }
    return [
      {
        rowKey: identity,
        memberId: leftIds.get(identity) ?? `gone from row ${record.recordId}`,
        registrationId: rightIds.get(identity) ?? `gone from row ${record.recordId}`,
        fields,
      },
    ];
  });
}

function idsByIdentity(
  records: readonly SideRecord[],
  policy: Policy,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const record of records) {
    const { identity } = normalizeEmail(record.values.email, policy.identity);
    if (identity !== null && !ids.has(identity)) ids.set(identity, record.recordId);
  }
  return ids;
}
