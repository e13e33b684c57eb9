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
import { exampleOf, fieldStates, ORDERS } from './field-states.ts';
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
  /** The state of each text field in BITS_A_FIELD bits, by PERSON_FIELDS; for a record alone, 1 where it moved. */
  readonly fields: number;
  /** 1: a member; 2: a registration. */
  readonly sides: number;
  readonly hasIdentity: boolean;
  readonly isDuplicate: boolean;
  readonly relation: number;
  /** Place in ORDERS. */
  readonly order: number;
  /** Place in MERGED_BY. */
  readonly mergedBy: number;
  readonly memberStatus: number;
  readonly registrationStatus: number;
  /** Codes, or NO_STATUS. */
  readonly baseMemberStatus: number;
  readonly baseRegistrationStatus: number;
}

export const BITS_A_FIELD = 5;
const MERGED_BY: readonly (ProviderRule | null)[] = [null, 'plus-tags', 'gmail-dots'];

/** The numbers of the verdicts of patterns: those that differ in nothing the rules tell apart are asked about once. */
export function verdictsOfPatterns(
  labels: Labels,
  verdicts: Verdicts,
  context: ReconcileContext,
): (pattern: RowPattern) => number {
  const states = PERSON_FIELDS.map((field) => fieldStates(field, context));
  const known = new Map<string, number>();

  function alike(pattern: RowPattern): RowPattern {
    if (pattern.sides !== BOTH) return pattern;
    const fields = PERSON_FIELDS.reduce((all, _, at) => {
      const kind = states[at]?.kindOf[stateIn(pattern, at)] ?? 0;
      return all | ((states[at]?.stateOfKind[kind] ?? 0) << (BITS_A_FIELD * at));
    }, 0);
    return { ...pattern, fields };
  }

  return (pattern) => {
    const asked = alike(pattern);
    const name = Object.values(asked).join(' ');
    const number = known.get(name) ?? verdictOfPattern(asked, labels, verdicts, context);
    known.set(name, number);
    return number;
  };
}

const BOTH = 3;

function stateIn({ fields }: RowPattern, at: number): number {
  return (fields >>> (BITS_A_FIELD * at)) & 31;
}

function verdictOfPattern(
  pattern: RowPattern,
  labels: Labels,
  verdicts: Verdicts,
  context: ReconcileContext,
): number {
  const examples = pattern.sides === BOTH ? pairExamples(pattern) : aloneExamples(pattern);
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
      mergedBy: MERGED_BY[pattern.mergedBy] ?? null,
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

function pairExamples(pattern: RowPattern): Examples {
  return PERSON_FIELDS.map((field, at) => [field, exampleOf(field, stateIn(pattern, at))]);
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
