/**
 * What a decision was made on, as a hash: the log keeps it in place of the values, to tell whether they are
 * still the same. Two that differ have one hash once in 9 * 10^15 pairs.
 */
import type { Decidable, Field } from '../../domain/fields.ts';
import { FIELDS } from '../../domain/fields.ts';
import { comparable } from '../normalize.ts';
import { hashOf } from './hash.ts';

/** 0 for blank: the same as a sketch has. */
export function hashOfComparable(field: Field, value: string | null): number {
  const compared = comparable(field, value);
  return compared === null ? 0 : hashOf(compared);
}

function mixed(state: number, word: number, by: number): number {
  const product = Math.imul(state ^ word, by);
  return product ^ (product >>> 15);
}

/** Of two hashes in their order, as a hash is: from 1 to 2^53 - 1. */
export function hashOfPair(a: number, b: number): number {
  const [highOfA, highOfB] = [Math.floor(a / 0x1_0000_0000), Math.floor(b / 0x1_0000_0000)];
  let low = 0x2545f491;
  low = mixed(mixed(low, a >>> 0, 0x9e3779b1), highOfA, 0x9e3779b1);
  low = mixed(mixed(low, b >>> 0, 0x9e3779b1), highOfB, 0x9e3779b1);
  let high = 0x6c8e9cf5;
  high = mixed(mixed(high, highOfB, 0x85ebca77), b >>> 0, 0x85ebca77);
  high = mixed(mixed(high, highOfA, 0x85ebca77), a >>> 0, 0x85ebca77);
  low = Math.imul(low ^ (low >>> 16), 0x21f0aaad) ^ Math.imul(high ^ (high >>> 13), 0x735a2d97);
  high = Math.imul(high ^ (high >>> 16), 0xc2b2ae3d) ^ Math.imul(low ^ (low >>> 15), 0x27d4eb2f);
  return (high & 0x1fffff) * 0x1_0000_0000 + (low >>> 0) || 1;
}

/** Of a question of presence: `member` and `registration` are the hashes of their ids, 0 for none. */
export function hashOfQuestion(question: number, member: number, registration: number): number {
  return hashOfPair(hashOfPair(question, member), registration);
}

const QUESTION = /^(\S*) (\S+)(?: (\{.*\}))?$/su;

/** Of what earlier versions kept: the two values, of presence the question with the record and its values. */
export function hashOfSeenTexts(
  decidable: Decidable,
  [salesforce, voyage]: readonly [string | null, string | null],
): number {
  if (decidable !== 'presence') {
    return hashOfPair(hashOfComparable(decidable, salesforce), hashOfComparable(decidable, voyage));
  }
  const [member, registration] = [salesforce, voyage].map((text) => QUESTION.exec(text ?? ''));
  const [, question = '', , values] = member ?? registration ?? [];
  const idOf = (found: RegExpExecArray | null | undefined) => hashOf(found?.[2] ?? '');
  const hash = hashOfQuestion(
    hashOf(question),
    member == null ? 0 : idOf(member),
    registration == null ? 0 : idOf(registration),
  );
  if (values === undefined) return hash;
  const held = JSON.parse(values) as Readonly<Partial<Record<Field, string | null>>>;
  return FIELDS.reduce(
    (made, field) => hashOfPair(made, hashOfComparable(field, held[field] ?? null)),
    hash,
  );
}
