/**
 * How the values of a text field stand to each other: whatever the values, there are 20 states, and fewer that
 * matter under a policy. What follows of a state is what the pure core says of values that stand like that.
 */
import type { PERSON_FIELDS } from '../../domain/fields.ts';
import type { BaseValue } from '../../domain/row.ts';
import type { ReconcileContext, Times } from '../diff-field.ts';
import { diffField } from '../diff-field.ts';

export type TextField = (typeof PERSON_FIELDS)[number];

/** In place of a base's value: the field is not in the base, or its two legs do not agree. */
export const NOT_IN_BASE = -1;
export const LEGS_DISAGREE = -2;

const STATES = 20;

/** Of hashes; 0 is blank. */
export function stateOf(salesforce: number, voyage: number, base: number): number {
  const isEqual = salesforce === voyage;
  if (base < 0) {
    if (isEqual) return salesforce === 0 ? 0 : 1;
    return salesforce === 0 ? 2 : voyage === 0 ? 3 : 4;
  }
  if (isEqual) {
    if (salesforce === base) return salesforce === 0 ? 5 : 6;
    return salesforce === 0 ? 7 : base === 0 ? 8 : 9;
  }
  if (salesforce === base) return salesforce === 0 ? 10 : voyage === 0 ? 11 : 12;
  if (voyage === base) return voyage === 0 ? 13 : salesforce === 0 ? 14 : 15;
  return salesforce === 0 ? 16 : voyage === 0 ? 17 : base === 0 ? 18 : 19;
}

/** For each state the values of salesforce, voyage and base: letters are values, `-` is blank, `?` no base. */
const EXAMPLES = [
  '--?',
  'AA?',
  '-B?',
  'A-?',
  'AB?',
  '---',
  'AAA',
  '--A',
  'AA-',
  'AAB',
  '-B-',
  'A-A',
  'ABA',
  'A--',
  '-BB',
  'ABB',
  '-BA',
  'A-B',
  'AB-',
  'ABC',
] as const;

const VALUES: Readonly<Record<string, Readonly<Record<TextField, string>>>> = {
  A: valuesOf('a', '1'),
  B: valuesOf('b', '2'),
  C: valuesOf('c', '3'),
};

function valuesOf(text: string, digit: string): Readonly<Record<TextField, string>> {
  return {
    firstName: text,
    lastName: text,
    company: text,
    title: text,
    phone: `+41${digit}`,
    email: `${text}@example.com`,
  };
}

export interface FieldExample {
  readonly salesforce: string | null;
  readonly voyage: string | null;
  readonly base: BaseValue | undefined;
}

export function exampleOf(field: TextField, state: number): FieldExample {
  const signs = EXAMPLES[state] ?? '--?';
  const value = (sign: string | undefined): string | null => VALUES[sign ?? '-']?.[field] ?? null;
  const agreed = value(signs[2]);
  return {
    salesforce: value(signs[0]),
    voyage: value(signs[1]),
    base: signs[2] === '?' ? undefined : { salesforce: agreed, voyage: agreed },
  };
}

/** Which was written last: neither is known to be, Salesforce, Voyage. */
export const ORDERS: readonly Times[] = [
  { salesforce: null, voyage: null },
  { salesforce: '2000-01-02T00:00:00.000Z', voyage: '2000-01-01T00:00:00.000Z' },
  { salesforce: '2000-01-01T00:00:00.000Z', voyage: '2000-01-02T00:00:00.000Z' },
];

export interface FieldStates {
  /** For each state, the number of its kind: below 16. */
  readonly kindOf: Uint8Array;
  /** For each kind, a state of it. */
  readonly stateOfKind: readonly number[];
}

/** States nobody tells apart under the rules are of one kind. */
export function fieldStates(field: TextField, context: ReconcileContext): FieldStates {
  const kindOf = new Uint8Array(STATES);
  const stateOfKind: number[] = [];
  const kinds = new Map<string, number>();
  for (let state = 0; state < STATES; state += 1) {
    const outcome = ORDERS.map((times) => outcomeOf(field, state, times, context)).join('|');
    const kind = kinds.get(outcome) ?? stateOfKind.length;
    if (kind === stateOfKind.length) {
      kinds.set(outcome, kind);
      stateOfKind.push(state);
    }
    kindOf[state] = kind;
  }
  if (stateOfKind.length > 16) throw new Error(`${field} has more kinds of states than four bits`);
  return { kindOf, stateOfKind };
}

function outcomeOf(
  field: TextField,
  state: number,
  times: Times,
  context: ReconcileContext,
): string {
  const { salesforce, voyage, base } = exampleOf(field, state);
  const found = diffField(field, salesforce, voyage, base, times, context);
  return [found.cls, found.reason, found.movedSalesforce, found.movedVoyage].join(' ');
}
