/**
 * Verdicts by pattern: rows whose values stand to each other alike, with the same statuses, have one verdict.
 * It is what the pure core says of a row made to stand like that, worked out when the pattern is first met.
 */
import type { Field, Values } from '../../domain/fields.ts';
import { BLANK_VALUES, PERSON_FIELDS } from '../../domain/fields.ts';
import type { SideRecord } from '../../domain/record.ts';
import type { Base, BaseValue } from '../../domain/row.ts';
import type { Side } from '../../domain/side.ts';
import type { ReconcileContext } from '../diff-field.ts';
import { diffRow } from '../diff3.ts';
import type { ProviderRule } from '../normalize.ts';
import type { FieldStates } from './field-states.ts';
import { exampleOf, ORDERS } from './field-states.ts';
import type { Verdicts } from './verdicts.ts';

/** Distinct statuses; a code is 1 + place in its list, 0 for blank. */
export interface Labels {
  readonly member: readonly string[];
  readonly registration: readonly string[];
  readonly baseMember: readonly string[];
  readonly baseRegistration: readonly string[];
}

/** Of the bases' statuses: the base has none. */
export const NO_STATUS = 0xffff;

/** How the base of a row stands to its records. */
export const BASE_RELATIONS = {
  none: 0,
  /** Of both records; or of a record alone, whose other is gone. */
  known: 1,
  /** Of a record alone, the other known to be gone. */
  knownAlone: 2,
} as const;

export interface RowPattern {
  /** Four bits a text field, in the order of PERSON_FIELDS; for a record alone, 1 where it moved. */
  readonly fields: number;
  /** 1: a member; 2: a registration. */
  readonly sides: number;
  readonly hasIdentity: boolean;
  readonly isDuplicate: boolean;
  readonly relation: number;
  /** Place in ORDERS. */
  readonly order: number;
  readonly mergedBy: ProviderRule | null;
  readonly memberStatus: number;
  readonly registrationStatus: number;
  /** Codes, or NO_STATUS. */
  readonly baseMemberStatus: number;
  readonly baseRegistrationStatus: number;
}

/** The number of the verdict of rows with a pattern. */
export function verdictOfPattern(
  pattern: RowPattern,
  states: readonly FieldStates[],
  labels: Labels,
  verdicts: Verdicts,
  context: ReconcileContext,
): number {
  const isPair = pattern.sides === 3;
  const examples = isPair ? pairExamples(pattern, states) : aloneExamples(pattern);
  const times = ORDERS[pattern.order];
  const record = (side: Side, status: string | null): SideRecord => ({
    side,
    recordId: side,
    values: {
      ...BLANK_VALUES,
      ...Object.fromEntries(examples.map(([field, values]) => [field, values[side]])),
      status,
    },
    version: '',
    modifiedAt: times?.[side] ?? null,
    createdAt: null,
    person: null,
  });
  const member = record('salesforce', textOf(labels.member, pattern.memberStatus));
  const registration = record('voyage', textOf(labels.registration, pattern.registrationStatus));
  const row = diffRow(
    (pattern.sides & 1) === 0 ? null : member,
    (pattern.sides & 2) === 0 ? null : registration,
    baseOf(pattern, examples, labels),
    {
      rowKey: 'row',
      identity: pattern.hasIdentity ? 'row' : null,
      keeperId: pattern.isDuplicate ? 'keeper' : null,
      mergedBy: pattern.mergedBy,
    },
    context,
  );
  const { memberStatus, registrationStatus } = pattern;
  return verdicts.numberOf(row, { memberStatus, registrationStatus, isException: false });
}

type Examples = readonly (readonly [
  Field,
  Readonly<Record<Side, string | null>> & { readonly base: BaseValue | undefined },
])[];

function pairExamples(pattern: RowPattern, states: readonly FieldStates[]): Examples {
  return PERSON_FIELDS.map((field, at) => {
    const kind = (pattern.fields >>> (4 * at)) & 15;
    return [field, exampleOf(field, states[at]?.stateOfKind[kind] ?? 0)];
  });
}

/** A record alone is asked only whether any of its values moved: each compared field tells of it. */
function aloneExamples(pattern: RowPattern): Examples {
  if (pattern.relation === BASE_RELATIONS.none) return [];
  return PERSON_FIELDS.map((field) => [field, exampleOf(field, pattern.fields === 0 ? 6 : 9)]);
}

function baseOf(pattern: RowPattern, examples: Examples, labels: Labels): Base | null {
  if (pattern.relation === BASE_RELATIONS.none) return null;
  const isOtherGone = pattern.relation === BASE_RELATIONS.knownAlone;
  const status =
    pattern.baseMemberStatus === NO_STATUS
      ? undefined
      : {
          salesforce: textOf(labels.baseMember, pattern.baseMemberStatus),
          voyage: textOf(labels.baseRegistration, pattern.baseRegistrationStatus),
        };
  const fields: Partial<Record<keyof Values, BaseValue>> = {};
  for (const [field, { base }] of examples) if (base !== undefined) fields[field] = base;
  if (status !== undefined) fields.status = status;
  return {
    rowKey: 'row',
    memberId: isOtherGone && (pattern.sides & 1) === 0 ? null : 'salesforce',
    registrationId: isOtherGone && (pattern.sides & 2) === 0 ? null : 'voyage',
    fields,
  };
}

function textOf(labels: readonly string[], code: number): string | null {
  return code === 0 ? null : (labels[code - 1] ?? null);
}
