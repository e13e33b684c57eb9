/**
 * The patterns rows of a diff stand in, each once however many rows have it. Nothing of the rules is in them: under
 * another policy the verdicts of the patterns are other ones, and the rows keep their patterns.
 */
import { createNumberMap } from './number-map.ts';
import type { Labels, RowPattern } from './patterns.ts';
import { NO_STATUS } from './patterns.ts';

/** Typed arrays of one length: place p of each is of pattern p. */
export interface PatternTable {
  readonly count: number;
  /** How the text fields stand: five bits each. */
  readonly fields: Uint32Array;
  /** The rest of a pattern but the statuses, as `patternAt` reads it: below 1024. */
  readonly misc: Uint16Array;
  readonly memberStatus: Uint16Array;
  readonly registrationStatus: Uint16Array;
  readonly baseMemberStatus: Uint16Array;
  readonly baseRegistrationStatus: Uint16Array;
}

export interface Patterns {
  /** The number of a pattern. */
  readonly numberOf: (
    fields: number,
    misc: number,
    memberStatus: number,
    registrationStatus: number,
    baseMemberStatus: number,
    baseRegistrationStatus: number,
  ) => number;
  readonly at: (number: number) => RowPattern;
  readonly count: () => number;
  readonly table: () => PatternTable;
}

/** Status tuples that are looked up by place, not by name. */
const FEW_TUPLES = 1 << 18;

/** Columns of 16 bits. */
export const PATTERN_CODES = [
  'misc',
  'memberStatus',
  'registrationStatus',
  'baseMemberStatus',
  'baseRegistrationStatus',
] as const;
const COLUMNS = ['fields', ...PATTERN_CODES] as const;
type PatternColumns = Readonly<Record<(typeof COLUMNS)[number], number[]>>;

/** `known`: the table to go on with; its codes are of labels that begin as these do. */
export function createPatterns(labels: Labels, known: PatternTable | null = null): Patterns {
  const columns: PatternColumns = {
    fields: [],
    misc: [],
    memberStatus: [],
    registrationStatus: [],
    baseMemberStatus: [],
    baseRegistrationStatus: [],
  };
  const tupleOf = createTuples(labels);
  const groups = createNumberMap();
  const numbers = createNumberMap();
  let [groupCount, lastGroupKey, lastGroup, lastKey, lastNumber] = [0, -1, -1, -1, -1];

  function numberOf(
    fields: number,
    misc: number,
    member: number,
    registration: number,
    baseMember: number,
    baseRegistration: number,
  ): number {
    const groupKey = tupleOf(member, registration, baseMember, baseRegistration) * 1024 + misc;
    if (groupKey !== lastGroupKey) {
      lastGroupKey = groupKey;
      lastGroup = groups.get(groupKey);
      if (lastGroup < 0) {
        lastGroup = groupCount;
        groupCount += 1;
        groups.set(groupKey, lastGroup);
      }
    }
    const key = lastGroup * 0x4000_0000 + fields;
    if (key === lastKey) return lastNumber;
    lastKey = key;
    lastNumber = numbers.get(key);
    if (lastNumber >= 0) return lastNumber;
    lastNumber = columns.fields.push(fields) - 1;
    numbers.set(key, lastNumber);
    columns.misc.push(misc);
    columns.memberStatus.push(member);
    columns.registrationStatus.push(registration);
    columns.baseMemberStatus.push(baseMember);
    columns.baseRegistrationStatus.push(baseRegistration);
    return lastNumber;
  }

  for (let at = 0; at < (known?.count ?? 0); at += 1) {
    if (known === null) break;
    const [fields = 0, misc = 0, m = 0, r = 0, bm = 0, br = 0] = COLUMNS.map(
      (name) => known[name][at] ?? 0,
    );
    numberOf(fields, misc, m, r, bm, br);
  }

  return {
    numberOf,
    at: (number) => patternAt(columns, number),
    count: () => columns.fields.length,
    table: () => ({
      count: columns.fields.length,
      fields: Uint32Array.from(columns.fields),
      misc: Uint16Array.from(columns.misc),
      memberStatus: Uint16Array.from(columns.memberStatus),
      registrationStatus: Uint16Array.from(columns.registrationStatus),
      baseMemberStatus: Uint16Array.from(columns.baseMemberStatus),
      baseRegistrationStatus: Uint16Array.from(columns.baseRegistrationStatus),
    }),
  };
}

function patternAt(columns: PatternColumns, number: number): RowPattern {
  const misc = columns.misc[number] ?? 0;
  return {
    fields: columns.fields[number] ?? 0,
    sides: misc & 3,
    hasIdentity: (misc & 4) !== 0,
    isDuplicate: (misc & 8) !== 0,
    relation: (misc >> 4) & 3,
    order: (misc >> 6) & 3,
    mergedBy: (misc >> 8) & 3,
    memberStatus: columns.memberStatus[number] ?? 0,
    registrationStatus: columns.registrationStatus[number] ?? 0,
    baseMemberStatus: columns.baseMemberStatus[number] ?? 0,
    baseRegistrationStatus: columns.baseRegistrationStatus[number] ?? 0,
  };
}

/** Whole numbers for tuples of codes. */
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
