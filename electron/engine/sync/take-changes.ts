/**
 * Makes a snapshot of one side from the one in use: reads what changed since its watermark, finds out what was
 * deleted, and copies the rest.
 *
 * Law: the new snapshot holds what reading the side whole would have (docs/adr/0009). Nothing reads it before
 *      it is complete, and the counts are the far side's own.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inTurns } from '../columns/in-turns.ts';
import { makeSketch } from '../columns/make-sketch.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import type { Portion } from '../journal/change-repository.ts';
import {
  changedIds,
  copyPortion,
  countChanged,
  countDeleted,
  countPresentIds,
  countUnknownIds,
  dropAbsent,
  dropPresentIds,
  goneIds,
  insertPresentIds,
  shiftOfCopies,
} from '../journal/change-repository.ts';
import { countRecords, insertRecords } from '../journal/record-repository.ts';
import type { Snapshot } from '../journal/snapshot-repository.ts';
import { completeSnapshot, startSnapshot } from '../journal/snapshot-repository.ts';
import { dropSnapshot } from '../journal/sweep-repository.ts';
import { Refusal } from '../refusal.ts';
import type { WholeReason } from './full-pull-due.ts';
import type { Meter } from './meter.ts';
import { createMeter } from './meter.ts';
import type { ReadFrom } from './take-snapshot.ts';
import { checkComplete, earlierOf, withIdentity } from './take-snapshot.ts';

/**
 * What is asked for again before the watermark. A record is stamped when its transaction begins and seen when
 * it ends, at most ten minutes later; the rest is for clocks of the far side's machines that disagree.
 */
const OVERLAP_MS = 15 * 60_000;

/** Where most of a list changed, reading it whole costs no more and can be cheaper. */
const MOST_CHANGED_SHARE = 0.5;
const NEVER_TOO_MANY = 2000;

const COPIED_AT_ONCE = 20_000;

/** What changed, beside the snapshot in use; `completeChanges` makes the new snapshot of it. */
export interface Changes {
  readonly id: number;
  readonly previous: Snapshot;
  readonly changed: number;
  readonly deleted: number;
  readonly watermark: string | null;
  /** Records there are, as the far side said last. */
  readonly there: number;
  /** The ids of all records were read: only those are copied. */
  readonly isListed: boolean;
}

interface Reading {
  readonly context: EngineContext;
  readonly from: ReadFrom;
  readonly pair: { readonly from: number; readonly to: number };
  readonly since: string;
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

/** The reason instead, where the side must be read whole after all. */
export async function takeChanges(
  context: EngineContext,
  from: ReadFrom,
  previous: Snapshot,
  signal: AbortSignal,
): Promise<Changes | WholeReason> {
  const { db } = context;
  const { port, facts, pairingId, rules } = from;
  if (previous.watermark === null) return 'first';
  const id = startSnapshot(db, { pairingId, facts, rules, at: nowIso(context) });
  const reading: Reading = {
    context,
    from,
    pair: { from: previous.id, to: id },
    since: new Date(Date.parse(previous.watermark) - OVERLAP_MS).toISOString(),
    meter: createMeter(context, { job: 'pull', stage: 'reading', side: port.side, total: null }),
    signal,
  };
  const found = await readAll(reading);
  if (typeof found === 'string') {
    dropSnapshot(db, id);
    return found;
  }
  reading.meter.end('done');
  const { added, altered } = countChanged(db, reading.pair);
  return {
    id,
    previous,
    changed: added + altered,
    deleted: found.isListed ? countDeleted(db, reading.pair) : 0,
    ...found,
  };
}

type Found = Pick<Changes, 'watermark' | 'there' | 'isListed'>;

/**
 * Nothing was deleted when the records known before and those new among the changes are as many as there are.
 * One deleted and one not yet told of would hide each other; the next pull finds both.
 */
async function readAll(reading: Reading): Promise<Found | WholeReason> {
  const { context, from, pair, signal } = reading;
  const { port, facts } = from;
  const held = countRecords(context.db, pair.from);
  const first = await readChanges(reading, held);
  if (typeof first === 'string') return first;
  const { watermark } = first;
  const known = () => held + countChanged(context.db, pair).added;

  let there = facts.expectedRows ?? (await port.count(facts, signal));
  if (there !== known()) there = await port.count(facts, signal);
  if (there > known()) {
    const again = await readChanges(reading, held);
    if (typeof again === 'string') return again;
    there = await port.count(facts, signal);
  }
  if (there === known()) return { watermark, there, isListed: false };

  await listIds(reading, there);
  dropAbsent(context.db, pair.to);
  if (countUnknownIds(context.db, pair) > 0) {
    const again = await readChanges(reading, held);
    if (typeof again === 'string') return again;
    if (countUnknownIds(context.db, pair) > 0) return 'untold';
  }
  return { watermark, there, isListed: true };
}

async function readChanges(
  { context, from, pair, since, meter, signal }: Reading,
  held: number,
): Promise<{ readonly watermark: string | null } | 'clock' | 'mass'> {
  const { db } = context;
  let watermark: string | null = null;
  let read = 0;
  const options = { signal, onWay: meter.setWay };
  for await (const page of from.port.readChanges(from.facts, since, options)) {
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    watermark = earlierOf(watermark, page.asOf);
    // A clock that ran back would go over the same ground again and leave out what came between.
    if (watermark !== null && watermark < since) return 'clock';
    if ((page.total ?? 0) > Math.max(NEVER_TOO_MANY, held * MOST_CHANGED_SHARE)) return 'mass';
    const stored = page.records.map((record) => withIdentity(record, from.rules));
    db.transaction(() => insertRecords(db, pair.to, stored));
    read += page.records.length;
    meter.at(read);
  }
  if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
  return { watermark };
}

async function listIds(
  { context, from, pair, meter, signal }: Reading,
  there: number,
): Promise<void> {
  const { db } = context;
  let read = 0;
  for await (const ids of from.port.readIds(from.facts, { signal })) {
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    db.transaction(() => insertPresentIds(db, pair.to, ids));
    read += ids.length;
    meter.at(read, there);
  }
  if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
  const rows = countPresentIds(db, pair.to);
  await checkComplete(from, { announced: there, rows }, signal);
}

/** Copies what stayed, a portion at a time, and checks the sum. Answers the snapshot's id. */
export async function completeChanges(
  context: EngineContext,
  from: Pick<ReadFrom, 'port' | 'facts'>,
  changes: Changes,
  signal: AbortSignal,
): Promise<number> {
  const { db } = context;
  const { id, previous, isListed, there, watermark, changed, deleted } = changes;
  const pair = { from: previous.id, to: id };
  const ids = changedIds(db, id);
  const shift = shiftOfCopies(db, pair);
  let after: string | null = '';
  while (after !== null) {
    const portion: Portion = { after, count: COPIED_AT_ONCE, isListed, shift };
    after = db.transaction(() => copyPortion(db, pair, portion));
    await nextTurn();
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
  }
  const rows = countRecords(db, id);
  await checkComplete(from, { announced: there, rows }, signal);
  const { wholeAt } = previous.pull;
  const pull = { kind: 'changes', wholeAt, changed, deleted } as const;
  db.transaction(() => {
    dropPresentIds(db, id);
    completeSnapshot(db, id, { at: nowIso(context), watermark, rows, pull });
  });
  const gone = deleted === 0 ? [] : goneIds(db, pair);
  const succession = { previous: previous.id, ids: [...ids, ...gone], shift };
  await inTurns(makeSketch(db, { id, side: from.port.side }, succession), signal);
  return id;
}
