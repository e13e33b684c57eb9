/**
 * The verdict of each row from columns, a column at a time: only what is looked at is in memory. Yields between
 * two steps, so that whoever drives it may do something else.
 */
import { PERSON_FIELDS } from '../../domain/fields.ts';
import type { ReconcileContext } from '../diff-field.ts';
import type { ProviderRule } from '../normalize.ts';
import { endOfGroup } from './bind-rows.ts';
import type { TextField } from './field-states.ts';
import { fieldStates, stateOf } from './field-states.ts';
import type { MergedRows } from './merge.ts';
import { createNumberMap } from './number-map.ts';
import type { Labels } from './patterns.ts';
import { NO_STATUS, verdictOfPattern } from './patterns.ts';
import type { Verdicts } from './verdicts.ts';

/** By place. Each call reads the column anew. */
export interface SideColumns {
  readonly hashes: (field: TextField) => Float64Array;
  readonly status: () => Uint16Array;
  readonly modified: () => Float64Array;
  /** 1: merged by plus tags; 2: by Gmail's dots. Null where no record was. */
  readonly mergedBy: () => Uint8Array | null;
}

interface BaseColumns {
  /** NOT_IN_BASE and LEGS_DISAGREE among them. */
  readonly hashes: (field: TextField) => Float64Array;
  readonly memberStatus: () => Uint16Array;
  readonly registrationStatus: () => Uint16Array;
}

export interface JudgeInput {
  readonly merged: MergedRows;
  readonly relation: Uint8Array;
  readonly members: SideColumns;
  readonly registrations: SideColumns;
  readonly bases: BaseColumns;
  readonly labels: Labels;
  readonly verdicts: Verdicts;
  readonly context: ReconcileContext;
}

const MERGED_BY: readonly (ProviderRule | null)[] = [null, 'plus-tags', 'gmail-dots'];
/** Status tuples that are looked up by place, not by name. */
const FEW_TUPLES = 1 << 18;

export interface JudgedRows {
  readonly verdict: Uint32Array;
  /** How the text fields of each row stand, to go on from. */
  readonly fields: Uint32Array;
}

export function* judgeRows(input: JudgeInput): Generator<void, JudgedRows, void> {
  const { merged, context } = input;
  const fields = new Uint32Array(merged.rows);
  for (const field of PERSON_FIELDS) {
    if (!context.comparedFields.includes(field)) continue;
    addField(fields, input, field);
    yield;
  }
  const verdict = judge(input, fields, mergingRules(input));
  return { verdict, fields };
}

/** Pairs whose `fields` are as they were but for some columns. */
export function* judgeAgain(
  input: JudgeInput,
  were: Uint32Array,
  changed: readonly TextField[],
): Generator<void, JudgedRows, void> {
  const fields = were.slice();
  for (const field of changed) {
    if (!input.context.comparedFields.includes(field)) continue;
    const mask = ~(15 << shiftOf(field));
    for (let row = 0; row < fields.length; row += 1) fields[row] = (fields[row] ?? 0) & mask;
    addField(fields, input, field);
    yield;
  }
  return { verdict: judge(input, fields, null), fields };
}

function shiftOf(field: TextField): number {
  return 4 * PERSON_FIELDS.indexOf(field);
}

function addField(fields: Uint32Array, input: JudgeInput, field: TextField): void {
  const { merged, relation, context } = input;
  const { kindOf } = fieldStates(field, context);
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
      const agreed = isKnown ? (bases[(base[row] ?? 0) - 1] ?? -1) : -1;
      const state = stateOf(members[m - 1] ?? 0, registrations[r - 1] ?? 0, agreed);
      fields[row] = (fields[row] ?? 0) | ((kindOf[state] ?? 0) << shift);
    } else if (isKnown && isDuplicate[row] === 0) {
      const agreed = bases[(base[row] ?? 0) - 1] ?? -1;
      const held = m !== 0 ? members[m - 1] : registrations[r - 1];
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
    const look = (place: number, emailOf: Float64Array, ruleOf: Uint8Array | null, at: number) => {
      emails.add(emailOf[place]);
      const found = ruleOf?.[place] ?? 0;
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
    const first = own[(merged.member[row] ?? 0) - 1] ?? Number.NaN;
    const second = other[(merged.registration[row] ?? 0) - 1] ?? Number.NaN;
    order[row] = first > second ? 1 : second > first ? 2 : 0;
  }
  return order;
}

function judge(input: JudgeInput, fields: Uint32Array, mergedBy: Uint8Array | null): Uint32Array {
  const { merged, relation, labels, verdicts, context } = input;
  const states = PERSON_FIELDS.map((field) => fieldStates(field, context));
  const order = writtenLast(input);
  const { member, registration, base, isDuplicate, identified, rows } = merged;
  const memberStatuses = input.members.status();
  const registrationStatuses = input.registrations.status();
  const baseMemberStatuses = input.bases.memberStatus();
  const baseRegistrationStatuses = input.bases.registrationStatus();
  const tupleOf = createTuples(labels);
  const known = createNumberMap();
  const verdict = new Uint32Array(rows);
  let [lastKey, lastNumber] = [-1, 0];

  for (let row = 0; row < rows; row += 1) {
    const m = member[row] ?? 0;
    const r = registration[row] ?? 0;
    const related = isDuplicate[row] === 1 ? 0 : (relation[row] ?? 0);
    const b = (base[row] ?? 0) - 1;
    const memberStatus = m === 0 ? 0 : (memberStatuses[m - 1] ?? 0);
    const registrationStatus = r === 0 ? 0 : (registrationStatuses[r - 1] ?? 0);
    const baseMember = related === 0 ? NO_STATUS : (baseMemberStatuses[b] ?? NO_STATUS);
    const baseRegistration = related === 0 ? NO_STATUS : (baseRegistrationStatuses[b] ?? NO_STATUS);
    const sides = (m === 0 ? 0 : 1) | (r === 0 ? 0 : 2);
    const rule = mergedBy?.[row] ?? 0;
    const last = order?.[row] ?? 0;
    const misc =
      sides |
      ((row < identified ? 1 : 0) << 2) |
      ((isDuplicate[row] ?? 0) << 3) |
      (related << 4) |
      (last << 6) |
      (rule << 8);
    const tuple = tupleOf(memberStatus, registrationStatus, baseMember, baseRegistration);
    const key = (tuple * 1024 + misc) * 0x100_0000 + (fields[row] ?? 0);
    if (key !== lastKey) {
      lastKey = key;
      lastNumber = known.get(key);
      if (lastNumber < 0) {
        const pattern = {
          fields: fields[row] ?? 0,
          sides,
          hasIdentity: row < identified,
          isDuplicate: isDuplicate[row] === 1,
          relation: related,
          order: last,
          mergedBy: MERGED_BY[rule] ?? null,
          memberStatus,
          registrationStatus,
          baseMemberStatus: baseMember,
          baseRegistrationStatus: baseRegistration,
        };
        lastNumber = verdictOfPattern(pattern, states, labels, verdicts, context);
        known.set(key, lastNumber);
      }
    }
    verdict[row] = lastNumber;
  }
  return verdict;
}

/** Whole numbers below 2^19 for tuples of codes. */
function createTuples(labels: Labels): (m: number, r: number, bm: number, br: number) => number {
  const sizes = [
    labels.member.length + 1,
    labels.registration.length + 1,
    labels.baseMember.length + 2,
    labels.baseRegistration.length + 2,
  ] as const;
  const code = (value: number, size: number): number => (value === NO_STATUS ? size - 1 : value);
  if (sizes.reduce((product, size) => product * size, 1) <= FEW_TUPLES) {
    return (m, r, bm, br) =>
      ((m * sizes[1] + r) * sizes[2] + code(bm, sizes[2])) * sizes[3] + code(br, sizes[3]);
  }
  const numbers = new Map<string, number>();
  return (m, r, bm, br) => {
    const name = `${String(m)} ${String(r)} ${String(bm)} ${String(br)}`;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
}
