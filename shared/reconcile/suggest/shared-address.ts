/**
 * Records that share an address: one person twice, or two people? Told by their names; a person decides, and the
 * decision is remembered together with the names it was made on.
 *
 * Laws:   the order of the records decides nothing; every record is in exactly one of the people; who has no name is
 *         never told apart from anybody.
 */
import type { SideRecord } from '../../domain/record.ts';
import type { SharedAddressDecision } from '../../domain/who-is-who.ts';
import { compareCodePoints } from '../code-point-order.ts';
import type { MatchGroup } from '../match-group.ts';
import { isKnownTo } from '../match-group.ts';
import type { NameValue } from './name-values.ts';
import { GIVEN, SURNAME, compareGiven, compareSurname, readName } from './name-values.ts';
import { createNicknames } from './nicknames.ts';
import type { Nicknames } from './nicknames.ts';

export type SharedAddressReason =
  'same-name' | 'name-alike' | 'name-missing' | 'family' | 'first-name-only' | 'other-name';

export interface SharedAddressVerdict {
  readonly looks: 'one-person' | 'two-people' | 'unclear';
  readonly reason: SharedAddressReason;
  /** The records, person by person; one person alone where they look like one or it is unclear. */
  readonly people: readonly (readonly SideRecord[])[];
  /** The names by which the people were told apart, in order. */
  readonly names: readonly string[];
}

interface Named {
  readonly record: SideRecord;
  readonly given: NameValue | null;
  readonly surname: NameValue | null;
}

function nameOf({ record }: Pick<Named, 'record'>): string {
  return [record.values.firstName, record.values.lastName]
    .map((name) => name?.trim().toLowerCase() ?? '')
    .filter((name) => name !== '')
    .join(' ');
}

function isOf(level: number | null, most: number): boolean {
  return level !== null && level <= most;
}

/** Null where one of the two names is missing. */
function levelOf(
  a: NameValue | null,
  b: NameValue | null,
  compare: (a: NameValue, b: NameValue) => number,
): number | null {
  if (a === null || b === null) return null;
  return a.bare === b.bare ? 0 : compare(a, b);
}

function compareTwo(a: Named, b: Named): SharedAddressReason {
  const straight = [
    levelOf(a.given, b.given, compareGiven),
    levelOf(a.surname, b.surname, compareSurname),
  ] as const;
  const crossed = [
    levelOf(a.given, b.surname, compareSurname),
    levelOf(a.surname, b.given, compareSurname),
  ] as const;
  const [given, surname] = straight;
  if (given === 0 && surname === 0) return 'same-name';
  if (isOf(crossed[0], SURNAME.close) && isOf(crossed[1], SURNAME.close)) return 'name-alike';
  const isOneGiven = isOf(given, GIVEN.close);
  const isOneSurname = isOf(surname, SURNAME.close);
  if (isOneGiven && isOneSurname) return 'name-alike';
  if (given === null && surname === null) return 'name-missing';
  if (given === null || surname === null) {
    return (given === null ? isOneSurname : isOneGiven) ? 'name-missing' : 'other-name';
  }
  if (isOneSurname) return given === GIVEN.different ? 'family' : 'name-alike';
  if (isOneGiven) return surname === SURNAME.different ? 'first-name-only' : 'name-alike';
  return 'other-name';
}

const LOOKS = {
  'same-name': 'one-person',
  'name-alike': 'one-person',
  'name-missing': 'unclear',
  'first-name-only': 'unclear',
  family: 'two-people',
  'other-name': 'two-people',
} as const satisfies Record<SharedAddressReason, SharedAddressVerdict['looks']>;

const WEIGHT: readonly SharedAddressReason[] = [
  'same-name',
  'name-alike',
  'name-missing',
  'first-name-only',
  'family',
  'other-name',
];

/** People as groups in which each record looks like one person with some other; the nameless go with the first. */
function gathered(all: readonly Named[]): readonly (readonly Named[])[] {
  const people: Named[][] = [];
  for (const each of all) {
    const same = people.filter((group) =>
      group.some((other) => LOOKS[compareTwo(each, other)] !== 'two-people'),
    );
    const merged = [...same.flat(), each];
    for (const group of same) people.splice(people.indexOf(group), 1);
    people.push(merged);
  }
  return people;
}

export function judgeSharedAddress(
  records: readonly SideRecord[],
  nicknames: Nicknames = createNicknames(),
): SharedAddressVerdict {
  const read = (name: string | null): NameValue | null =>
    name === null ? null : readName(name, nicknames);
  const all = records
    .map((record) => ({
      record,
      given: read(record.values.firstName),
      surname: read(record.values.lastName),
    }))
    .sort(
      (a, b) =>
        compareCodePoints(a.record.side, b.record.side) ||
        compareCodePoints(a.record.recordId, b.record.recordId),
    );
  const people = gathered(all);
  const pairs = all.flatMap((a, at) => all.slice(at + 1).map((b) => compareTwo(a, b)));
  const farthest = pairs.reduce<SharedAddressReason>(
    (most, reason) => (WEIGHT.indexOf(reason) > WEIGHT.indexOf(most) ? reason : most),
    'same-name',
  );
  const isTold = people.length > 1;
  const reason = isTold || LOOKS[farthest] !== 'two-people' ? farthest : 'first-name-only';
  return {
    looks: isTold ? 'two-people' : LOOKS[reason],
    reason,
    people: people.map((group) => group.map(({ record }) => record)),
    names: [...new Set(all.map(nameOf))].sort(compareCodePoints),
  };
}

/** Whether what was decided was decided on these names: a new name is a new question. */
export function isStillMeant(
  { names }: SharedAddressDecision,
  verdict: SharedAddressVerdict,
): boolean {
  return verdict.names.every((name) => names.includes(name));
}

/**
 * The group of an address that a person called two people's, as one group each. Known records keep the key, and the
 * base. Where the names told nobody apart, each name is somebody.
 */
export function separatePeople(
  group: MatchGroup,
  { people }: SharedAddressVerdict,
): readonly MatchGroup[] {
  const isKnown = isKnownTo(group);
  const told = people.length > 1 ? people : byName(people.flat());
  const own = told.filter((records) => records.some(isKnown));
  const others = told.filter((records) => !own.includes(records));
  // What a person linked, or a run confirmed, is one person whatever the names say.
  const [known, ...rest] = own.length > 0 ? [own.flat(), ...others] : others;
  return [known ?? [], ...rest].map((records, at) => ({
    ...group,
    rowKey: at === 0 ? group.rowKey : keyOf(records, group.rowKey),
    members: records.filter(({ side }) => side === 'salesforce'),
    registrations: records.filter(({ side }) => side === 'voyage'),
    base: at === 0 ? group.base : null,
  }));
}

/** Records under one name are one person; those without a name go with the first. */
function byName(records: readonly SideRecord[]): readonly (readonly SideRecord[])[] {
  const named = new Map<string, SideRecord[]>();
  const nameless: SideRecord[] = [];
  for (const record of records) {
    const name = nameOf({ record });
    const same = name === '' ? nameless : (named.get(name) ?? []);
    same.push(record);
    if (name !== '') named.set(name, same);
  }
  const [first = [], ...others] = [...named.entries()]
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([, same]) => same);
  return [[...nameless, ...first], ...others];
}

function keyOf(records: readonly SideRecord[], rowKey: string): string {
  const [first] = records.map((record) => nameOf({ record })).sort(compareCodePoints);
  return `person:${first ?? ''}:${rowKey}`;
}
