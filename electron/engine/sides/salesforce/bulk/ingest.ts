/**
 * Writes records by ingest jobs and says of each what became of it.
 *
 * Laws:   a job is noted before it can have an effect; nothing is uploaded to two jobs that were both closed;
 *         a result is told by the row's content, never by its place; every record has one fate.
 * Errors: NoBulk, before anything was done; a Refusal, `mayHaveLanded` where what a closed job did is not known: look at the records.
 */
import { Refusal } from '../../../refusal.ts';
import { cancelled } from '../../http/wait.ts';
import { asLanded, badAnswer } from '../to-app-error.ts';
import type { Signal } from '../wire.ts';
import { BrokenCsv, readCsv } from './csv-rows.ts';
import type { CsvPage } from './csv-rows.ts';
import type { Job } from './job-answers.ts';
import type { Bulk } from './jobs.ts';
import type { RowMatcher } from './match-rows.ts';
import { createRowMatcher } from './match-rows.ts';
import { asNoBulk, NoBulk } from './no-bulk.ts';
import type { Asked } from './patience.ts';
import type { BulkRecord } from './upload-csv.ts';
import { uploadCsv } from './upload-csv.ts';

export type BulkObject = 'Lead' | 'Contact' | 'CampaignMember';

export interface BulkWrite {
  readonly object: BulkObject;
  readonly operation: 'insert' | 'update' | 'delete';
  readonly records: readonly BulkRecord[];
}

export type Fate =
  | { readonly kind: 'done'; readonly id: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** Not touched: the job ended before its turn. */
  | { readonly kind: 'unprocessed'; readonly state: 'Failed' | 'Aborted'; readonly reason: string };

export interface Desk {
  /** Notes a job, for whoever goes on after this process died. */
  readonly keep: (jobId: string) => void;
  readonly asked: () => Asked;
  readonly signal: Signal;
  /** An upload is at most this large: 150 MB once they are base64. */
  readonly mostBytes: number;
}

/** Tries to get a job's upload there before the records are sent another way. */
const UPLOADS = 3;
const READS = 3;

export async function ingest(bulk: Bulk, write: BulkWrite, desk: Desk): Promise<readonly Fate[]> {
  const { columns, rows, pieces } = uploadCsv(write.records, desk.mostBytes);
  const fates: Fate[] = [];
  for (const { csv, from, count } of pieces) {
    let job: Job;
    try {
      job = await uploaded(bulk, write, csv, desk);
    } catch (failure) {
      // What an earlier piece did stands: only the rest is left to another way.
      if (!(failure instanceof NoBulk) || fates.length === 0) throw failure;
      const rest: Fate = { kind: 'unprocessed', state: 'Failed', reason: failure.message };
      return [...fates, ...rows.slice(from).map(() => rest)];
    }
    await bulk.close(job.id, desk.signal);
    const ended = await bulk.wait('ingest', job, desk.asked, desk.signal);
    // It is left to itself, and found again by its note.
    if (ended === null) throw cancelled(undefined, true);
    const part = { columns, rows: rows.slice(from, from + count) };
    fates.push(...(await fatesOf(bulk, write, ended, part, desk.signal)));
  }
  return fates;
}

/** A job that holds the upload and is still open. One whose upload failed is given up: it did nothing. */
async function uploaded(bulk: Bulk, write: BulkWrite, csv: string, desk: Desk): Promise<Job> {
  const { object, operation } = write;
  for (let tries = 1; ; tries += 1) {
    const job = await created(bulk, { object, operation }, desk.signal);
    desk.keep(job.id);
    try {
      await bulk.upload(job.id, csv, desk.signal);
      return job;
    } catch (failure) {
      if (tries === UPLOADS || !isPassing(failure)) throw failure;
      await bulk.abort('ingest', job.id, desk.signal);
    }
  }
}

async function created(
  bulk: Bulk,
  job: Pick<BulkWrite, 'object' | 'operation'>,
  signal: Signal,
): Promise<Job> {
  try {
    return await bulk.create('ingest', job, signal);
  } catch (failure) {
    throw asNoBulk(failure);
  }
}

/** Whether it may go well at the next try: the answer was lost, or the org was not there for a moment. */
function isPassing(failure: unknown): boolean {
  if (!(failure instanceof Refusal)) return false;
  const { code } = failure.error;
  return code === 'side/unreachable' || code === 'side/unavailable' || code === 'side/bad-answer';
}

interface Part {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

async function fatesOf(
  bulk: Bulk,
  write: BulkWrite,
  job: Job,
  part: Part,
  signal: Signal,
): Promise<readonly Fate[]> {
  const { numberRecordsProcessed: processed, numberRecordsFailed: failed } = job;
  const sent = part.rows.length;
  // Salesforce keeps no account of a job somebody deleted.
  if (processed === null || failed === null) throw unclear(`The job ${job.id} is gone.`);
  const matcher = createRowMatcher(part.columns, part.rows, keyColumns(write, part.columns));
  const fates: (Fate | null)[] = part.rows.map(() => null);
  const read = (file: string, toFate: (cells: readonly string[]) => Fate): Promise<void> =>
    readResults(bulk, `ingest/${job.id}/${file}/`, matcher, signal, (place, cells) => {
      fates[place] = toFate(cells);
    });

  if (failed > 0) {
    await read('failedResults', ([, error = '']) => ({ kind: 'refused', ...parseError(error) }));
  }
  if (processed < sent) {
    const state = job.state === 'Aborted' ? 'Aborted' : 'Failed';
    const reason = job.errorMessage ?? `The job ended as ${job.state}.`;
    await read('unprocessedrecords', () => ({ kind: 'unprocessed', state, reason }));
  }
  if (write.operation === 'insert') {
    if (processed > failed) await read('successfulResults', ([id = '']) => ({ kind: 'done', id }));
  } else if (matcher.left().length === processed - failed) {
    // Who is in none of the other files was written: the counts say so.
    const idAt = part.columns.indexOf('Id');
    for (const place of matcher.left()) {
      fates[place] = { kind: 'done', id: part.rows[place]?.[idAt] ?? '' };
    }
  }
  return fates.map((fate) => {
    if (fate === null) throw unclear(`The results of the job ${job.id} do not tell of each row.`);
    return fate;
  });
}

/** By what a row is told from the others; of Leads nothing but all of it. */
function keyColumns(
  { object, operation }: BulkWrite,
  columns: readonly string[],
): readonly string[] {
  if (operation !== 'insert') return ['Id'];
  return object === 'CampaignMember' ? ['CampaignId', 'LeadId', 'ContactId'] : columns;
}

/** The whole file or nothing of it: one that breaks off is read again from its start. */
async function readResults(
  bulk: Bulk,
  path: string,
  matcher: RowMatcher,
  signal: Signal,
  settle: (place: number, cells: readonly string[]) => void,
): Promise<void> {
  const pages = await wholeFile(bulk, path, signal);
  for (const { columns, rows } of pages) {
    for (const cells of rows) {
      const place = matcher.take(columns, cells);
      if (place !== null) settle(place, cells);
    }
  }
}

async function wholeFile(bulk: Bulk, path: string, signal: Signal): Promise<readonly CsvPage[]> {
  for (let reads = 1; ; reads += 1) {
    try {
      const { body } = await bulk.results(path, signal);
      const pages: CsvPage[] = [];
      for await (const page of readCsv(body as AsyncIterable<Uint8Array>)) pages.push(page);
      return pages;
    } catch (failure) {
      if (signal?.aborted === true) throw failure;
      const isCut = failure instanceof Refusal || failure instanceof BrokenCsv;
      if (!isCut || reads === READS) throw asUnclear(failure);
    }
  }
}

/** `CODE:message:fields --`; the message may hold colons. */
function parseError(text: string): { readonly code: string; readonly message: string } {
  const [, code = null, message = ''] = /^([A-Z_]+):([\s\S]*?)(?::[^:]*--)?\s*$/.exec(text) ?? [];
  return code === null
    ? { code: 'UNKNOWN_EXCEPTION', message: text }
    : { code, message: message.trim() };
}

/** What the job did has to be looked for at the records. */
function unclear(detail: string): Refusal {
  return new Refusal(badAnswer('Salesforce', detail), undefined, true);
}

function asUnclear(failure: unknown): unknown {
  if (failure instanceof Refusal) return asLanded(failure);
  return failure instanceof BrokenCsv ? unclear(failure.message) : failure;
}
