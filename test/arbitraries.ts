/**
 * Worlds for the laws: two lists, what they agreed on, the rules, and what a person chose.
 */
import fc from 'fast-check';
import type { Field } from '../shared/domain/fields.ts';
import { DECIDABLES, FIELDS } from '../shared/domain/fields.ts';
import type { Policy } from '../shared/domain/policy.ts';
import { DELETION_POLICIES, FIELD_POLICIES, ONLY_IN_POLICIES } from '../shared/domain/policy.ts';
import type { SideRecord } from '../shared/domain/record.ts';
import type { Base, Choices } from '../shared/domain/row.ts';
import { CHOICES } from '../shared/domain/row.ts';
import type { VoyageStatus } from '../shared/domain/status.ts';
import type { WhoIsWho } from '../shared/domain/who-is-who.ts';
import { pairKey } from '../shared/domain/who-is-who.ts';
import type { HandLink } from '../shared/reconcile/match.ts';
import { STATUS_MAP, baseOf, member, policyOf, registration } from './builders.ts';

export function labelFor(status: string): string {
  return STATUS_MAP.toSalesforce[status as VoyageStatus] ?? status;
}

export function statusFor(label: string): string {
  return STATUS_MAP.toVoyage[label] ?? label;
}

const TEXTS: Readonly<Record<Exclude<Field, 'status' | 'email'>, readonly (string | null)[]>> = {
  firstName: ['Ann', 'Anna', null],
  lastName: ['Lee', 'Li'],
  company: ['Acme', 'Acme  ', 'Acme Ltd', null, ''],
  title: [null, 'CTO'],
  phone: [null, '+44 20 7946 0000', '0044 2079460000', '030 12345'],
};

interface PersonValues {
  readonly status: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly phone: string | null;
}

/** Values in Voyage's terms. */
function personValues(statuses: readonly string[]): fc.Arbitrary<PersonValues> {
  return fc.record({
    status: fc.constantFrom(...statuses),
    firstName: fc.constantFrom(...TEXTS.firstName),
    lastName: fc.constantFrom(...TEXTS.lastName),
    company: fc.constantFrom(...TEXTS.company),
    title: fc.constantFrom(...TEXTS.title),
    phone: fc.constantFrom(...TEXTS.phone),
  });
}

const TIMES = [null, '2026-10-01T00:00:00.000Z', '2026-10-02T00:00:00.000Z'];

interface Person {
  readonly members: readonly PersonValues[];
  readonly registrations: readonly PersonValues[];
  readonly base: PersonValues | null;
  readonly isMemberGone: boolean;
  readonly isRegistrationGone: boolean;
  readonly times: readonly [string | null, string | null];
}

export interface WorldCase {
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
  readonly bases: readonly Base[];
  readonly links: readonly HandLink[];
}

function buildWorld(people: readonly Person[], emailOf: (at: number, n: number) => string | null) {
  const members: SideRecord[] = [];
  const registrations: SideRecord[] = [];
  const bases: Base[] = [];
  people.forEach((person, at) => {
    const isGone = (isIt: boolean): boolean => isIt && person.base !== null;
    if (!isGone(person.isMemberGone)) {
      person.members.forEach((values, n) => {
        members.push(
          member({
            ...values,
            status: labelFor(values.status),
            recordId: `M${at}${n}`,
            email: emailOf(at, n),
            modifiedAt: person.times[0],
          }),
        );
      });
    }
    if (!isGone(person.isRegistrationGone)) {
      person.registrations.forEach((values, n) => {
        registrations.push(
          registration({
            ...values,
            recordId: `R${at}${n}`,
            email: emailOf(at, n + 10),
            modifiedAt: person.times[1],
          }),
        );
      });
    }
    const { base } = person;
    if (base === null) return;
    const email = emailOf(at, 0);
    const rowKey = email?.toLowerCase() ?? `id:salesforce:M${at}0`;
    if (bases.some((other) => other.rowKey === rowKey)) return;
    bases.push(
      baseOf({
        rowKey,
        memberId: `M${at}0`,
        registrationId: `R${at}0`,
        fields: Object.fromEntries(
          FIELDS.map((field) => [
            field,
            field === 'email'
              ? { salesforce: email, voyage: email }
              : field === 'status'
                ? { salesforce: labelFor(base.status), voyage: base.status }
                : { salesforce: base[field], voyage: base[field] },
          ]),
        ),
      }),
    );
  });
  return { members, registrations, bases };
}

function people(statuses: readonly string[]): fc.Arbitrary<readonly Person[]> {
  const values = personValues(statuses);
  return fc.array(
    fc.record({
      members: fc.array(values, { maxLength: 2 }),
      registrations: fc.array(values, { maxLength: 2 }),
      base: fc.option(values, { nil: null, freq: 2 }),
      isMemberGone: fc.boolean(),
      isRegistrationGone: fc.boolean(),
      times: fc.tuple(fc.constantFrom(...TIMES), fc.constantFrom(...TIMES)),
    }),
    { maxLength: 4 },
  );
}

const ALL_STATUSES = Object.values(STATUS_MAP.toVoyage);
export const LIVE_STATUSES = ALL_STATUSES.filter((status) => status !== 'cancelled');

/** Every person has an address of their own, typed in one case or another. */
export function tidyWorld(statuses: readonly string[] = ALL_STATUSES): fc.Arbitrary<WorldCase> {
  return people(statuses).map((all) => ({
    ...buildWorld(all, (at, n) => (n % 2 === 0 ? `p${at}@example.org` : `P${at}@Example.org`)),
    links: [],
  }));
}

const EMAILS = ['ann@example.org', 'Ann+x@example.org', 'bob@example.org', 'no address', null];

/** Addresses shared, changed, missing; hand links across; labels nobody mapped. */
export function wildWorld(): fc.Arbitrary<WorldCase> {
  return fc
    .tuple(
      people([...ALL_STATUSES, 'VIP']),
      fc.array(fc.constantFrom(...EMAILS), { minLength: 24, maxLength: 24 }),
      fc.array(
        fc.record({
          memberId: fc.constantFrom('M00', 'M01', 'M10', 'M20'),
          registrationId: fc.constantFrom('R00', 'R01', 'R10', 'R20'),
        }),
        { maxLength: 2 },
      ),
    )
    .map(([all, emails, links]) => ({
      ...buildWorld(all, (at, n) => emails[(at * 5 + n) % emails.length] ?? null),
      links,
    }));
}

export function policies(): fc.Arbitrary<Policy> {
  const fieldPolicy = fc.constantFrom(...FIELD_POLICIES);
  return fc
    .record({
      fields: fc.record(
        Object.fromEntries(FIELDS.map((field) => [field, fieldPolicy])) as Record<
          Field,
          typeof fieldPolicy
        >,
      ),
      identity: fc.record({ plusTags: fc.boolean(), gmailDots: fc.boolean() }),
      onlyInSalesforce: fc.constantFrom(...ONLY_IN_POLICIES),
      onlyInVoyage: fc.constantFrom(...ONLY_IN_POLICIES),
      createPersonAs: fc.constantFrom('lead' as const, 'never' as const),
      deletions: fc.constantFrom(...DELETION_POLICIES),
      statusMayGoBack: fc.boolean(),
      writePersonFields: fc.boolean(),
    })
    .map(policyOf);
}

/** What a person might choose for a row, for any of its questions. */
export function choices(): fc.Arbitrary<Choices> {
  return fc
    .array(
      fc.tuple(
        fc.constantFrom(...DECIDABLES),
        fc.constantFrom(...CHOICES),
        fc.constantFrom('Typed', 'attended', 'Attended', 'VIP', '', null),
      ),
      { maxLength: 5 },
    )
    .map((all) =>
      Object.fromEntries(
        all.map(([decidable, choice, value]) => [
          decidable,
          { choice, value: choice === 'typed' ? value : null },
        ]),
      ),
    );
}

/** What people may have said of who is who in a world: addresses called two people's, pairs set apart. */
export function sayings(): fc.Arbitrary<(world: WorldCase) => WhoIsWho> {
  return fc.record({ addresses: fc.nat(), pairs: fc.nat() }).map((picked) => (world) => {
    const records = [...world.members, ...world.registrations];
    const names = [
      ...new Set(
        records.map(({ values }) =>
          [values.firstName, values.lastName]
            .map((name) => name?.trim().toLowerCase() ?? '')
            .filter((name) => name !== '')
            .join(' '),
        ),
      ),
    ];
    const isPicked = (by: number, at: number): boolean => ((by >> (at % 30)) & 1) === 1;
    const identities = [...new Set(records.map(({ values }) => values.email?.toLowerCase() ?? ''))];
    const pairs = world.members.flatMap(({ recordId }) =>
      world.registrations.map((other) => pairKey(recordId, other.recordId)),
    );
    return {
      apart: new Set(pairs.filter((_, at) => isPicked(picked.pairs, at))),
      sharedAddresses: new Map(
        identities
          .filter((_, at) => isPicked(picked.addresses, at))
          .map((identity) => [identity, { identity, decision: 'two-people', names } as const]),
      ),
    };
  });
}
