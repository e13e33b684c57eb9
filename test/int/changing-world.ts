/**
 * A small org and a small event on real sockets, with a clock of their own, in which things happen: what a
 * pull of changes must find out.
 */
import Database from 'better-sqlite3';
import { openMutationLog } from '../../electron/demo/mutation-log.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { WorldChange } from '../../electron/demo/seed.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { EngineOptions } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { ask, CAMPAIGN_ID, idOf, seedOf, TOKEN } from './salesforce-org.ts';
import { EVENT, registrationSeed, TOKEN as VOYAGE_TOKEN } from './voyage-world.ts';

export const WORLD_LISTS = { campaignId: CAMPAIGN_ID, eventId: EVENT };
export const PEOPLE = 20;

export interface ChangingWorld {
  readonly salesforce: FakeSalesforce;
  readonly voyage: FakeVoyage;
  readonly sides: EngineOptions['sides'];
  /** By the clock of both far sides. */
  readonly now: () => Date;
  pass(ms: number): void;
  /** Something happens; its stamps are that much older than the moment it can first be seen. */
  happen(event: WorldEvent, stampedEarlierMs?: number): Promise<void>;
  /** Another user of the org. */
  request(method: string, path: string, body?: unknown): Promise<void>;
  readonly close: () => Promise<void>;
}

export type WorldEvent =
  | { readonly what: 'label'; readonly n: number; readonly text: string }
  | { readonly what: 'person'; readonly n: number; readonly text: string }
  | { readonly what: 'email'; readonly n: number; readonly text: string }
  | { readonly what: 'account'; readonly text: string }
  | { readonly what: 'converted'; readonly n: number }
  | { readonly what: 'merged'; readonly n: number; readonly into: number }
  | { readonly what: 'member-deleted'; readonly n: number }
  | { readonly what: 'person-deleted'; readonly n: number }
  | { readonly what: 'member-added' }
  | { readonly what: 'default-label'; readonly n: number }
  | { readonly what: 'registration'; readonly n: number; readonly text: string }
  | { readonly what: 'attended'; readonly n: number }
  | { readonly what: 'registration-deleted'; readonly n: number }
  | { readonly what: 'registered' };

const BEGINNING = Date.UTC(2026, 8, 1, 8);

export async function startChangingWorld(): Promise<ChangingWorld> {
  let time = BEGINNING;
  let stampedEarlier = 0;
  let made = 0;
  const clock = () => new Date(time - stampedEarlier);
  const seed = seedOf(PEOPLE);
  const salesforce = await startSalesforce({
    seed: {
      ...seed,
      members: [...seed.members].map((member, n) => (n % 7 ? member : { ...member, Status: null })),
    },
    log: openMutationLog(null),
    token: TOKEN,
    clock,
  });
  const voyage = await startVoyage({
    seed: {
      account: { id: 'acc_1', name: 'Elbkontor Events', environment: 'demo' },
      events: [
        {
          id: EVENT,
          name: 'Sailing Days 2026',
          startsAt: '2026-10-14T07:00:00.000Z',
          endsAt: '2026-10-16T15:00:00.000Z',
          timeZone: 'Europe/Berlin',
          venue: 'Speicherhallen, Hamburg',
          capacity: null,
        },
      ],
      registrations: Array.from({ length: PEOPLE }, (_, n) =>
        registrationSeed(n, {
          email: `person${String(n + 5)}@example.org`,
          updatedAt: '2026-08-01T08:00:00.000Z',
        }),
      ),
    },
    log: openMutationLog(null),
    token: VOYAGE_TOKEN,
    clock,
  });

  async function request(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await ask(salesforce.url, `/services/data/v67.0${path}`, { method, body });
    // Gone, or converted, before: nothing happens then.
    if (answer.status >= 500) throw new Error(JSON.stringify(answer.body));
  }

  const apply = (change: WorldChange): void => {
    if (change.on === 'salesforce') salesforce.apply(change);
    else voyage.apply(change);
  };
  const update = (sobject: 'Lead' | 'Contact' | 'CampaignMember', record: { Id: string }): void =>
    apply({ on: 'salesforce', do: 'update', sobject, record });

  function exists(object: string, id: string): Promise<Record<string, unknown> | null> {
    return ask(salesforce.url, `/services/data/v67.0/sobjects/${object}/${id}`).then((answer) =>
      answer.status === 200 ? (answer.body as Record<string, unknown>) : null,
    );
  }

  async function editPerson(n: number, fields: Record<string, string>): Promise<void> {
    const object = n % 10 === 9 ? 'Contact' : 'Lead';
    const id = idOf(n % 10 === 9 ? '003' : '00Q', n);
    if ((await exists(object, id)) !== null) update(object, { Id: id, ...fields });
  }

  async function happenNow(event: WorldEvent): Promise<void> {
    switch (event.what) {
      case 'label':
        return request('PATCH', `/sobjects/CampaignMember/${idOf('00v', event.n)}`, {
          Status: event.text,
        });
      case 'person':
        return editPerson(event.n, { Phone: event.text, LastName: event.text });
      case 'email':
        return editPerson(event.n, { Email: event.text });
      case 'account':
        return request('PATCH', `/sobjects/Account/${idOf('001', 1)}`, { Name: event.text });
      case 'converted': {
        if ((await exists('Lead', idOf('00Q', event.n))) === null) return;
        const contact = { Id: idOf('003', 500 + event.n), LastName: `Contact ${String(event.n)}` };
        apply({ on: 'salesforce', do: 'create', sobject: 'Contact', record: contact });
        const lead = { Id: idOf('00Q', event.n), IsConverted: true };
        update('Lead', { ...lead, ...{ ConvertedContactId: contact.Id } });
        return;
      }
      case 'merged': {
        const [gone, kept] = [idOf('00Q', event.n), idOf('00Q', event.into)];
        const member = await exists('CampaignMember', idOf('00v', event.n));
        const isBoth =
          event.n !== event.into &&
          (await exists('Lead', gone)) !== null &&
          (await exists('Lead', kept)) !== null;
        if (!isBoth) return;
        // The member moves over to the lead that stays, and its own stamp does not tell.
        if (member?.['LeadId'] === gone) {
          const stamp = { SystemModstamp: member['SystemModstamp'], LeadId: kept };
          update('CampaignMember', { Id: idOf('00v', event.n), ...stamp });
        }
        update('Lead', { Id: kept, ...{ Title: 'Merged' } });
        return request('DELETE', `/sobjects/Lead/${gone}`);
      }
      case 'member-deleted':
        return request('DELETE', `/sobjects/CampaignMember/${idOf('00v', event.n)}`);
      case 'person-deleted':
        return request('DELETE', `/sobjects/Lead/${idOf('00Q', event.n)}`);
      case 'member-added': {
        made += 1;
        const lead = { Id: idOf('00Q', 900 + made), LastName: 'New', Company: 'New Ltd' };
        const email = { Email: `new${String(made)}@example.org`, IsConverted: false };
        apply({ on: 'salesforce', do: 'create', sobject: 'Lead', record: { ...lead, ...email } });
        const member = { Id: idOf('00v', 900 + made), CampaignId: CAMPAIGN_ID, LeadId: lead.Id };
        apply({ on: 'salesforce', do: 'create', sobject: 'CampaignMember', record: member });
        return;
      }
      case 'default-label':
        return request('PATCH', `/sobjects/CampaignMemberStatus/${idOf('01Y', event.n % 3)}`, {
          IsDefault: true,
        });
      case 'registration':
      case 'attended': {
        const id = registrationSeed(event.n).id;
        const fields =
          event.what === 'attended' ? { status: 'attended' } : { company: event.text, title: 'Dr' };
        ifThere(() => apply({ on: 'voyage', do: 'update', id, fields }));
        return;
      }
      case 'registration-deleted': {
        const { id } = registrationSeed(event.n);
        ifThere(() => apply({ on: 'voyage', do: 'delete', id }));
        return;
      }
      case 'registered': {
        made += 1;
        const registration = registrationSeed(800 + made, {
          email: `person${String(made % PEOPLE)}@example.org`,
        });
        apply({ on: 'voyage', do: 'create', registration });
      }
    }
  }

  return {
    salesforce,
    voyage,
    sides: () =>
      connectSides({
        kind: 'demo',
        addresses: { salesforce: salesforce.url, voyage: voyage.url },
        tokens: {
          accessToken: (side) => Promise.resolve(side === 'voyage' ? VOYAGE_TOKEN : TOKEN),
          refresh: () => Promise.resolve(null),
        },
        log: () => undefined,
      }),
    now: () => new Date(time),
    pass(ms) {
      time += ms;
    },
    async happen(event, stampedEarlierMs = 0) {
      stampedEarlier = stampedEarlierMs;
      await happenNow(event);
      stampedEarlier = 0;
    },
    request,
    close: async () => {
      await Promise.all([salesforce.close(), voyage.close()]);
    },
  };
}

function ifThere(change: () => void): void {
  try {
    change();
  } catch (failure) {
    if (!/is not there/.test(String(failure))) throw failure;
  }
}

/** Every record of the snapshots in use, and the people found, as the journal on disk holds them. */
export function heldIn(journalPath: string): readonly unknown[] {
  const db = new Database(journalPath, { readonly: true });
  try {
    const records = db
      .prepare(
        `SELECT s.side, r.* FROM snapshot s JOIN record r USING (snapshot_id)
         WHERE s.state = 'current' ORDER BY s.side, r.record_id`,
      )
      .all() as Record<string, unknown>[];
    const people = db
      .prepare(
        `SELECT p.* FROM snapshot s JOIN person_found p USING (snapshot_id)
         WHERE s.state = 'current' ORDER BY p.identity`,
      )
      .all() as Record<string, unknown>[];
    return [...records, ...people].map((row) => ({ ...row, snapshot_id: 0, record_no: 0 }));
  } finally {
    db.close();
  }
}
