/** The org over jsforce: queries by pages and collections of records, their answers parsed. */
import { Connection } from 'jsforce/lib/core.js';
import type { HttpRequest } from 'jsforce/lib/types/common.js';
import type { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { SideConnection } from '../side-connection.ts';
import { queryAnswer, saveAnswer } from './answers.ts';
import type { SaveResult } from './answers.ts';
import { badAnswer } from './to-app-error.ts';
import type { HttpAnswer } from './to-app-error.ts';
import { createTransport, toJsforceTransport } from './transport.ts';

/** Summer '26; jsforce's own default is years older. */
const API_VERSION = '67.0';

export type Signal = AbortSignal | null;

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
  get<T>(path: string, schema: z.ZodType<T>, signal: Signal): Promise<T>;
  pages<T>(
    soql: string,
    schema: z.ZodType<T>,
    options: { readonly signal: Signal; readonly pageSize?: number | undefined },
  ): AsyncGenerator<QueryPage<T>, void, void>;
  /** All rows; for queries known to be small. */
  rows<T>(soql: string, schema: z.ZodType<T>, signal: Signal): Promise<readonly T[]>;
  count(soql: string, signal: Signal): Promise<number>;
  /** At most 200 records each; one result per record, in order. */
  create(
    records: readonly NewRecord[],
    allOrNone: boolean,
    signal: Signal,
  ): Promise<readonly SaveResult[]>;
  update(
    records: readonly ChangedRecord[],
    allOrNone: boolean,
    signal: Signal,
  ): Promise<readonly SaveResult[]>;
  remove(
    ids: readonly string[],
    allOrNone: boolean,
    signal: Signal,
  ): Promise<readonly SaveResult[]>;
  usage(): { readonly used: number; readonly limit: number } | null;
  readonly callsMade: () => number;
  readonly close: () => Promise<void>;
}

interface Received {
  readonly body: unknown;
  readonly asOf: string | null;
}

export function createOrg(connection: SideConnection): Org {
  const transport = createTransport(connection);
  const address = URL.parse(connection.url)?.origin ?? connection.url;
  const jsforce = new Connection({ instanceUrl: address, version: API_VERSION, logLevel: 'NONE' });

  async function call(request: HttpRequest, signal: Signal): Promise<Received> {
    let asOf: string | null = null;
    const through = toJsforceTransport(async (sent): Promise<HttpAnswer> => {
      const answer = await transport.exchange(sent, signal);
      const date = Date.parse(answer.headers['date'] ?? '');
      asOf = Number.isNaN(date) ? null : new Date(date).toISOString();
      return answer;
    });
    const body: unknown = await jsforce.request(request, { transport: through });
    return { body, asOf };
  }

  function parse<T>(schema: z.ZodType<T>, body: unknown): T {
    const parsed = schema.safeParse(body);
    if (parsed.success) return parsed.data;
    if (typeof body === 'string') {
      const what = /^\s*</.test(body) ? 'a web page' : 'something that is not JSON';
      throw new Refusal(badAnswer(address, `It shows ${what} instead of data.`));
    }
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? '' : issue.path.join('.');
    throw new Refusal(badAnswer(address, `Its answer lacks or misplaces "${where}".`));
  }

  async function* pages<T>(
    soql: string,
    schema: z.ZodType<T>,
    { signal, pageSize }: { readonly signal: Signal; readonly pageSize?: number | undefined },
  ): AsyncGenerator<QueryPage<T>, void, void> {
    const headers: Record<string, string> =
      pageSize === undefined ? {} : { 'Sforce-Query-Options': `batchSize=${pageSize}` };
    let url: string | undefined = `/query?q=${encodeURIComponent(soql)}`;
    while (url !== undefined) {
      const { body, asOf } = await call({ method: 'GET', url, headers }, signal);
      const answer = parse(queryAnswer, body);
      if (!answer.done && answer.nextRecordsUrl === undefined) {
        throw new Refusal(badAnswer(address, 'It says there is more, and not where.'));
      }
      const rows = answer.records.map((record) => parse(schema, record));
      yield { rows, total: answer.totalSize, asOf };
      url = answer.done ? undefined : answer.nextRecordsUrl;
    }
  }

  async function save(
    request: HttpRequest,
    expected: number,
    signal: Signal,
  ): Promise<readonly SaveResult[]> {
    const { body } = await call(request, signal);
    const results = parse(saveAnswer, body);
    if (results.length === expected) return results;
    const detail = `It answered for ${results.length} records of ${expected}.`;
    throw new Refusal(badAnswer(address, detail));
  }

  const collection = (
    method: 'POST' | 'PATCH',
    records: readonly (NewRecord | ChangedRecord)[],
    allOrNone: boolean,
  ): HttpRequest => ({
    method,
    url: '/composite/sobjects',
    // Lead assignment rules would otherwise run on every lead made here.
    headers: { 'content-type': 'application/json', 'Sforce-Auto-Assign': 'FALSE' },
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
    async get(path, schema, signal) {
      const { body } = await call({ method: 'GET', url: path }, signal);
      return parse(schema, body);
    },
    pages,
    async rows(soql, schema, signal) {
      const all = [];
      for await (const page of pages(soql, schema, { signal })) all.push(...page.rows);
      return all;
    },
    async count(soql, signal) {
      const url = `/query?q=${encodeURIComponent(soql)}`;
      const { body } = await call({ method: 'GET', url }, signal);
      return parse(queryAnswer, body).totalSize;
    },
    create: (records, allOrNone, signal) =>
      save(collection('POST', records, allOrNone), records.length, signal),
    update: (records, allOrNone, signal) =>
      save(collection('PATCH', records, allOrNone), records.length, signal),
    remove(ids, allOrNone, signal) {
      const url = `/composite/sobjects?ids=${ids.join(',')}&allOrNone=${String(allOrNone)}`;
      return save({ method: 'DELETE', url }, ids.length, signal);
    },
    usage: () => jsforce.limitInfo.apiUsage ?? null,
    callsMade: transport.callsMade,
    close: transport.close,
  };
}
