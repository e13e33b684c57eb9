/**
 * Two lists of a campaign and an event with the bases between them, made from a seed: the same rows for whoever
 * asks. Of the people 80% are on both lists, 10% on each alone. Of those on both, 7 in 10 have a base, and 6% hold
 * a value that differs. 1% of the records of each side are second ones of the same person; a few have no address,
 * a few pairs moved on to another address, and some are linked by hand.
 */
import type { Values } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';

export interface MadePerson {
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
  readonly base: Base | null;
  readonly isLinked: boolean;
}

const FIRST = ['Ann', 'Bob', 'Chloé', 'Dmitri', 'Eve', 'Farid', 'Grace', 'Hiro', 'Ines', 'Jörg'];
const LAST = ['Lee', 'Novak', 'Silva', 'O’Neil', 'Müller', 'Rossi', 'Khan', 'Dubois', 'Ivanov'];
const COMPANIES = ['Acme', 'Globex', 'Initech', 'Umbrella', 'Hooli', 'Vandelay', 'Stark', 'Wayne'];
const TITLES = ['CEO', 'CTO', 'Buyer', 'Engineer', null, null, 'Head of Events', 'Analyst'];
export const MADE_STATUSES = [
  ['Sent', 'invited'],
  ['Responded', 'registered'],
  ['Confirmed', 'confirmed'],
  ['Attended', 'attended'],
  ['No Show', 'no_show'],
] as const;

const BASE_TIME = Date.parse('2026-01-01T00:00:00.000Z');

/** A number from 0 to 1 for a person and a question. */
function chanceOf(seed: number, at: number, question: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(at + 1, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(question + 1, 0x27d4eb2f), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000;
}

function pick<T>(of: readonly T[], chance: number): T {
  const picked = of[Math.floor(chance * of.length)];
  if (picked === undefined) throw new Error('Nothing to pick from.');
  return picked;
}

/** Whether a person has another value in a version. */
export function isChangedPerson(seed: number, at: number, version: number): boolean {
  return version > 0 && chanceOf(seed, at, 1000 + version) < 0.01;
}

/** `version` counts the times 1% of the people changed a value. */
export function madePerson(seed: number, at: number, version: number): MadePerson {
  const chance = (question: number): number => chanceOf(seed, at, question);
  const status = pick(MADE_STATUSES, chance(1));
  const [first, last] = [pick(FIRST, chance(2)), pick(LAST, chance(3))];
  const isChanged = isChangedPerson(seed, at, version);
  const email = chance(4) < 0.002 ? null : `${first}.${last}.${String(at)}@example.com`;
  const common: Values = {
    status: null,
    firstName: first,
    lastName: last,
    company: `${pick(COMPANIES, chance(5))} ${String(Math.floor(chance(6) * 900))}`,
    title: pick(TITLES, chance(7)),
    phone: chance(8) < 0.3 ? null : `+1 555 ${String(1_000_000 + at)}`,
    email,
  };
  const presence = chance(9);
  const isMember = presence < 0.9;
  const isRegistration = presence < 0.8 || presence >= 0.9;
  const hasBase = email !== null && isMember && isRegistration && chance(10) < 0.7;
  const isMoved = hasBase && chance(11) < 0.0005;
  const movedTo = isMoved ? `moved.${String(at)}@example.org` : email;
  const differing = chance(12) < 0.06 ? pick(FIELDS.slice(1, 6), chance(13)) : null;
  const time = new Date(BASE_TIME + Math.floor(chance(14) * 1e10)).toISOString();
  const record = (side: Side, id: string, values: Partial<Values>): SideRecord => ({
    side,
    recordId: id,
    values: { ...common, status: status[side === 'salesforce' ? 0 : 1], email: movedTo, ...values },
    version: '1',
    modifiedAt: time,
    createdAt: time,
    person: side === 'salesforce' ? { id: `003${id.slice(3)}`, kind: 'Contact' } : null,
  });
  const scattered = String(Math.imul(at + 1, 0x9e3779b1) >>> 0).padStart(10, '0');
  const [memberId, registrationId] = [
    `00v${scattered}${String(at)}`,
    `reg_${scattered}${String(at)}`,
  ];
  const changed: Partial<Values> = isChanged ? { title: `Changed ${String(version)}` } : {};
  const other = differing === null ? {} : { [differing]: `${common[differing] ?? ''} Jr` };
  return {
    members: isMember
      ? [
          record('salesforce', memberId, changed),
          ...(chance(15) < 0.01 ? [record('salesforce', `${memberId}d`, {})] : []),
        ]
      : [],
    registrations: isRegistration
      ? [
          record('voyage', registrationId, other),
          ...(chance(16) < 0.01 ? [record('voyage', `${registrationId}d`, {})] : []),
        ]
      : [],
    base: hasBase
      ? {
          rowKey: email.toLowerCase(),
          memberId,
          registrationId,
          fields: Object.fromEntries(
            FIELDS.map((field) => {
              const own = field === 'status' ? status[0] : common[field];
              return [field, { salesforce: own, voyage: field === 'status' ? status[1] : own }];
            }),
          ),
        }
      : null,
    isLinked: email === null && isMember && isRegistration && chance(17) < 0.2,
  };
}

/** People whose lists have about `rows` records each. */
export function peopleFor(rows: number): number {
  return Math.round(rows / 0.909);
}
