/** What reading and writing will cost in calls, for plans and for choosing the cheaper way. */
import { expectedLooks } from './bulk/patience.ts';
import type { Polling } from './bulk/patience.ts';
import { MOST_PER_CALL } from './writer.ts';

const MOST_PER_PAGE = 2_000;
/** Of ids and of emails, about so many fit one query's list. */
const IDS_PER_LIST = 525;
const EMAILS_PER_LIST = 320;

/** Calls to read so many rows page by page. */
export function pagesOf(rows: number, pageSize = MOST_PER_PAGE): number {
  return Math.max(1, Math.ceil(rows / pageSize));
}

export interface PlannedWrites {
  readonly create: number;
  /** Of the creates, those that make a Lead too. */
  readonly createPerson: number;
  readonly other: number;
  /** Of the others, those that write the person. */
  readonly writesPerson: number;
}

interface Way {
  readonly batchSize: number;
  readonly bulkAbove: number;
  readonly polling: Polling;
  /** Members of the campaign, as far as that is known. */
  readonly rows: number | null;
}

/**
 * Calls of all batches together, each kind of operation spread evenly over as many of them as it can be in:
 * where they stand closer together it takes a few less.
 */
export function estimateWrites(writes: PlannedWrites, way: Way): number {
  const { create, createPerson, other, writesPerson } = writes;
  const batches = Math.ceil((create + other) / way.batchSize);
  const each = (count: number, callsOf: (perBatch: number) => number): number => {
    const within = Math.min(batches, count);
    return within === 0 ? 0 : within * callsOf(Math.ceil(count / within));
  };
  const looks = (records: number): number => {
    const lists = Math.ceil(records / IDS_PER_LIST);
    return way.rows === null ? lists : Math.min(lists, pagesOf(way.rows));
  };
  const steps = (records: number): number => stepCalls(records, way);
  const finds = (emails: number): number => 2 * Math.ceil(emails / EMAILS_PER_LIST);
  return (
    each(other, looks) +
    each(createPerson, finds) +
    each(createPerson, steps) +
    each(writesPerson, steps) +
    each(create, steps) +
    each(other, steps) +
    each(create + other, looks)
  );
}

/** A job is made, filled, closed, looked at and read. */
function stepCalls(records: number, { bulkAbove, polling }: Way): number {
  if (records <= bulkAbove) return Math.ceil(records / MOST_PER_CALL);
  return 4 + expectedLooks('ingest', records, polling);
}
