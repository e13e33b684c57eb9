/** The org over jsforce: queries by pages and collections of records, their answers parsed. */
import { Connection } from 'jsforce/lib/core.js';
import type { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { Headers, HttpAnswer, HttpRequest } from '../http/messages.ts';
import type { SideConnection } from '../side-connection.ts';
import type { CallsToday, SideTraffic } from '../traffic.ts';
import { queryAnswer, saveAnswer } from './answers.ts';
import type { SaveResult } from './answers.ts';
import { badAnswer } from './to-app-error.ts';
import { createSalesforceTransport, toJsforceTransport } from './transport.ts';
import { batchWire, briefWire } from './wire.ts';
import type { Signal, Wire } from './wire.ts';

export type { Signal } from './wire.ts';

/** Summer '26; jsforce's own default is years older. */
const API_VERSION = '67.0';

interface QueryPage<T> {
  readonly rows: readonly T[];
  readonly total: number;
  /** By the org's clock; ISO. */
  readonly asOf: string | null;
}

export interface NewRecord {
  readonly type: string;
  readonly fields: Readonly<Record<string, string | null>>;
}

export interface ChangedRecord extends NewRecord {
  readonly id: string;
}

export interface Org {
  /** For what is not said here. */
  readonly wire: Wire;
  /**
   * The same org for one batch of writes: once its first request has gone, or where it `isRetry`, the reserve
   * of calls does not stop it, and a Refusal after its first write says that it may have landed.
   */
  ofBatch(isRetry: boolean): Org;
  /** The same org for somebody who waits to see whether it can be had at all. */
  briefly(): Org;
  get<T>(path: string, schema: z.ZodType<T>, signal: Signal): Promise<T>;
  pages<T>(
    soql: string,
    schema: z.ZodType<T>,
    options: { readonly signal: Signal; readonly pageSize?: number | undefined },
  ): AsyncGenerator<QueryPage<T>, void, void>;
  /** All rows; for queries known to be small. */
  rows<T>(soql: string, schema: z.ZodType<T>, signal: Signal): Promise<readonly T[]>;
  /** All rows, those in the recycle bin too; for queries known to be small. */
  allRows<T>(soql: string, schema: z.ZodType<T>, signal: Signal): Promise<readonly T[]>;
  count(soql: string, signal: Signal): Promise<number>;
  /** At most 200 records each; one result per record, in order. */
  create(
    records: readonly NewRecord[],
    allOrNone: boolean,
    signal: Signal,
    headers?: Headers,
  ): Promise<readonly SaveResult[]>;
  update(
    records: readonly ChangedRecord[],
    allOrNone: boolean,
    signal: Signal,
    headers?: Headers,
  ): Promise<readonly SaveResult[]>;
  remove(
    ids: readonly string[],
    allOrNone: boolean,
    signal: Signal,
  ): Promise<readonly SaveResult[]>;
  usage(): CallsToday | null;
  readonly traffic: SideTraffic;
  readonly callsMade: () => number;
  readonly close: () => Promise<void>;
}

type Received = Pick<HttpAnswer, 'headers' | 'body'>;

/** A request whose address starts at the API's version. */
type Call = Pick<HttpRequest, 'method' | 'headers' | 'isRepeatable'> & {
  readonly path: string;
  readonly body?: string;
};

export function createOrg(connection: SideConnection): Org {
  const transport = createSalesforceTransport(connection);
  const address = URL.parse(connection.url)?.origin ?? connection.url;
  const wire: Wire = {
    base: `${address}/services/data/v${API_VERSION}`,
    exchange: transport.exchange,
    stream: transport.stream,
    parse<T>(schema: z.ZodType<T>, body: unknown): T {
      const parsed = schema.safeParse(body);
      if (parsed.success) return parsed.data;
      const { path = [], message = '' } = parsed.error.issues[0] ?? {};
      const where = path.join('.');
      const detail = where === '' ? message : `Its answer lacks or misplaces "${where}".`;
      throw new Refusal(badAnswer(address, detail));
    },
  };
  const { traffic, callsMade, close } = transport;
  const over = (used: Wire): Org => ({
    ...orgOver(used, address),
    ofBatch: (isRetry) => over(batchWire(wire, isRetry)),
    briefly: () => over(briefWire(wire)),
    usage: traffic.callsToday,
    traffic,
    callsMade,
    close,
  });
  return over(wire);
}

function orgOver(
  wire: Wire,
  address: string,
): Omit<Org, 'ofBatch' | 'briefly' | 'usage' | 'traffic' | 'callsMade' | 'close'> {
  const jsforce = new Connection({ instanceUrl: address, version: API_VERSION, logLevel: 'NONE' });
  const { parse } = wire;

  async function call(request: Call, signal: Signal): Promise<Received> {
    const { method, path, isRepeatable, headers = {}, body = null } = request;
    let received: Headers = {};
    const through = toJsforceTransport(async (sent) => {
      const of = { method, url: sent.url, headers: sent.headers ?? {}, body, isRepeatable };
      const answer = await wire.exchange(of, signal);
      received = answer.headers;
      return answer;
    });
    const given = { method, url: path, headers: { ...headers }, body };
    const read: unknown = await jsforce.request(given, { transport: through });
    return { headers: received, body: read };
  }

  const read = (path: string, headers: Headers, signal: Signal): Promise<Received> =>
    call({ method: 'GET', path, headers, isRepeatable: true }, signal);

  async function* pages<T>(
    soql: string,
    schema: z.ZodType<T>,
    {
      signal,
      pageSize,
      isAll = false,
    }: {
      readonly signal: Signal;
      readonly pageSize?: number | undefined;
      readonly isAll?: boolean;
    },
  ): AsyncGenerator<QueryPage<T>, void, void> {
    const headers: Headers =
      pageSize === undefined ? {} : { 'Sforce-Query-Options': `batchSize=${pageSize}` };
    let path: string | undefined = queryPath(soql, isAll);
    while (path !== undefined) {
      const received = await read(path, headers, signal);
      const answer = parse(queryAnswer, received.body);
      if (!answer.done && answer.nextRecordsUrl === undefined) {
        throw new Refusal(badAnswer(address, 'It says there is more, and not where.'));
      }
      const rows = answer.records.map((record) => parse(schema, record));
      yield { rows, total: answer.totalSize, asOf: dateOf(received.headers) };
      path = answer.done ? undefined : answer.nextRecordsUrl;
    }
  }

  async function save(
    request: Omit<Call, 'isRepeatable'>,
    expected: number,
    signal: Signal,
  ): Promise<readonly SaveResult[]> {
    const { body } = await call({ ...request, isRepeatable: false }, signal);
    return parse(saveAnswer.length(expected, 'It answered for another number of records.'), body);
  }

  const collection = (
    method: 'POST' | 'PATCH',
    records: readonly (NewRecord | ChangedRecord)[],
    allOrNone: boolean,
    headers: Headers = {},
  ): Omit<Call, 'isRepeatable'> => ({
    method,
    path: '/composite/sobjects',
    // Lead assignment rules would otherwise run on every lead made here.
    headers: { 'content-type': 'application/json', 'Sforce-Auto-Assign': 'FALSE', ...headers },
    body: JSON.stringify({
      allOrNone,
      records: records.map((record) => ({
        attributes: { type: record.type },
        ...('id' in record ? { id: record.id } : {}),
        ...record.fields,
      })),
    }),
  });

  return {
    wire,
    async get(path, schema, signal) {
      return parse(schema, (await read(path, {}, signal)).body);
    },
    pages,
    async rows(soql, schema, signal) {
      const all = [];
      for await (const page of pages(soql, schema, { signal })) all.push(...page.rows);
      return all;
    },
    async allRows(soql, schema, signal) {
      const all = [];
      for await (const page of pages(soql, schema, { signal, isAll: true })) all.push(...page.rows);
      return all;
    },
    async count(soql, signal) {
      return parse(queryAnswer, (await read(queryPath(soql), {}, signal)).body).totalSize;
    },
    create: (records, allOrNone, signal, headers) =>
      save(collection('POST', records, allOrNone, headers), records.length, signal),
    update: (records, allOrNone, signal, headers) =>
      save(collection('PATCH', records, allOrNone, headers), records.length, signal),
    remove(ids, allOrNone, signal) {
      const path = `/composite/sobjects?ids=${ids.join(',')}&allOrNone=${String(allOrNone)}`;
      return save({ method: 'DELETE', path }, ids.length, signal);
    },
  };
}

function queryPath(soql: string, isAll = false): string {
  return `/${isAll ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`;
}

function dateOf(headers: Headers): string | null {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? null : new Date(date).toISOString();
}
