/**
 * The demo world: a Salesforce org and a Voyage account around one conference.
 *
 * The Autumn Summit 2026 ran from 14 to 16 October in the Speicherhallen in Hamburg. Fjordlight Software
 * gave it; its marketing keeps the guests as members of the campaign "Autumn Summit 2026", its agency
 * Elbkontor Events keeps them as registrations. On the evening of the first day Ingrid Solheim brought
 * both lists into agreement: chapter 1.
 *
 * Since then (chapter 2) the doors scanned badges; guests corrected their titles and telephones, cancelled, or
 * asked to be forgotten; walk-ins signed up whom sales knew as a Lead, as a Contact, or not at all. Sales
 * set labels by hand, followed people to their new companies, converted leads, took some off the
 * campaign; the stand at the Hamburg fair sent its leads, and somebody loaded an old list under a label
 * that the campaign no longer has.
 *
 * Same rows and seed: the same world. Its iterables hold no list of people; each can be walked again.
 */
import type { World } from '../seed.ts';
import { salesforceId } from './ids.ts';
import {
  CAMPAIGN_ID,
  CAMPAIGNS,
  EVENT_ID,
  events,
  lesserMembers,
  lesserRegistrations,
  MEMBER_STATUSES,
} from './lists.ts';
import { companyCount, companyName, createCast, type Person } from './person.ts';
import { castRoles } from './roles.ts';
import { accountId, type Scene, type Stage } from './scene.ts';

/** How many people the lesser campaigns and events choose from. */
const MOST_REGULARS = 450;

export function createWorld({
  rows,
  seed,
}: {
  readonly rows: number;
  readonly seed: number;
}): World {
  const cast = createCast(seed);
  const roleOf = castRoles(rows, seed);
  const order = createOrder(rows);
  const stage: Stage = { campaignId: CAMPAIGN_ID, eventId: EVENT_ID, position: order.position };
  const scene = (number: number): Scene =>
    roleOf(number).play({ stage, cast }, cast.person(number));

  function* each<Item>(
    part: (scene: Scene) => readonly Item[] | undefined,
    numberAt: (at: number) => number = (at) => at,
  ): Generator<Item> {
    for (let at = 0; at < rows; at += 1) yield* part(scene(numberAt(at))) ?? [];
  }
  function regulars(): readonly Person[] {
    const people: Person[] = [];
    for (let number = 0; number < rows && people.length < MOST_REGULARS; number += 1) {
      if (roleOf(number).name === 'plain') people.push(cast.person(number));
    }
    return people;
  }

  return {
    campaignId: CAMPAIGN_ID,
    eventId: EVENT_ID,
    salesforce: {
      organization: {
        Id: salesforceId('Organization', 1),
        Name: 'Fjordlight Software',
        OrganizationType: 'Developer Edition',
        IsSandbox: true,
        InstanceName: 'DEMO1',
      },
      user: {
        Id: salesforceId('User', 1),
        Name: 'Ingrid Solheim',
        Username: 'ingrid.solheim@fjordlight.example',
        Email: 'ingrid.solheim@fjordlight.example',
      },
      campaigns: CAMPAIGNS,
      memberStatuses: MEMBER_STATUSES,
      accounts: walked(accounts),
      leads: walked(() => each(({ leads }) => leads)),
      contacts: walked(() => each(({ contacts }) => contacts)),
      members: walked(function* () {
        yield* each(({ members }) => members);
        yield* lesserMembers(stage, regulars());
      }),
    },
    voyage: {
      account: { id: 'acc_elbkontor', name: 'Elbkontor Events', environment: 'demo' },
      events: events(rows),
      registrations: walked(function* () {
        yield* each(({ registrations }) => registrations, order.numberAt);
        yield* lesserRegistrations(stage, regulars());
      }),
    },
    changes: walked(() => each(({ changes }) => changes)),
  };
}

function* accounts(): Generator<{ readonly Id: string; readonly Name: string }> {
  for (let company = 0; company < companyCount(); company += 1) {
    yield { Id: accountId(company), Name: companyName(company) };
  }
}

/** An iterable that begins anew each time it is walked. */
function walked<Item>(walk: () => Generator<Item>): Iterable<Item> {
  return { [Symbol.iterator]: walk };
}

/**
 * An order of the numbers below `rows` that looks like none, computed and not kept:
 * `position` and `numberAt` undo one another. Exact below some 90 million rows.
 */
function createOrder(rows: number): {
  readonly position: (number: number) => number;
  readonly numberAt: (position: number) => number;
} {
  let step = Math.max(1, Math.floor(rows * 0.618));
  while (inverse(step, rows) === null) step += 1;
  const back = inverse(step, rows) ?? 1;
  return {
    position: (number) => (number * step) % rows,
    numberAt: (position) => (position * back) % rows,
  };
}

/** The number that undoes a multiplication by `step` modulo `modulus`; null when there is none. */
function inverse(step: number, modulus: number): number | null {
  let [a, b] = [step, modulus];
  let [x, y] = [1, 0];
  while (b !== 0) {
    const quotient = Math.floor(a / b);
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return a === 1 ? ((x % modulus) + modulus) % modulus : null;
}
