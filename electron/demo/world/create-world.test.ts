/** The world held to its promise by the product's own stages: matching, comparing, the suggested map. */
import { beforeAll, describe, expect, test } from 'vitest';
import { BLANK_VALUES, FIELDS, type Values } from '../../../shared/domain/fields.ts';
import { DEFAULT_POLICY } from '../../../shared/domain/policy.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import { ROW_CLASSES, type Base, type RowClass, type RowDiff } from '../../../shared/domain/row.ts';
import { VOYAGE_STATUSES } from '../../../shared/domain/status.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { reconcile } from '../../../shared/reconcile/match.ts';
import { suggestStatusMap } from '../../../shared/reconcile/suggest-status-map.ts';
import type { World, WorldChange } from '../seed.ts';
import { createWorld } from './create-world.ts';
import { OLD_LABEL } from './plays-absent.ts';
import { castRoles, type Role } from './roles.ts';
import { leadId, memberId } from './scene.ts';

const ROWS = 1200;
const SEED = 20_260_917;

type Row = Readonly<Record<string, unknown>> & { readonly Id: string };

/** Both lists of the main pairing, as the sides would read them. */
interface Lists {
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
}

function listsOf(world: World, changes: Iterable<WorldChange>): Lists {
  const tables = {
    Lead: byId(world.salesforce.leads),
    Contact: byId(world.salesforce.contacts),
    CampaignMember: byId(world.salesforce.members),
  };
  const accounts = byId(world.salesforce.accounts);
  const registrations = new Map([...world.voyage.registrations].map((each) => [each.id, each]));
  for (const change of changes) {
    if (change.on === 'voyage') {
      if (change.do === 'create') registrations.set(change.registration.id, change.registration);
      else if (change.do === 'delete') expect(registrations.delete(change.id)).toBe(true);
      else registrations.set(change.id, { ...registrations.get(change.id)!, ...change.fields });
    } else if (change.do === 'delete') {
      expect(tables.CampaignMember.delete(change.id)).toBe(true);
    } else {
      const table = tables[change.sobject];
      expect(table.has(change.record.Id)).toBe(change.do === 'update');
      table.set(change.record.Id, { ...table.get(change.record.Id), ...change.record });
    }
  }
  return {
    members: [...tables.CampaignMember.values()]
      .filter((member) => member['CampaignId'] === world.campaignId)
      .map((member) => toMember(member, tables, accounts)),
    registrations: [...registrations.values()]
      .filter(({ eventId }) => eventId === world.eventId)
      .map((registration) =>
        toRecord('voyage', registration.id, registration, registration.updatedAt),
      ),
  };
}

function byId(rows: Iterable<Row>): Map<string, Row> {
  return new Map([...rows].map((row) => [row.Id, row]));
}

function toMember(
  member: Row,
  tables: Readonly<Record<'Lead' | 'Contact', ReadonlyMap<string, Row>>>,
  accounts: ReadonlyMap<string, Row>,
): SideRecord {
  const { LeadId, ContactId, Status, Id } = member;
  const contact = tables.Contact.get(String(ContactId));
  const person = contact ?? tables.Lead.get(String(LeadId));
  if (person === undefined) throw new Error(`Member ${Id} is nobody.`);
  const values = {
    status: Status ?? 'Sent',
    firstName: person['FirstName'],
    lastName: person['LastName'],
    company: contact ? accounts.get(String(contact['AccountId']))?.['Name'] : person['Company'],
    title: person['Title'],
    phone: person['Phone'],
    email: person['Email'],
  };
  return toRecord('salesforce', Id, values, asText(member['CreatedDate']));
}

/** What came since the first sync carries no times of its own. */
function asText(time: unknown): string {
  return typeof time === 'string' ? time : '2026-10-15T00:00:00.000+0000';
}

function toRecord(
  side: SideRecord['side'],
  recordId: string,
  values: Readonly<Partial<Record<keyof Values, unknown>>>,
  modifiedAt: string,
): SideRecord {
  const own = Object.fromEntries(FIELDS.map((field) => [field, values[field] ?? null]));
  return {
    side,
    recordId,
    values: { ...BLANK_VALUES, ...own },
    version: '1',
    modifiedAt,
    createdAt: modifiedAt,
    person: null,
  };
}

function contextOf(world: World): ReconcileContext {
  const statuses = world.salesforce.memberStatuses
    .filter(({ CampaignId }) => CampaignId === world.campaignId)
    .map(({ Label, IsDefault, HasResponded, SortOrder }) => ({
      label: Label,
      isDefault: IsDefault,
      hasResponded: HasResponded,
      sortOrder: SortOrder,
    }));
  return {
    policy: { ...DEFAULT_POLICY, statusMap: suggestStatusMap(statuses, []) },
    comparedFields: FIELDS,
    defaultLabel: 'Sent',
    chosenKeepers: new Set(),
  };
}

function compare(world: World, lists: Lists, bases: readonly Base[] = []): readonly RowDiff[] {
  return reconcile({ ...lists, bases, links: [] }, contextOf(world));
}

/** What a first sync leaves of two lists in agreement. */
function basesOf(rows: readonly RowDiff[]): readonly Base[] {
  return rows.flatMap(({ rowKey, member, registration }) =>
    member === null || registration === null
      ? []
      : [
          {
            rowKey,
            memberId: member.recordId,
            registrationId: registration.recordId,
            fields: Object.fromEntries(
              FIELDS.map((field) => [
                field,
                { salesforce: member.values[field], voyage: registration.values[field] },
              ]),
            ),
          },
        ],
  );
}

function countOf<T extends string>(items: readonly T[]): Readonly<Partial<Record<T, number>>> {
  const counts: Partial<Record<T, number>> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

function rolesOf(rows: number): readonly Role[] {
  return Array.from({ length: rows }, (_, number) => castRoles(rows, SEED)(number));
}

describe('the story at its natural size', () => {
  let world: World;
  let before: readonly RowDiff[];
  let after: readonly RowDiff[];
  let lists: Lists;

  beforeAll(() => {
    world = createWorld({ rows: ROWS, seed: SEED });
    before = compare(world, listsOf(world, []));
    lists = listsOf(world, world.changes);
    after = compare(world, lists, basesOf(before));
  });

  test('in chapter 1 everybody who is matched agrees, under the suggested map alone', () => {
    const apart = before.filter(({ cls }) => !['in-sync', 'duplicate', 'no-email'].includes(cls));
    expect(apart.map(({ identity, cls, fields }) => ({ identity, cls, fields }))).toEqual([]);
    expect(before.flatMap(({ unmapped }) => unmapped)).toEqual([]);
  });

  test('in chapter 2 every class is there, as often as its roles are played', () => {
    const expected = countOf(rolesOf(ROWS).flatMap(({ classes }) => classes));
    const found = countOf(
      after.filter(({ presence }) => presence !== 'both-gone').map(({ cls }) => cls),
    );
    /** Each duplicate has a keeper, who is a row of another class. */
    const { 'in-sync': calm, duplicate, 'no-email': lost, ...rest } = found;
    const {
      'in-sync': calmRoles,
      duplicate: pairs = 0,
      'no-email': lostRoles,
      ...roles
    } = expected;
    expect(rest).toEqual(roles);
    expect(lost).toBe(lostRoles);
    /** A shared address is shared on both lists. */
    expect(duplicate).toBe(pairs + 1);
    expect(calm).toBe((calmRoles ?? 0) + pairs);
    expect(new Set(Object.keys(found))).toEqual(new Set<RowClass>(ROW_CLASSES));
  });

  test('about one row in eight differs', () => {
    const differing = after.filter(({ cls }) => cls !== 'in-sync').length;
    expect(differing / after.length).toBeGreaterThan(0.1);
    expect(differing / after.length).toBeLessThan(0.14);
  });

  test('there are some 1,200 members and 1,100 registrations', () => {
    expect(Math.abs(lists.members.length - 1200)).toBeLessThan(60);
    expect(Math.abs(lists.registrations.length - 1130)).toBeLessThan(60);
  });

  test('each field moves on each side, and each conflicts somewhere', () => {
    for (const field of FIELDS) {
      const seen = after.flatMap(({ fields }) => fields.filter((each) => each.field === field));
      const kinds = new Set(seen.map(({ cls }) => cls));
      expect(kinds, field).toContain('take-salesforce');
      expect(kinds, field).toContain('take-voyage');
      if (!['firstName', 'email'].includes(field)) expect(kinds, field).toContain('conflict');
    }
    const all = after.flatMap(({ fields }) => fields);
    expect(all.some(({ cls }) => cls === 'converged')).toBe(true);
    expect(new Set(all.map(({ reason }) => reason))).toEqual(
      new Set(['equal', 'one-side-moved', 'both-moved', 'no-base', 'would-go-back']),
    );
  });

  test('each way to be on one list, or to be taken off one, is there', () => {
    expect(new Set(after.map(({ presence }) => presence))).toEqual(
      new Set([
        null,
        'create-registration',
        'create-member',
        'cancel-registration',
        'set-member-status',
        'deleted-and-changed',
      ]),
    );
  });

  test('both sides hold statuses without a counterpart', () => {
    const unmapped = after.flatMap((row) =>
      row.unmapped.map(({ side, label }) => `${side} ${label}`),
    );
    expect(new Set(unmapped)).toEqual(
      new Set([`salesforce ${OLD_LABEL}`, 'voyage waitlisted', 'voyage cancelled']),
    );
  });

  test('names are written in a dozen scripts, and addresses lie under example', () => {
    const scripts = [
      'Latin',
      'Cyrillic',
      'Greek',
      'Arabic',
      'Hebrew',
      'Devanagari',
      'Thai',
      'Han',
      'Hiragana',
      'Hangul',
      'Georgian',
      'Ethiopic',
    ];
    const names = lists.registrations.map(({ values }) => values.firstName ?? '').join(' ');
    for (const script of scripts) {
      expect(names, script).toMatch(new RegExp(`\\p{Script=${script}}`, 'u'));
    }
    const addresses = [...lists.members, ...lists.registrations]
      .map(({ values }) => values.email?.toLowerCase().replace(/[>\s\u200b]+$/u, '') ?? '')
      .filter((email) => email.includes('@'));
    expect(addresses.filter((email) => !email.endsWith('.example'))).toEqual([]);
  });

  test('people of the org who registered are there to be found: leads, contacts and both', () => {
    const known = countOf(rolesOf(ROWS).map(({ name }) => name));
    expect(known.walkInKnownAsLead).toBeGreaterThan(0);
    expect(known.walkInKnownAsContact).toBeGreaterThan(0);
    expect(known.walkInKnownAsBoth).toBeGreaterThan(0);
    const emails = (rows: Iterable<{ readonly Email: string | null }>): Set<string | null> =>
      new Set([...rows].map(({ Email }) => Email));
    const leads = emails(world.salesforce.leads);
    const contacts = emails(world.salesforce.contacts);
    const walkIns = after.filter(({ presence }) => presence === 'create-member');
    const ways = walkIns.map(({ identity }) => `${leads.has(identity)} ${contacts.has(identity)}`);
    expect(new Set(ways)).toEqual(
      new Set(['true false', 'false true', 'true true', 'false false']),
    );
  });

  test('whoever registered with a private address is told by name, company and phone alone', () => {
    const alone = (cls: RowClass): readonly string[] =>
      after
        .filter((row) => row.cls === cls)
        .map(({ member, registration }) => {
          const values = (member ?? registration)?.values;
          return JSON.stringify([values?.firstName, values?.lastName, values?.phone]);
        });
    const there = new Set(alone('only-voyage'));
    const times = countOf(rolesOf(ROWS).map(({ name }) => name)).registeredWithPrivateAddress;
    expect(alone('only-salesforce').filter((who) => there.has(who))).toHaveLength(times ?? 0);
  });

  test('ids are true: 18 characters, unique, and registrations in order', () => {
    const ids = [
      ...world.salesforce.leads,
      ...world.salesforce.contacts,
      ...world.salesforce.members,
      ...world.salesforce.accounts,
    ].map(({ Id }) => Id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => /^[0-9A-Za-z]{15}[A-Z0-5]{3}$/.test(id))).toBe(true);
    const main = [...world.voyage.registrations].filter(({ eventId }) => eventId === world.eventId);
    expect(main.map(({ id }) => id)).toEqual(main.map(({ id }) => id).toSorted());
    const all = [...world.voyage.registrations].map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
  });

  test('there is something to choose from, and the choice means something', () => {
    const perCampaign = countOf([...world.salesforce.members].map((each) => each.CampaignId));
    const perEvent = countOf([...world.voyage.registrations].map(({ eventId }) => eventId));
    expect(world.salesforce.campaigns.length).toBeGreaterThanOrEqual(5);
    expect(new Set(Object.values(perCampaign)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(Object.values(perEvent)).size).toBeGreaterThanOrEqual(4);
    expect(VOYAGE_STATUSES).toEqual(
      expect.arrayContaining(lists.registrations.map((each) => each.values.status)),
    );
  });
});

test('the same rows and seed give the same world, another seed another', () => {
  const whole = (world: World): string =>
    JSON.stringify([
      [...world.salesforce.leads],
      [...world.salesforce.contacts],
      [...world.salesforce.members],
      [...world.voyage.registrations],
      [...world.changes],
    ]);
  const world = createWorld({ rows: 150, seed: 1 });
  expect(whole(createWorld({ rows: 150, seed: 1 }))).toBe(whole(world));
  expect(whole(world)).toBe(whole(world));
  expect(whole(createWorld({ rows: 150, seed: 2 }))).not.toBe(whole(world));
});

test.each([1, 7, 100, 2_500])('a world of %i rows hangs together', (rows) => {
  const world = createWorld({ rows, seed: SEED });
  const first = compare(world, listsOf(world, []));
  const lists = listsOf(world, world.changes);
  const second = compare(world, lists, basesOf(first));
  expect(first.filter(({ cls }) => cls === 'conflict' || cls === 'auto-merged')).toEqual([]);
  expect(second.length).toBeGreaterThan(0);
});

test('a world of a million gives its first rows at once', () => {
  const world = createWorld({ rows: 1_000_000, seed: SEED });
  const startedAt = performance.now();
  const first = [...Iterator.from(world.voyage.registrations).take(1000)];
  expect(new Set(first.map(({ email }) => email)).size).toBeGreaterThan(950);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});

test('the checksum of an id is the one Salesforce computes', () => {
  const person = { number: 0 } as Parameters<typeof leadId>[0];
  expect(leadId(person)).toBe('00QVy0000000000MAA');
  expect(memberId(person)).toBe('00vVy0000000000IAA');
});
