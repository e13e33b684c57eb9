/**
 * Records, bases, policies and contexts for tests: defaults plus what a test is about.
 */
import type { Field, Values } from '../shared/domain/fields.ts';
import { FIELDS } from '../shared/domain/fields.ts';
import type { Policy } from '../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../shared/domain/policy.ts';
import type { SideRecord } from '../shared/domain/record.ts';
import type { Base, BaseValue } from '../shared/domain/row.ts';
import type { Side } from '../shared/domain/side.ts';
import type { StatusMap } from '../shared/domain/status.ts';
import type { ReconcileContext } from '../shared/reconcile/diff-field.ts';

export const STATUS_MAP: StatusMap = {
  toVoyage: {
    Sent: 'invited',
    Responded: 'registered',
    Confirmed: 'confirmed',
    Attended: 'attended',
    'No Show': 'no_show',
    Declined: 'declined',
    Cancelled: 'cancelled',
  },
  toSalesforce: {
    invited: 'Sent',
    registered: 'Responded',
    confirmed: 'Confirmed',
    attended: 'Attended',
    no_show: 'No Show',
    declined: 'Declined',
    cancelled: 'Cancelled',
  },
};

/** A person both sides agree on, in the terms of each. */
const AGREED: Readonly<Record<Side, Values>> = {
  salesforce: {
    status: 'Responded',
    firstName: 'Ann',
    lastName: 'Lee',
    company: 'Acme',
    title: null,
    phone: null,
    email: 'ann@example.org',
  },
  voyage: {
    status: 'registered',
    firstName: 'Ann',
    lastName: 'Lee',
    company: 'Acme',
    title: null,
    phone: null,
    email: 'ann@example.org',
  },
};

export type RecordOverrides = Partial<Omit<SideRecord, 'side' | 'values'>> & Partial<Values>;

function record(side: Side, recordId: string, overrides: RecordOverrides): SideRecord {
  const values = Object.fromEntries(
    FIELDS.map((field) => [
      field,
      overrides[field] === undefined ? AGREED[side][field] : overrides[field],
    ]),
  ) as Record<Field, string | null>;
  return {
    side,
    recordId: overrides.recordId ?? recordId,
    values,
    version: overrides.version ?? '1',
    modifiedAt:
      overrides.modifiedAt === undefined ? '2026-10-01T09:00:00.000Z' : overrides.modifiedAt,
    createdAt: overrides.createdAt === undefined ? '2026-09-01T09:00:00.000Z' : overrides.createdAt,
    person:
      overrides.person === undefined
        ? side === 'salesforce'
          ? { id: `00Q-${recordId}`, kind: 'Lead' }
          : null
        : overrides.person,
  };
}

export function member(overrides: RecordOverrides = {}): SideRecord {
  return record('salesforce', overrides.recordId ?? 'M1', overrides);
}

export function registration(overrides: RecordOverrides = {}): SideRecord {
  return record('voyage', overrides.recordId ?? 'R1', overrides);
}

export interface BaseOverrides {
  readonly rowKey?: string;
  readonly memberId?: string | null;
  readonly registrationId?: string | null;
  /** What both sides agreed on, where it is not AGREED; null for a field never agreed on. */
  readonly fields?: Readonly<Partial<Record<Field, BaseValue | null>>>;
}

export function baseOf(overrides: BaseOverrides = {}): Base {
  const fields: Partial<Record<Field, BaseValue>> = {};
  for (const field of FIELDS) {
    const given = overrides.fields?.[field];
    if (given === null) continue;
    fields[field] = given ?? {
      salesforce: AGREED.salesforce[field],
      voyage: AGREED.voyage[field],
    };
  }
  return {
    rowKey: overrides.rowKey ?? 'ann@example.org',
    memberId: overrides.memberId === undefined ? 'M1' : overrides.memberId,
    registrationId: overrides.registrationId === undefined ? 'R1' : overrides.registrationId,
    fields,
  };
}

export function policyOf(overrides: Partial<Policy> = {}): Policy {
  return { ...DEFAULT_POLICY, statusMap: STATUS_MAP, ...overrides };
}

export function contextOf(
  policy: Partial<Policy> = {},
  overrides: Partial<ReconcileContext> = {},
): ReconcileContext {
  return {
    policy: policyOf(policy),
    comparedFields: FIELDS,
    defaultLabel: 'Sent',
    chosenKeepers: new Set(),
    ...overrides,
  };
}
