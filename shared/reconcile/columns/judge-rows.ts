/**
 * The pattern of each row from columns, a column at a time: only what is looked at is in memory. Yields between
 * two steps, so that whoever drives it may do something else.
 */
import { PERSON_FIELDS } from '../../domain/fields.ts';
import type { ReconcileContext } from '../diff-field.ts';
import { endOfGroup } from './bind-rows.ts';
import type { TextField } from './field-states.ts';
import { stateOf } from './field-states.ts';
import type { MergedRows } from './merge.ts';
import type { PagedNumbers } from './paged-numbers.ts';
import type { Patterns } from './pattern-table.ts';
import type { RowPattern } from './patterns.ts';
import { BITS_A_FIELD, NO_STATUS } from './patterns.ts';

/** By place. Each call reads the column anew. */
export interface SideColumns {
  readonly hashes: (field: TextField) => PagedNumbers;
  readonly status: () => PagedNumbers;
  readonly modified: () => PagedNumbers;
  /** 1: merged by plus tags; 2: by Gmail's dots. Null where no record was. */
  readonly mergedBy: () => PagedNumbers | null;
}

interface BaseColumns {
  /** NOT_IN_BASE and LEGS_DISAGREE among them. */
  readonly hashes: (field: TextField) => PagedNumbers;
  readonly memberStatus: () => PagedNumbers;
  readonly registrationStatus: () => PagedNumbers;
}

export interface JudgeInput {
  readonly merged: MergedRows;
  readonly relation: Uint8Array;
  readonly members: SideColumns;
  readonly registrations: SideColumns;
  readonly bases: BaseColumns;
  readonly patterns: Patterns;
  readonly context: ReconcileContext;
}

/** The number of each row's pattern. */
export function* judgeRows(input: JudgeInput): Generator<void, Uint32Array, void> {
  const { merged, context } = input;
  const fields = new Uint32Array(merged.rows);
  for (const field of PERSON_FIELDS) {
    if (!context.comparedFields.includes(field)) continue;
    addField(fields, input, field);
    yield;
  }
  return judge(input, fields, mergingRules(input));
}

/** Pairs and records alone without a base, which stood in patterns `were`, and of whose columns some changed. */
export function* judgeAgain(
  input: JudgeInput,
  were: Uint32Array,
  changed: readonly TextField[],
): Generator<void, Uint32Array, void> {
  const fields = were.map((number) => input.patterns.at(number).fields);
  for (const field of changed) {
    if (!input.context.comparedFields.includes(field)) continue;
    const mask = ~(31 << shiftOf(field));
    for (let row = 0; row < fields.length; row += 1) fields[row] = (fields[row] ?? 0) & mask;
    addField(fields, input, field);
    yield;
  }
  return judge(input, fields, null);
}

/** `numberOf` of the pattern of each row, asked once for each pattern. */
export function numbersOf(
  pattern: Uint32Array,
  patterns: Patterns,
  numberOf: (pattern: RowPattern) => number,
): Uint32Array {
  const known = new Int32Array(patterns.count()).fill(-1);
  return pattern.map((at) => {
    const number = known[at] ?? 0;
    if (number >= 0) return number;
    const found = numberOf(patterns.at(at));
    known[at] = found;
    return found;
  });
}

function shiftOf(field: TextField): number {
  return BITS_A_FIELD * PERSON_FIELDS.indexOf(field);
}

function addField(fields: Uint32Array, input: JudgeInput, field: TextField): void {
  const { merged, relation } = input;
  const shift = shiftOf(field);
  const { member, registration, base, isDuplicate, rows } = merged;
  const members = input.members.hashes(field);
  const registrations = input.registrations.hashes(field);
  const bases = input.bases.hashes(field);
  for (let row = 0; row < rows; row += 1) {
    const m = member[row] ?? 0;
    const r = registration[row] ?? 0;
    const isKnown = relation[row] !== 0;
    if (m !== 0 && r !== 0) {
      const agreed = isKnown ? (bases.at((base[row] ?? 0) - 1) ?? -1) : -1;
      const state = stateOf(members.at(m - 1) ?? 0, registrations.at(r - 1) ?? 0, agreed);
      fields[row] = (fields[row] ?? 0) | (state << shift);
    } else if (isKnown && isDuplicate[row] === 0) {
      const agreed = bases.at((base[row] ?? 0) - 1) ?? -1;
      const held = m !== 0 ? members.at(m - 1) : registrations.at(r - 1);
      if (agreed >= 0 && held !== agreed) fields[row] = 1;
    }
  }
}

/** By row, places in MERGED_BY; null where no rule merged anything. */
function mergingRules({ merged, members, registrations }: JudgeInput): Uint8Array | null {
  const [ofMember, ofRegistration] = [members.mergedBy(), registrations.mergedBy()];
  if (ofMember === null && ofRegistration === null) return null;
  const rules = new Uint8Array(merged.rows);
  const [own, other] = [members.hashes('email'), registrations.hashes('email')];
  for (let first = 0; first < merged.rows;) {
    const end = endOfGroup(merged, first);
    const emails = new Set<number | undefined>();
    let [least, rule] = [Infinity, 0];
    const look = (
      place: number,
      emailOf: PagedNumbers,
      ruleOf: PagedNumbers | null,
      at: number,
    ) => {
      emails.add(emailOf.at(place));
      const found = ruleOf?.at(place) ?? 0;
      if (found !== 0 && at < least) [least, rule] = [at, found];
    };
    for (let row = first; row < end; row += 1) {
      const m = (merged.member[row] ?? 0) - 1;
      const r = (merged.registration[row] ?? 0) - 1;
      if (m >= 0) look(m, own, ofMember, m);
      if (r >= 0) look(r, other, ofRegistration, own.length + r);
    }
    if (emails.size > 1) rules.fill(rule, first, end);
    first = end;
  }
  return rules;
}

/** By row, places in ORDERS; null where no policy asks. */
function writtenLast({ merged, members, registrations, context }: JudgeInput): Uint8Array | null {
  const { comparedFields, policy } = context;
  if (!comparedFields.some((field) => policy.fields[field] === 'newest')) return null;
  const [own, other] = [members.modified(), registrations.modified()];
  const order = new Uint8Array(merged.rows);
  for (let row = 0; row < merged.rows; row += 1) {
    const first = own.at((merged.member[row] ?? 0) - 1) ?? Number.NaN;
    const second = other.at((merged.registration[row] ?? 0) - 1) ?? Number.NaN;
    order[row] = first > second ? 1 : second > first ? 2 : 0;
  }
  return order;
}

/** Puts the patterns where the states of the fields were. */
function judge(input: JudgeInput, fields: Uint32Array, mergedBy: Uint8Array | null): Uint32Array {
  const { merged, relation, patterns } = input;
  const order = writtenLast(input);
  const { member, registration, base, isDuplicate, identified, rows } = merged;
  const memberStatuses = input.members.status();
  const registrationStatuses = input.registrations.status();
  const baseMemberStatuses = input.bases.memberStatus();
  const baseRegistrationStatuses = input.bases.registrationStatus();
  for (let row = 0; row < rows; row += 1) {
    const m = member[row] ?? 0;
    const r = registration[row] ?? 0;
    const related = isDuplicate[row] === 1 ? 0 : (relation[row] ?? 0);
    const b = (base[row] ?? 0) - 1;
    const misc =
      (m === 0 ? 0 : 1) |
      (r === 0 ? 0 : 2) |
      ((row < identified ? 1 : 0) << 2) |
      ((isDuplicate[row] ?? 0) << 3) |
      (related << 4) |
      ((order?.[row] ?? 0) << 6) |
      ((mergedBy?.[row] ?? 0) << 8);
    fields[row] = patterns.numberOf(
      fields[row] ?? 0,
      misc,
      m === 0 ? 0 : (memberStatuses.at(m - 1) ?? 0),
      r === 0 ? 0 : (registrationStatuses.at(r - 1) ?? 0),
      related === 0 ? NO_STATUS : (baseMemberStatuses.at(b) ?? NO_STATUS),
      related === 0 ? NO_STATUS : (baseRegistrationStatuses.at(b) ?? NO_STATUS),
    );
  }
  return fields;
}
