/** What else happened on a day of chapter two: enough of each kind that a push has something to lose. */
import { makeRecordId } from '../../electron/demo/salesforce/record-id.ts';
import type { World, WorldChange } from '../../electron/demo/seed.ts';

export interface BusyDay {
  /** People on both sides who are taken off one. */
  readonly leaving: number;
  /** People nobody in Salesforce knows, on Voyage alone. */
  readonly walkIns: number;
  /** People on Salesforce alone. */
  readonly invited: number;
}

export function* busyDay(world: World, day: BusyDay): Generator<WorldChange, void, void> {
  const pairs = [...pairsOf(world)];
  for (const { registrationId } of pairs.slice(0, day.leaving)) {
    yield { on: 'voyage', do: 'delete', id: registrationId };
  }
  for (const { memberId } of pairs.slice(day.leaving, 2 * day.leaving)) {
    yield { on: 'salesforce', do: 'delete', sobject: 'CampaignMember', id: memberId };
  }
  for (let n = 0; n < day.walkIns; n += 1) yield walkIn(world, n);
  for (let n = 0; n < day.invited; n += 1) yield* invited(world, n);
}

export function walkInOf(n: number): string {
  return `walk-in-${n}@quay.example`;
}

export function isWalkIn(email: string): boolean {
  return email.endsWith('@quay.example');
}

export function invitedOf(n: number): string {
  return `invited-${n}@pier.example`;
}

const NOW = '2026-11-20T09:00:00.000Z';

function walkIn({ eventId }: World, n: number): WorldChange {
  return {
    on: 'voyage',
    do: 'create',
    registration: {
      id: `reg_w${String(n).padStart(7, '0')}`,
      eventId,
      status: 'registered',
      email: walkInOf(n),
      firstName: 'Wanda',
      lastName: `Walker ${n}`,
      company: 'Quay & Sons',
      title: 'Harbour master',
      phone: null,
      ticketType: 'Day ticket',
      source: 'door',
      registeredAt: NOW,
      checkedInAt: null,
      cancelledAt: null,
      updatedAt: NOW,
    },
  };
}

function* invited(
  { campaignId, salesforce }: World,
  n: number,
): Generator<WorldChange, void, void> {
  const status = salesforce.memberStatuses.find(
    ({ CampaignId, IsDefault }) => CampaignId === campaignId && IsDefault,
  );
  const LeadId = makeRecordId('00Q', n, 'Bd0');
  const lead = {
    Id: LeadId,
    FirstName: 'Ines',
    LastName: `Invited ${n}`,
    Company: 'Pier Group',
    Title: null,
    Phone: null,
    Email: invitedOf(n),
    IsConverted: false,
  };
  yield { on: 'salesforce', do: 'create', sobject: 'Lead', record: lead };
  const Id = makeRecordId('00v', n, 'Bd0');
  const member = { Id, CampaignId: campaignId, LeadId, ContactId: null, Status: status?.Label };
  yield { on: 'salesforce', do: 'create', sobject: 'CampaignMember', record: member };
}

/** Who is on both sides from the beginning and whom the story leaves alone. */
function* pairsOf(
  world: World,
): Generator<{ readonly memberId: string; readonly registrationId: string }, void, void> {
  const touched = new Set<string>();
  for (const change of world.changes) {
    if (change.do === 'delete') touched.add(change.id);
    else if (change.on === 'salesforce') touched.add(change.record.Id);
    else if (change.do === 'update') touched.add(change.id);
  }
  const registered = new Map<string, string>();
  for (const { id, eventId, email } of world.voyage.registrations) {
    if (eventId === world.eventId && email !== null && !touched.has(id)) registered.set(email, id);
  }
  const emails = new Map<string, string | null>();
  for (const { Id, Email } of world.salesforce.leads) emails.set(Id, Email);
  for (const { Id, Email } of world.salesforce.contacts) emails.set(Id, Email);
  for (const { Id, CampaignId, LeadId, ContactId } of world.salesforce.members) {
    const person = ContactId ?? LeadId ?? '';
    const registrationId = registered.get(emails.get(person) ?? '');
    const isLeftAlone = !touched.has(Id) && !touched.has(person);
    if (CampaignId !== world.campaignId || registrationId === undefined || !isLeftAlone) continue;
    registered.delete(emails.get(person) ?? '');
    yield { memberId: Id, registrationId };
  }
}
