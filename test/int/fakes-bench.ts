/** The demo's two counterparts on loopback, what they wrote down, and what they hold, asked for raw. */
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { Mutation, MutationLog } from '../../electron/demo/mutation-log.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import type { BulkOptions } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { mapAll } from './map-statuses.ts';
import { QUICK } from './quick-timing.ts';

export type Call = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

export function callOf(engine: () => Engine): Call {
  return async (channel, input) => {
    const reply = await engine().call(channel, input);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
}

export type Raw = Readonly<Record<string, unknown>>;

export function without(record: Raw, ...names: readonly string[]): Raw {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

export interface Fakes {
  readonly salesforce: FakeSalesforce;
  readonly voyage: FakeVoyage;
  readonly tokens: Record<Side, string>;
  readonly campaignId: string;
  readonly eventId: string;
  /** What each counterpart wrote down since it began, in order. */
  readonly mutations: Readonly<Record<Side, Mutation[]>>;
  /** Called with each change a counterpart writes down. */
  onMutation: (side: Side) => void;
  /** What happened since the first sync happens. */
  readonly advance: () => void;
  readonly sides: () => { readonly salesforce: SidePort; readonly voyage: SidePort };
  /** Of the sides made from now on. */
  bulk: BulkOptions;
  readonly writes: () => number;
  readonly members: () => Promise<ReadonlyMap<string, Raw>>;
  readonly leads: () => Promise<ReadonlyMap<string, Raw>>;
  readonly registrations: () => Promise<ReadonlyMap<string, Raw>>;
  readonly close: () => Promise<void>;
}

/** With a clock that stands still two starts of one world are alike, stamps and all. */
export async function startFakes(
  rows: number,
  clock: () => Date = () => new Date(),
): Promise<Fakes> {
  const world = createWorld({ rows, seed: 7 });
  const mutations: Record<Side, Mutation[]> = { salesforce: [], voyage: [] };
  const tokens = { salesforce: 'token-of-the-org', voyage: 'token-of-the-account' };
  const logOf = (side: Side): MutationLog => ({
    replay: () => [],
    append: (...made) => {
      mutations[side].push(...made);
      fakes.onMutation(side);
    },
    close: () => undefined,
  });
  const salesforce = await startSalesforce({
    seed: world.salesforce,
    log: logOf('salesforce'),
    token: tokens.salesforce,
    clock,
  });
  const voyage = await startVoyage({
    seed: world.voyage,
    log: logOf('voyage'),
    token: tokens.voyage,
    clock,
  });

  async function ask(side: Side, path: string): Promise<Raw> {
    const url = side === 'salesforce' ? salesforce.url : voyage.url;
    const answer = await fetch(url + path, {
      headers: { authorization: `Bearer ${tokens[side]}` },
    });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as Raw;
  }

  async function query(soql: string): Promise<ReadonlyMap<string, Raw>> {
    const found = new Map<string, Raw>();
    let next: unknown = `/services/data/v66.0/query?q=${encodeURIComponent(soql)}`;
    while (typeof next === 'string') {
      const page: Raw = await ask('salesforce', next);
      for (const record of page['records'] as Raw[]) {
        found.set(String(record['Id']), without(record, 'attributes'));
      }
      next = page['nextRecordsUrl'];
    }
    return found;
  }

  const fakes: Fakes = {
    salesforce,
    voyage,
    tokens,
    campaignId: world.campaignId,
    eventId: world.eventId,
    mutations,
    onMutation: () => undefined,
    advance: () => {
      for (const change of world.changes) {
        if (change.on === 'salesforce') salesforce.apply(change);
        else voyage.apply(change);
      }
    },
    sides: () =>
      connectSides({
        kind: 'demo',
        addresses: { salesforce: salesforce.url, voyage: voyage.url },
        tokens: {
          accessToken: (side) => Promise.resolve(tokens[side]),
          refresh: () => Promise.resolve(null),
        },
        log: () => undefined,
        timing: QUICK,
        bulk: fakes.bulk,
      }),
    bulk: { lockWaitMs: 2 },
    writes: () => salesforce.requests().write + voyage.requests().write,
    members: () =>
      query(
        `SELECT Id, Status, LeadId, ContactId, Email, FirstName, LastName, CompanyOrAccount, Title, Phone FROM CampaignMember WHERE CampaignId = '${world.campaignId}'`,
      ),
    leads: () => query('SELECT Id, Email, LastName, Company, Title, Phone FROM Lead'),
    registrations: async () => {
      const found = new Map<string, Raw>();
      for (let cursor: unknown = ''; typeof cursor === 'string';) {
        const page = await ask(
          'voyage',
          `/v1/events/${world.eventId}/registrations?limit=1000${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
        );
        for (const record of page['data'] as Raw[]) found.set(String(record['id']), record);
        cursor = page['nextCursor'];
      }
      return found;
    },
    close: async () => {
      await salesforce.close();
      await voyage.close();
    },
  };
  return fakes;
}

/** Nothing is asked that a policy can settle, and persons are written too. */
export const SETTLED_POLICY: Policy = {
  ...DEFAULT_POLICY,
  fields: {
    status: 'prefer-salesforce',
    firstName: 'prefer-salesforce',
    lastName: 'prefer-salesforce',
    company: 'prefer-non-blank',
    title: 'prefer-non-blank',
    phone: 'newest',
    email: 'prefer-salesforce',
  },
  writePersonFields: true,
  guards: { maxDeletesPercent: 100, maxChangesPercent: 100 },
};

/** Connects, pairs, pulls, and maps every status: as suggested, else left out. */
export async function prepare(call: Call, fakes: Fakes, policy = SETTLED_POLICY): Promise<void> {
  await call('engine:connect', null);
  await call('pairing:choose', { campaignId: fakes.campaignId, eventId: fakes.eventId });
  await call('policy:set', { policy });
  await call('pull:start', { isFull: true });
  await mapAll(call);
}
