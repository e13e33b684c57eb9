/**
 * A query's rows by a query job, set by set, as they come. A set that breaks off is asked for again by its
 * locator, so that some of its rows may come twice.
 * Errors: a Refusal; NoBulk where the org does not answer the query this way, now or ever.
 */
import { Refusal } from '../../../refusal.ts';
import type { Signal } from '../wire.ts';
import { badAnswer } from '../to-app-error.ts';
import { BrokenCsv, readCsv } from './csv-rows.ts';
import type { CsvPage } from './csv-rows.ts';
import type { Job } from './job-answers.ts';
import { hasEnded } from './job-answers.ts';
import type { Bulk } from './jobs.ts';
import { asNoBulk, NoBulk } from './no-bulk.ts';
import type { Polling } from './patience.ts';
import { expectedLooks } from './patience.ts';

/** Records of a set of results: a call each. */
const SET_RECORDS = 100_000;
const READS = 3;

/** Calls that so many rows cost this way. */
export function bulkQueryCalls(rows: number, polling: Polling): number {
  const sets = Math.max(1, Math.ceil(rows / SET_RECORDS));
  return 1 + expectedLooks('query', rows, polling) + sets;
}

export interface QueryRows extends CsvPage {
  readonly total: number | null;
  /** When the job was made, by the org's clock: its rows may be as old as that. */
  readonly createdDate: string | null;
}

export async function* readQuery(
  bulk: Bulk,
  soql: string,
  signal: Signal,
  setRecords = SET_RECORDS,
): AsyncGenerator<QueryRows, void, void> {
  const job = await endedJob(bulk, soql, signal);
  const { numberRecordsProcessed: total, createdDate } = job;
  let locator: string | null = null;
  let seen = 0;
  do {
    const at = locator === null ? '' : `&locator=${encodeURIComponent(locator)}`;
    const path: string = `query/${job.id}/results?maxRecords=${setRecords}${at}`;
    for (let reads = 1; ; reads += 1) {
      const set: ResultSet = await openSet(bulk, path, signal);
      const ended: SetEnd = yield* rowsOf(set, { total, createdDate }, signal);
      if (ended.isWhole) {
        seen += ended.rows;
        locator = set.next;
        break;
      }
      if (reads === READS) throw ended.failure;
    }
  } while (locator !== null);
  if (total !== null && seen < total) {
    throw new Refusal({
      code: 'side/incomplete',
      side: 'salesforce',
      expected: total,
      received: seen,
    });
  }
}

async function endedJob(bulk: Bulk, soql: string, signal: Signal): Promise<Job> {
  let job: Job;
  try {
    job = await bulk.create('query', { operation: 'query', query: soql }, signal);
  } catch (failure) {
    throw asNoBulk(failure);
  }
  let ended: Job | null = null;
  try {
    ended = await bulk.wait('query', job, () => null, signal);
  } finally {
    // Nobody will ask for its results.
    if (ended === null || !hasEnded(ended)) await abandon(bulk, job.id);
  }
  if (ended?.state === 'JobComplete') return ended;
  throw new NoBulk(ended?.errorMessage ?? 'The query job was aborted.');
}

async function abandon(bulk: Bulk, id: string): Promise<void> {
  try {
    await bulk.abort('query', id, null);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
  }
}

interface ResultSet {
  readonly pieces: AsyncIterable<Uint8Array>;
  readonly records: number | null;
  /** Salesforce writes the word null where no more sets are. */
  readonly next: string | null;
}

async function openSet(bulk: Bulk, path: string, signal: Signal): Promise<ResultSet> {
  try {
    const { headers, body } = await bulk.results(path, signal);
    const records = Number(headers['sforce-numberofrecords'] ?? Number.NaN);
    const locator = headers['sforce-locator'] ?? 'null';
    return {
      pieces: body as AsyncIterable<Uint8Array>,
      records: Number.isNaN(records) ? null : records,
      next: locator === 'null' || locator === '' ? null : locator,
    };
  } catch (failure) {
    throw asNoBulk(failure);
  }
}

type SetEnd =
  | { readonly isWhole: true; readonly rows: number }
  | { readonly isWhole: false; readonly failure: Refusal };

async function* rowsOf(
  set: ResultSet,
  told: Pick<QueryRows, 'total' | 'createdDate'>,
  signal: Signal,
): AsyncGenerator<QueryRows, SetEnd, void> {
  let rows = 0;
  try {
    for await (const page of readCsv(set.pieces)) {
      rows += page.rows.length;
      yield { ...page, ...told };
    }
  } catch (failure) {
    if (signal?.aborted === true) throw failure;
    if (failure instanceof BrokenCsv) return cut(failure.message);
    if (failure instanceof Refusal) return { isWhole: false, failure };
    throw failure;
  }
  if (set.records !== null && rows !== set.records) {
    return cut(`It holds ${rows} records, and says ${set.records}.`);
  }
  return { isWhole: true, rows };
}

function cut(detail: string): SetEnd {
  return { isWhole: false, failure: new Refusal(badAnswer('Salesforce', detail)) };
}
