/**
 * What was chosen for the rows of a diff: masks over DECIDABLES, place i of each is the row at position i + 1.
 * A value typed is named by its number; numbers are only added to, so that an earlier state can be put back.
 */
import type { Field, FieldMask } from '../../domain/fields.ts';
import { FIELDS, bitOf } from '../../domain/fields.ts';
import type { Choice } from '../../domain/row.ts';
import { CHOICES } from '../../domain/row.ts';

export interface ChoiceColumns extends Readonly<Record<Choice, Uint8Array>> {
  /** The masks of all choices together. */
  readonly chosen: Uint8Array;
  /** Where the row's bit is in `typed`: the number of its value. Only fields ever typed have one. */
  readonly typedAs: Map<Field, Uint32Array>;
  readonly values: (string | null)[];
}

export function noChoices(rows: number): ChoiceColumns {
  return {
    salesforce: new Uint8Array(rows),
    voyage: new Uint8Array(rows),
    typed: new Uint8Array(rows),
    skip: new Uint8Array(rows),
    chosen: new Uint8Array(rows),
    typedAs: new Map(),
    values: [],
  };
}

/** Of the same values: what is written to the copy leaves the original as it is. */
export function copyOfChoices(choices: ChoiceColumns): ChoiceColumns {
  return {
    salesforce: choices.salesforce.slice(),
    voyage: choices.voyage.slice(),
    typed: choices.typed.slice(),
    skip: choices.skip.slice(),
    chosen: choices.chosen.slice(),
    typedAs: new Map(Array.from(choices.typedAs, ([field, numbers]) => [field, numbers.slice()])),
    values: [...choices.values],
  };
}

/** The number of a typed value. */
export function numberOfValue(choices: ChoiceColumns, value: string | null): number {
  const known = choices.values.indexOf(value);
  return known === -1 ? choices.values.push(value) - 1 : known;
}

/** Lays a choice over some decidables of a row. `value`: the number of what was typed. */
export function choose(
  choices: ChoiceColumns,
  row: number,
  meant: FieldMask,
  choice: Choice | 'clear',
  value: number,
): void {
  for (const each of CHOICES) choices[each][row] = (choices[each][row] ?? 0) & ~meant;
  choices.chosen[row] = (choices.chosen[row] ?? 0) & ~meant;
  if (choice === 'clear') return;
  choices[choice][row] = (choices[choice][row] ?? 0) | meant;
  choices.chosen[row] = (choices.chosen[row] ?? 0) | meant;
  if (choice === 'typed') setTyped(choices, row, meant, () => value);
}

/** Notes the number of a value for each of some fields of a row, in the order of FIELDS. */
export function setTyped(
  choices: ChoiceColumns,
  row: number,
  meant: FieldMask,
  next: () => number,
): void {
  for (const field of FIELDS) {
    if ((meant & bitOf(field)) === 0) continue;
    let numbers = choices.typedAs.get(field);
    if (numbers === undefined) {
      numbers = new Uint32Array(choices.typed.length);
      choices.typedAs.set(field, numbers);
    }
    numbers[row] = next();
  }
}
