/** The campaigns and events one can choose from, and who is on the lesser ones. */
import type { SalesforceSeed, VoyageEventSeed } from '../seed.ts';
import { registrationId, salesforceId } from './ids.ts';
import { GERMAN_LABEL } from './plays-calm.ts';
import type { Person } from './person.ts';
import {
  LABELS,
  member,
  registration,
  type Member,
  type Registration,
  type Stage,
} from './scene.ts';

type Campaign = SalesforceSeed['campaigns'][number];
type MemberStatus = SalesforceSeed['memberStatuses'][number];

export const CAMPAIGN_ID = salesforceId('Campaign', 1);
export const EVENT_ID = 'evt_autumn-summit-2026';

const campaign = (number: number, rest: Omit<Campaign, 'Id'>): Campaign => ({
  Id: salesforceId('Campaign', number),
  ...rest,
});

export const CAMPAIGNS: readonly Campaign[] = [
  campaign(1, {
    Name: 'Autumn Summit 2026',
    Type: 'Conference',
    Status: 'In Progress',
    IsActive: true,
    StartDate: '2026-10-14',
    EndDate: '2026-10-16',
  }),
  campaign(2, {
    Name: 'Autumn Summit 2025',
    Type: 'Conference',
    Status: 'Completed',
    IsActive: false,
    StartDate: '2025-10-15',
    EndDate: '2025-10-17',
  }),
  campaign(3, {
    Name: 'Autumn Summit 2026, partner evening',
    Type: 'Conference',
    Status: 'In Progress',
    IsActive: true,
    StartDate: '2026-10-15',
    EndDate: '2026-10-15',
  }),
  campaign(4, {
    Name: 'Spring webinars 2026',
    Type: 'Webinar',
    Status: 'Completed',
    IsActive: true,
    StartDate: '2026-03-03',
    EndDate: '2026-05-26',
  }),
  campaign(5, {
    Name: 'Hamburg fair, leads of our stand',
    Type: 'Trade Show',
    Status: 'In Progress',
    IsActive: true,
    StartDate: '2026-09-22',
    EndDate: '2026-09-24',
  }),
  campaign(6, {
    Name: 'Winter Forum 2027',
    Type: 'Conference',
    Status: 'Planned',
    IsActive: true,
    StartDate: '2027-02-10',
    EndDate: '2027-02-11',
  }),
];

/** Labels with whether they count as a response; the first is the default. */
const SUMMIT_LABELS: readonly (readonly [string, boolean])[] = [
  [LABELS.invited, false],
  ['Responded', true],
  [LABELS.registered, true],
  [GERMAN_LABEL, true],
  [LABELS.attended, true],
  [LABELS.no_show, false],
  [LABELS.declined, true],
];
const USUAL_LABELS = SUMMIT_LABELS.slice(0, 2);

export const MEMBER_STATUSES: readonly MemberStatus[] = CAMPAIGNS.flatMap(({ Id, Type }, at) =>
  (Type === 'Conference' ? SUMMIT_LABELS : USUAL_LABELS).map(([Label, HasResponded], index) => ({
    Id: salesforceId('CampaignMemberStatus', at * 10 + index + 1),
    CampaignId: Id,
    Label,
    IsDefault: index === 0,
    HasResponded,
    SortOrder: index + 1,
  })),
);

/** The main event has room for everybody the story brings, and some more. */
export function events(rows: number): readonly VoyageEventSeed[] {
  const zone = { timeZone: 'Europe/Berlin' };
  return [
    {
      id: EVENT_ID,
      name: 'Autumn Summit 2026',
      startsAt: '2026-10-14T07:00:00.000Z',
      endsAt: '2026-10-16T15:00:00.000Z',
      venue: 'Speicherhallen, Hamburg',
      capacity: Math.ceil((rows * 1.25) / 100) * 100 + 100,
      ...zone,
    },
    {
      id: 'evt_autumn-summit-2025',
      name: 'Autumn Summit 2025',
      startsAt: '2025-10-15T07:00:00.000Z',
      endsAt: '2025-10-17T15:00:00.000Z',
      venue: 'Alte Werft, Hamburg',
      capacity: 600,
      ...zone,
    },
    {
      id: 'evt_partner-evening-2026',
      name: 'Autumn Summit 2026, partner evening',
      startsAt: '2026-10-15T17:00:00.000Z',
      endsAt: '2026-10-15T21:30:00.000Z',
      venue: 'Museumsschiff, Hamburg',
      capacity: 80,
      ...zone,
    },
    {
      id: 'evt_winter-forum-2027',
      name: 'Winter Forum 2027',
      startsAt: '2027-02-10T08:00:00.000Z',
      endsAt: '2027-02-11T16:00:00.000Z',
      venue: 'Kongresshaus, Lübeck',
      capacity: null,
      ...zone,
    },
    {
      id: 'evt_organisers-workshop',
      name: 'Workshop day for organisers',
      startsAt: '2026-11-30T08:30:00.000Z',
      endsAt: '2026-11-30T16:00:00.000Z',
      venue: 'Speicherhallen, Hamburg',
      capacity: 24,
      ...zone,
    },
  ];
}

/** How many of the main list's people are on each lesser list, and from which of them on. */
const LESSER_CAMPAIGNS = [
  { at: 1, count: 310, from: 0 },
  { at: 2, count: 52, from: 40 },
  { at: 3, count: 140, from: 200 },
  { at: 4, count: 90, from: 300 },
] as const;
const LESSER_EVENTS = [
  { id: 'evt_autumn-summit-2025', count: 290, from: 0 },
  { id: 'evt_partner-evening-2026', count: 47, from: 44 },
  { id: 'evt_winter-forum-2027', count: 9, from: 120 },
] as const;

/** `people` are those whom both lists agree on, in order. */
export function* lesserMembers(stage: Stage, people: readonly Person[]): Generator<Member> {
  let number = 0;
  for (const { at, count, from } of LESSER_CAMPAIGNS) {
    const campaign = CAMPAIGNS[at];
    if (campaign === undefined) continue;
    for (const person of people.slice(from, from + count)) {
      number += 1;
      const Status = campaign.Type === 'Conference' ? LABELS[person.status] : 'Responded';
      yield member(stage, person, {
        Id: salesforceId('CampaignMember', LESSER_SERIES + number),
        CampaignId: campaign.Id,
        Status,
      });
    }
  }
}

export function* lesserRegistrations(
  stage: Stage,
  people: readonly Person[],
): Generator<Registration> {
  let number = 0;
  for (const { id, count, from } of LESSER_EVENTS) {
    for (const person of people.slice(from, from + count)) {
      number += 1;
      yield registration(stage, person, { id: registrationId('b', number), eventId: id });
    }
  }
}

/** Beyond any number the main campaign's members have. */
const LESSER_SERIES = 100_000_000;
