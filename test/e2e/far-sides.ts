/** The two counterparts a test looks at and upsets, over the same sockets the app uses. */
import type { Side } from '../../shared/domain/side.ts';
import type { Demo } from '../../electron/demo/start-demo.ts';

export interface FarSides {
  readonly campaignId: string;
  readonly eventId: string;
  /** Records of a SOQL query, every page. */
  query(soql: string): Promise<readonly Record<string, unknown>[]>;
  registrations(): Promise<readonly Record<string, unknown>[]>;
  /** Writes straight into the far side, as somebody else would. */
  updateMember(id: string, fields: Readonly<Record<string, unknown>>): Promise<void>;
  faults(side: Side, settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Write requests a side has had so far. */
  writes(side: Side): Promise<number>;
}

const API = '/services/data/v66.0';

export function farSidesOf(demo: Demo): FarSides {
  async function send(side: Side, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(demo[side].url + path, {
      method,
      headers: {
        authorization: `Bearer ${demo[side].token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${String(answer.status)} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  return {
    campaignId: demo.campaignId,
    eventId: demo.eventId,
    async query(soql) {
      const records: Record<string, unknown>[] = [];
      let path: string | null = `${API}/query?q=${encodeURIComponent(soql)}`;
      while (path !== null) {
        const page = (await send('salesforce', 'GET', path)) as {
          records: Record<string, unknown>[];
          nextRecordsUrl?: string;
        };
        records.push(...page.records);
        path = page.nextRecordsUrl ?? null;
      }
      return records;
    },
    async registrations() {
      const records: Record<string, unknown>[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const path = `/v1/events/${demo.eventId}/registrations?limit=1000${after}`;
        const page = (await send('voyage', 'GET', path)) as {
          data: Record<string, unknown>[];
          nextCursor: string | null;
        };
        records.push(...page.data);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return records;
    },
    async updateMember(id, fields) {
      await send('salesforce', 'PATCH', `${API}/sobjects/CampaignMember/${id}`, fields);
    },
    async faults(side, settings) {
      await send(side, 'POST', '/__demo/faults', settings);
    },
    async writes(side) {
      const state = (await send(side, 'GET', '/__demo/state')) as { requests: { write: number } };
      return state.requests.write;
    },
  };
}
