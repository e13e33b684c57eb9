/**
 * What each commit would do with the rows as they are decided now, from the masks alone: no row is read
 * whole, so that the preview follows every decision at once. The plan has the last word.
 */
import type { FieldMask } from '../../domain/fields.ts';
import { PERSON_FIELDS, maskOf } from '../../domain/fields.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Side } from '../../domain/side.ts';
import type { PreviewEffect } from '../../ipc/engine-views.ts';
import type { ChoiceColumns } from './choice-columns.ts';
import type { JudgedRows } from './judged-rows.ts';
import { PRESENCE_BIT, STATUS_BIT, codeOfPresence, undecidedOf } from './judged-rows.ts';
import { CLASS_CODES, FLAGS } from './verdicts.ts';

const FIELD_BITS = 0xff & ~PRESENCE_BIT;
const DUPLICATE = CLASS_CODES.indexOf('duplicate');
const NO_EMAIL = CLASS_CODES.indexOf('no-email');
const NO_PRESENCE = codeOfPresence(null);
const BOTH_GONE = codeOfPresence('both-gone');
const CREATE_REGISTRATION = codeOfPresence('create-registration');
const CANCEL_REGISTRATION = codeOfPresence('cancel-registration');
const CHANGED = codeOfPresence('deleted-and-changed');

interface RowState {
  readonly at: number;
  readonly chosen: FieldMask;
  readonly skip: FieldMask;
  /** Settled towards a side, by a person or by itself. */
  readonly toVoyage: FieldMask;
  readonly toSalesforce: FieldMask;
  readonly takesSalesforce: FieldMask;
}

function stateOf({ verdict, verdicts }: JudgedRows, choices: ChoiceColumns, row: number): RowState {
  const at = verdict[row] ?? 0;
  const [chosen, typed] = [choices.chosen[row] ?? 0, choices.typed[row] ?? 0];
  const [salesforce, voyage] = [choices.salesforce[row] ?? 0, choices.voyage[row] ?? 0];
  const differs = verdicts.differs[at] ?? 0;
  return {
    at,
    chosen,
    skip: choices.skip[row] ?? 0,
    toVoyage: (((verdicts.autoSalesforce[at] ?? 0) & ~chosen) | salesforce | typed) & differs,
    toSalesforce: (((verdicts.autoVoyage[at] ?? 0) & ~chosen) | voyage | typed) & differs,
    takesSalesforce: salesforce,
  };
}

function isUnmapped({ verdicts }: JudgedRows, { at, skip }: RowState, side: Side): boolean {
  const flag = side === 'salesforce' ? FLAGS.unmappedSalesforce : FLAGS.unmappedVoyage;
  return ((verdicts.flags[at] ?? 0) & flag) !== 0 && (skip & (STATUS_BIT | PRESENCE_BIT)) === 0;
}

/** Null for rows an import does not look at: those on Voyage alone that never had a member. */
export function effectOf(
  rows: JudgedRows,
  choices: ChoiceColumns,
  row: number,
): PreviewEffect | null {
  const { verdicts } = rows;
  const state = stateOf(rows, choices, row);
  const { at } = state;
  const [sides, presence] = [verdicts.sides[at] ?? 0, verdicts.presence[at] ?? 0];
  const hasMember = (sides & 1) !== 0;
  if (!hasMember && presence !== CANCEL_REGISTRATION && presence !== CHANGED) return null;
  if (verdicts.cls[at] === DUPLICATE) return 'duplicate';
  if (verdicts.cls[at] === NO_EMAIL) return 'no-email';
  if (((verdicts.flags[at] ?? 0) & FLAGS.skippedByMap) !== 0) return 'skipped';
  if (isUnmapped(rows, state, 'salesforce')) return 'unmapped';
  if (undecidedOf(verdicts, at, state.chosen) !== 0) return 'ask';
  if (sides === 3) {
    if ((state.toVoyage & FIELD_BITS) !== 0) return 'update';
    if (presence !== NO_PRESENCE && (state.takesSalesforce & PRESENCE_BIT) !== 0) return 'update';
    return state.skip === 0 ? 'same' : 'skipped';
  }
  if (presence === NO_PRESENCE || presence === BOTH_GONE) return 'same';
  if ((state.toVoyage & PRESENCE_BIT) === 0) return 'skipped';
  return hasMember ? 'create' : 'cancel';
}

/** Rows of each effect: those nobody chose anything for are told by their verdict alone. */
export function countEffects(
  rows: JudgedRows,
  choices: ChoiceColumns,
): ReadonlyMap<PreviewEffect, number> {
  const counts = new Map<PreviewEffect, number>();
  const plain = new Map<number, PreviewEffect | null>();
  const { verdict } = rows;
  for (let row = 0; row < verdict.length; row += 1) {
    const at = verdict[row] ?? 0;
    const isPlain = choices.chosen[row] === 0;
    let effect = isPlain ? plain.get(at) : undefined;
    if (effect === undefined) {
      effect = effectOf(rows, choices, row);
      if (isPlain) plain.set(at, effect);
    }
    if (effect !== null) counts.set(effect, (counts.get(effect) ?? 0) + 1);
  }
  return counts;
}

/** Rows an export would write to Salesforce. `hasPerson`: whether somebody there has the row's email. */
export function countExported(
  rows: JudgedRows,
  choices: ChoiceColumns,
  rules: Pick<Policy, 'createPersonAs' | 'writePersonFields'>,
  hasPerson: (row: number) => boolean,
): number {
  const fields = rules.writePersonFields ? FIELD_BITS : FIELD_BITS & ~maskOf(PERSON_FIELDS);
  const { verdict, verdicts } = rows;

  function isExported(row: number): boolean {
    const state = stateOf(rows, choices, row);
    const { at } = state;
    const [cls, presence] = [verdicts.cls[at], verdicts.presence[at]];
    if (cls === DUPLICATE || cls === NO_EMAIL) return false;
    if (((verdicts.flags[at] ?? 0) & FLAGS.skippedByMap) !== 0) return false;
    if (undecidedOf(verdicts, at, state.chosen) !== 0 || isUnmapped(rows, state, 'voyage'))
      return false;
    if (verdicts.sides[at] === 3) {
      const meant = presence === NO_PRESENCE ? fields : fields | PRESENCE_BIT;
      return (state.toSalesforce & meant) !== 0;
    }
    if (presence === NO_PRESENCE || presence === BOTH_GONE || presence === CREATE_REGISTRATION) {
      return false;
    }
    if ((state.toSalesforce & PRESENCE_BIT) === 0) return false;
    return verdicts.sides[at] !== 2 || rules.createPersonAs === 'lead' || hasPerson(row);
  }

  let count = 0;
  for (let row = 0; row < verdict.length; row += 1) if (isExported(row)) count += 1;
  return count;
}
