/**
 * Reads one side whole into a snapshot, a page per transaction. It counts as complete only when everything
 * the far side says it holds has arrived: a member that is merely missing from a cut answer would look
 * like one that was deleted.
 */
import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type { ListFacts, SideRecord } from '../../../shared/domain/record.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import { buildSketch } from '../columns/build-sketch.ts';
import { inTurns } from '../columns/in-turns.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import type { StoredRecord } from '../journal/record-repository.ts';
import { countRecords, insertRecords } from '../journal/record-repository.ts';
import { completeSnapshot, startSnapshot } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort } from '../sides/side-port.ts';
import { createMeter } from './meter.ts';

export interface ReadFrom {
  readonly port: SidePort;
  readonly facts: ListFacts;
  readonly pairingId: number;
  readonly rules: IdentityRules;
}

/** Answers the snapshot's id. */
export async function takeSnapshot(
  context: EngineContext,
  from: ReadFrom,
  signal: AbortSignal,
): Promise<number> {
  const { db } = context;
  const { port, facts, pairingId, rules } = from;
  const startedAt = nowIso(context);
  const id = startSnapshot(db, { pairingId, facts, rules, at: startedAt });
  const total = facts.expectedRows;
  const meter = createMeter(context, { job: 'pull', stage: 'reading', side: port.side, total });
  let announced = total;
  let watermark: string | null = null;
  let read = 0;

  for await (const page of port.readPages(facts, { signal, onWay: meter.setWay })) {
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    const stored = page.records.map((record) => withIdentity(record, rules));
    db.transaction(() => insertRecords(db, id, stored));
    read += page.records.length;
    announced = page.total ?? announced;
    watermark = earlierOf(watermark, page.asOf);
    meter.at(read, announced);
  }
  if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });

  const rows = countRecords(db, id);
  await checkComplete(from, { announced, rows }, signal);
  const pull = { kind: 'full', wholeAt: startedAt, changed: rows, deleted: 0 } as const;
  completeSnapshot(db, id, { at: nowIso(context), watermark, rows, pull });
  await inTurns(buildSketch(db, { id, side: port.side }), signal);
  meter.end('done');
  return id;
}

/** Some may have been deleted while the pages came: the far side is asked once more what it holds. */
export async function checkComplete(
  { port, facts }: Pick<ReadFrom, 'port' | 'facts'>,
  counted: { readonly announced: number | null; readonly rows: number },
  signal: AbortSignal,
): Promise<void> {
  const { announced, rows } = counted;
  if (announced === null || rows >= announced) return;
  const expected = Math.min(announced, await port.count(facts, signal));
  if (rows >= expected) return;
  throw new Refusal({ code: 'side/incomplete', side: port.side, expected, received: rows });
}

export function withIdentity(record: SideRecord, rules: IdentityRules): StoredRecord {
  const { identity, mergedBy } = normalizeEmail(record.values.email, rules);
  return { record, identity, mergedBy };
}

/** The first page's: a page that came later says nothing of what changed in the pages before it. */
export function earlierOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
