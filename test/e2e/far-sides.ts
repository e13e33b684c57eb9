/** The two counterparts a test looks at and upsets, over the same sockets the app uses. */
import type { Double } from '../../electron/demo/faults/effects.ts';
import { openMutationLog } from '../../electron/demo/mutation-log.ts';
import type { GrantCounts } from '../../electron/demo/salesforce/grants.ts';
import type { RequestCounts } from '../../electron/demo/salesforce/request-counts.ts';
import { startSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import type { Demo } from '../../electron/demo/start-demo.ts';
import { startVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { Callback } from '../../electron/demo/voyage/voyage-store.ts';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';

/** Both counterparts, running. */
export interface FarWorld extends Pick<
  Demo,
  'salesforce' | 'voyage' | 'campaignId' | 'eventId' | 'chapter' | 'advance' | 'close'
> {
  /** Puts a notification about a campaign into Voyage's feed. */
  notify(callback: Callback): void;
}

type FarRecord = Readonly<Record<string, unknown>>;

export interface FarSides {
  readonly campaignId: string;
  readonly eventId: string;
  /** Records of a SOQL query, every page. */
  query(soql: string): Promise<readonly FarRecord[]>;
  /** Members of the campaign: Id, Status, Email, LeadId, ContactId. */
  members(): Promise<readonly FarRecord[]>;
  registrations(): Promise<readonly FarRecord[]>;
  /** Writes straight into Salesforce, as somebody else would; the new id. */
  create(object: 'Lead' | 'CampaignMember', fields: FarRecord): Promise<string>;
  /** A new Lead of the campaign. */
  addMember(lead: FarRecord, status: string): Promise<void>;
  updateMember(id: string, fields: FarRecord): Promise<void>;
  /** A new registration of the event, made in Voyage by somebody else. */
  register(fields: FarRecord): Promise<void>;
  /** What a side does wrong from now on; null makes it well again. */
  faults(side: Side, settings: FarRecord | null): Promise<void>;
  /** The token a side takes from now on; the one before is refused. */
  renewToken(side: Side): Promise<string>;
  /** Ends every access token that a sign-in was given; refresh tokens stay. */
  expireAccess(): Promise<void>;
  /** Takes back everything a sign-in was given. */
  revokeGrants(): Promise<void>;
  /** What the sign-in server of Salesforce does from now on. */
  oauth(settings: FarRecord): Promise<void>;
  /** How often it did what. */
  oauthCounts(): Promise<GrantCounts>;
  /** Requests a side has had so far: reads, writes, and by path. */
  requests(side: Side): Promise<RequestCounts>;
  /** Effects that a side has had twice; none may. */
  doubles(side: Side): Promise<readonly Double[]>;
  /** Write requests a side has had so far. */
  writes(side: Side): Promise<number>;
  /** Both together. */
  allWrites(): Promise<number>;
}

const API = '/services/data/v66.0';
const ENVIRONMENTS = { demo: 'demo', sandbox: 'test', production: 'live' } as const;

export function farSidesOf(world: FarWorld): FarSides {
  const tokens = { salesforce: world.salesforce.token, voyage: world.voyage.token };

  async function send(
    side: Side,
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<unknown> {
    const answer = await fetch(world[side].url + path, {
      method,
      headers: {
        authorization: `Bearer ${tokens[side]}`,
        ...headers,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async function stateOf(side: Side): Promise<{
    readonly requests: RequestCounts;
    readonly effects: { readonly doubles: readonly Double[] };
  }> {
    return (await send(side, 'GET', '/__demo/state')) as Awaited<ReturnType<typeof stateOf>>;
  }

  const far: FarSides = {
    campaignId: world.campaignId,
    eventId: world.eventId,
    async query(soql) {
      const records: FarRecord[] = [];
      let path: string | null = `${API}/query?q=${encodeURIComponent(soql)}`;
      while (path !== null) {
        const page = (await send('salesforce', 'GET', path)) as {
          records: FarRecord[];
          nextRecordsUrl?: string;
        };
        records.push(...page.records);
        path = page.nextRecordsUrl ?? null;
      }
      return records;
    },
    members: () =>
      far.query(
        `SELECT Id, Status, Email, LeadId, ContactId FROM CampaignMember WHERE CampaignId = '${world.campaignId}'`,
      ),
    async registrations() {
      const records: FarRecord[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const path = `/v1/events/${world.eventId}/registrations?limit=1000${after}`;
        const page = (await send('voyage', 'GET', path)) as {
          data: FarRecord[];
          nextCursor: string | null;
        };
        records.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return records;
    },
    async create(object, fields) {
      const answer = await send('salesforce', 'POST', `${API}/sobjects/${object}`, fields);
      return (answer as { id: string }).id;
    },
    async addMember(lead, status) {
      const LeadId = await far.create('Lead', lead);
      await far.create('CampaignMember', {
        CampaignId: world.campaignId,
        LeadId,
        Status: status,
      });
    },
    async updateMember(id, fields) {
      await send('salesforce', 'PATCH', `${API}/sobjects/CampaignMember/${id}`, fields);
    },
    async register(fields) {
      const body = { operations: [{ ref: '1', op: 'create', fields }], atomic: false };
      const key = { 'idempotency-key': `test-${String(fields['email'])}` };
      await send('voyage', 'POST', `/v1/events/${world.eventId}/registrations:batch`, body, key);
    },
    async faults(side, settings) {
      if (settings === null) await send(side, 'DELETE', '/__demo/faults');
      else await send(side, 'POST', '/__demo/faults', settings);
    },
    async renewToken(side) {
      const { token } = (await send(side, 'POST', '/__demo/token')) as { token: string };
      tokens[side] = token;
      return token;
    },
    async expireAccess() {
      await send('salesforce', 'POST', '/__demo/oauth/expire');
    },
    async revokeGrants() {
      await send('salesforce', 'POST', '/__demo/oauth/revoke-all');
    },
    async oauth(settings) {
      await send('salesforce', 'POST', '/__demo/oauth', settings);
    },
    async oauthCounts() {
      const { counts } = (await send('salesforce', 'GET', '/__demo/oauth')) as {
        counts: GrantCounts;
      };
      return counts;
    },
    async requests(side) {
      return (await stateOf(side)).requests;
    },
    async doubles(side) {
      return (await stateOf(side)).effects.doubles;
    },
    async writes(side) {
      return (await stateOf(side)).requests.write;
    },
    async allWrites() {
      const counts = await Promise.all(SIDES.map((side) => far.writes(side)));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
  return far;
}

/** Both counterparts with the demo's people, of the kind a workspace asks for. */
export async function startFarSides(options: {
  readonly kind: WorkspaceKind;
  readonly rows: number;
  readonly seed: number;
  /** Another org than the usual one. */
  readonly org?: { readonly Id: string; readonly Name: string };
}): Promise<FarWorld> {
  const { kind, org = {} } = options;
  const world = createWorld(options);
  const clock = () => new Date();
  const log = openMutationLog(null);
  const tokens = {
    salesforce: '00DVz0!salesforce-token-of-the-test',
    voyage: 'voyage-token-of-the-test',
  };
  const { organization } = world.salesforce;
  const salesforce = await startSalesforce({
    seed: {
      ...world.salesforce,
      organization: { ...organization, IsSandbox: kind !== 'production', ...org },
    },
    log,
    token: tokens.salesforce,
    clock,
  });
  const voyage = await startVoyage({
    seed: {
      ...world.voyage,
      account: { ...world.voyage.account, environment: ENVIRONMENTS[kind] },
    },
    log,
    token: tokens.voyage,
    clock,
  });
  let chapter: 1 | 2 = 1;
  return {
    salesforce: { url: salesforce.url, token: tokens.salesforce },
    voyage: { url: voyage.url, token: tokens.voyage },
    campaignId: world.campaignId,
    eventId: world.eventId,
    chapter: () => chapter,
    advance() {
      for (const change of world.changes) {
        if (change.on === 'salesforce') salesforce.apply(change);
        else voyage.apply(change);
      }
      chapter = 2;
    },
    notify(callback) {
      voyage.notify(callback);
    },
    async close() {
      await Promise.all([salesforce.close(), voyage.close()]);
    },
  };
}
