/**
 * Writes records and says of each what became of it: by collections of 200, or by Bulk jobs where so many are
 * to be written that those cost fewer calls.
 *
 * Laws:   one answer for each record, in the order given; records whose row somebody had locked are sent again
 *         in smaller groups, a few times; a job that failed leaves its unprocessed rows to collections.
 * Errors: a lost answer is a Refusal.
 */
import { sleep } from '../http/wait.ts';
import type { SaveResult } from './answers.ts';
import type { BulkObject, BulkWrite, Fate } from './bulk/ingest.ts';
import { ingest } from './bulk/ingest.ts';
import type { Bulk } from './bulk/jobs.ts';
import { NoBulk } from './bulk/no-bulk.ts';
import type { Asked } from './bulk/patience.ts';
import { isForCsv } from './bulk/upload-csv.ts';
import type { ChangedRecord, NewRecord, Org, Signal } from './org.ts';

/** Records of one call of a collection. */
export const MOST_PER_CALL = 200;
/** Groups in which records with a locked row are sent again, and the most calls of one such round. */
const LOCK_GROUPS = [50, 10, 1];
const MOST_LOCK_CALLS = 50;

export type Written = { readonly sends: number } & (
  | { readonly isDone: true; readonly id: string }
  | { readonly isDone: false; readonly code: string; readonly message: string }
);

export interface Removed {
  readonly type: string;
  readonly id: string;
}

export interface Writer {
  create(
    records: readonly NewRecord[],
    options?: { readonly allowDuplicates: boolean },
  ): Promise<readonly Written[]>;
  update(records: readonly ChangedRecord[]): Promise<readonly Written[]>;
  remove(records: readonly Removed[]): Promise<readonly Written[]>;
}

export interface WriterSettings {
  readonly org: Org;
  readonly bulk: Bulk;
  /** Records above which a job is cheaper. */
  readonly bulkAbove: number;
  readonly mostBytes: number;
  readonly lockWaitMs: number;
  readonly random: () => number;
  readonly allOrNone: boolean;
  readonly keep: (jobId: string) => void;
  readonly asked: () => Asked;
  readonly signal: Signal;
}

interface Outgoing {
  readonly type: string;
  readonly id: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

type Send = (chunk: readonly Outgoing[]) => Promise<readonly SaveResult[]>;

export function createWriter(settings: WriterSettings): Writer {
  const { org, allOrNone, signal } = settings;

  /** Each chunk whole; where one of all or none is locked out, all of it once more. */
  async function byCollections(
    records: readonly Outgoing[],
    send: Send,
    size = MOST_PER_CALL,
  ): Promise<readonly Written[]> {
    const written: Written[] = [];
    for (let start = 0; start < records.length; start += size) {
      const chunk = records.slice(start, start + size);
      let results = await send(chunk);
      let sends = 1;
      while (allOrNone && results.some(isLockedResult) && sends <= LOCK_GROUPS.length) {
        await pause(sends);
        results = await send(chunk);
        sends += 1;
      }
      written.push(...results.map((result, index) => toWritten(result, chunk[index], sends)));
    }
    return written;
  }

  async function byBulk(
    records: readonly Outgoing[],
    operation: BulkWrite['operation'],
    send: Send,
  ): Promise<readonly Written[]> {
    const object = records[0]?.type as BulkObject;
    let fates: readonly Fate[];
    try {
      fates = await ingest(settings.bulk, { object, operation, records }, settings);
    } catch (failure) {
      if (failure instanceof NoBulk) return byCollections(records, send);
      throw failure;
    }
    const isStopped = settings.asked() === 'stop';
    const written = fates.map((fate) => ofFate(fate, isStopped));
    await again(records, written, isLeftBehind, send, MOST_PER_CALL);
    return written;
  }

  /** Sends those records once more by collections, and puts what becomes of them in place. */
  async function again(
    records: readonly Outgoing[],
    written: Written[],
    isMeant: (one: Written) => boolean,
    send: Send,
    size: number,
  ): Promise<void> {
    const places = [...written.keys()].filter((place) => {
      const one = written[place];
      return one !== undefined && isMeant(one);
    });
    if (places.length === 0) return;
    const meant = places.flatMap((place) => records[place] ?? []);
    for (const [index, one] of (await byCollections(meant, send, size)).entries()) {
      const place = places[index] ?? 0;
      written[place] = { ...one, sends: one.sends + (written[place]?.sends ?? 0) };
    }
  }

  async function unlocked(
    records: readonly Outgoing[],
    written: Written[],
    send: Send,
  ): Promise<readonly Written[]> {
    for (const [round, group] of LOCK_GROUPS.entries()) {
      const locked = written.filter(isLocked).length;
      if (locked === 0 || settings.asked() === 'stop') break;
      await pause(round + 1);
      const size = Math.min(MOST_PER_CALL, Math.max(group, Math.ceil(locked / MOST_LOCK_CALLS)));
      await again(records, written, isLocked, send, size);
    }
    return written;
  }

  const pause = (times: number): Promise<void> =>
    sleep(settings.random() * settings.lockWaitMs * 2 ** (times - 1), signal);

  /** In the order of their parents, so that two calls of ours ask for locks in one order. */
  async function write(
    given: readonly Outgoing[],
    operation: BulkWrite['operation'],
    send: Send,
    mayBulk = true,
  ): Promise<readonly Written[]> {
    if (settings.asked() === 'stop') return given.map(() => STOPPED);
    const written: Written[] = [];
    for (const places of groupsOf(given, mayBulk && !allOrNone, settings.bulkAbove)) {
      const records = places.at.flatMap((place) => given[place] ?? []);
      const sent = places.isBulk
        ? await byBulk(records, operation, send)
        : await byCollections(records, send);
      const settled = allOrNone ? sent : await unlocked(records, [...sent], send);
      for (const [index, place] of places.at.entries()) {
        const one = settled[index];
        if (one !== undefined) written[place] = one;
      }
    }
    return written;
  }

  return {
    create: (records, options) => {
      const allow = options?.allowDuplicates === true;
      const headers = { 'Sforce-Duplicate-Rule-Header': `allowSave=${String(allow)}` };
      const send: Send = (chunk) => org.create(chunk, allOrNone, signal, headers);
      // A job can't say that duplicates are wanted.
      return write(records.map(asNew), 'insert', send, !allow);
    },
    update: (records) =>
      write(records, 'update', (chunk) =>
        org.update(chunk as readonly ChangedRecord[], allOrNone, signal),
      ),
    remove: (records) =>
      write(
        records.map(({ type, id }) => ({ type, id, fields: {} })),
        'delete',
        (chunk) =>
          org.remove(
            chunk.map(({ id }) => id ?? ''),
            allOrNone,
            signal,
          ),
      ),
  };
}

function asNew({ type, fields }: NewRecord): Outgoing {
  return { type, id: null, fields };
}

interface Group {
  readonly isBulk: boolean;
  /** Places of its records, sorted by parent. */
  readonly at: readonly number[];
}

/** A job holds one kind of record; a collection may hold several, each kind together. */
function groupsOf(
  records: readonly Outgoing[],
  mayBulk: boolean,
  bulkAbove: number,
): readonly Group[] {
  const places = [...records.keys()].sort((a, b) =>
    compare(lockKey(records[a]), lockKey(records[b])),
  );
  if (!mayBulk || records.length <= bulkAbove) return [{ isBulk: false, at: places }];
  const byType = Map.groupBy(places, (place) => records[place]?.type ?? '');
  const groups: Group[] = [];
  const others: number[] = [];
  for (const own of byType.values()) {
    const isFit = (place: number): boolean => {
      const record = records[place];
      return record !== undefined && isForCsv(record);
    };
    const fit = own.filter(isFit);
    if (fit.length > bulkAbove) {
      groups.push({ isBulk: true, at: fit });
      others.push(...own.filter((place) => !isFit(place)));
    } else {
      others.push(...own);
    }
  }
  if (others.length > 0) groups.push({ isBulk: false, at: others });
  return groups;
}

function lockKey(record: Outgoing | undefined): string {
  const { type = '', id = null, fields = {} } = record ?? {};
  const parents = [fields['CampaignId'], fields['ContactId'], fields['LeadId']];
  return [type, ...parents.map((parent) => parent ?? ''), id ?? ''].join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function toWritten(result: SaveResult, record: Outgoing | undefined, sends: number): Written {
  if (result.success) return { isDone: true, id: result.id ?? record?.id ?? '', sends };
  const first = result.errors?.[0];
  const code = first?.statusCode ?? 'UNKNOWN_EXCEPTION';
  return { isDone: false, code, message: first?.message ?? 'Salesforce gave no reason.', sends };
}

function ofFate(fate: Fate, isStopped: boolean): Written {
  switch (fate.kind) {
    case 'done':
      return { isDone: true, id: fate.id, sends: 1 };
    case 'refused':
      return { isDone: false, code: fate.code, message: fate.message, sends: 1 };
    case 'unprocessed':
      if (isStopped && fate.state === 'Aborted') return { ...STOPPED, sends: 1 };
      return { isDone: false, code: NOT_REACHED[fate.state], message: fate.reason, sends: 1 };
  }
}

/** Codes of ours, for rows that a job did not come to. */
const NOT_REACHED = { Failed: 'BULK_JOB_FAILED', Aborted: 'BULK_JOB_ABORTED' } as const;

/** A person stopped it before this record's turn. */
export const STOPPED_CODE = 'STOPPED';
const STOPPED: Written = {
  isDone: false,
  code: STOPPED_CODE,
  message: 'It was stopped before this record.',
  sends: 0,
};

function isLeftBehind(one: Written): boolean {
  return !one.isDone && one.code === NOT_REACHED.Failed;
}

function isLocked(one: Written): boolean {
  return !one.isDone && one.code === 'UNABLE_TO_LOCK_ROW';
}

function isLockedResult({ errors }: SaveResult): boolean {
  return errors?.[0]?.statusCode === 'UNABLE_TO_LOCK_ROW';
}
