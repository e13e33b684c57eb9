/**
 * Reads one side whole into a snapshot, a page per transaction. It counts as complete only when everything
 * the far side says it holds has arrived: a member that is merely missing from a cut answer would look
 * like one that was deleted.
 */
import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type { ListFacts, SideRecord } from '../../../shared/domain/record.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import type { StoredRecord } from '../journal/record-repository.ts';
import { countRecords, insertRecords } from '../journal/record-repository.ts';
import { completeSnapshot, startSnapshot } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort } from '../sides/side-port.ts';
import { createMeter } from './meter.ts';

export interface SnapshotTaken {
  readonly id: number;
  readonly rows: number;
}

export async function takeSnapshot(
  context: EngineContext,
  from: {
    readonly port: SidePort;
    readonly facts: ListFacts;
    readonly pairingId: number;
    readonly rules: IdentityRules;
  },
  signal: AbortSignal,
): Promise<SnapshotTaken> {
  const { db } = context;
  const { port, facts, pairingId, rules } = from;
  const id = startSnapshot(db, { pairingId, facts, rules, at: nowIso(context) });
  const total = facts.expectedRows;
  const meter = createMeter(context, { job: 'pull', stage: 'reading', side: port.side, total });
  let announced = total;
  let watermark: string | null = null;
  let read = 0;

  for await (const page of port.readPages(facts, { signal })) {
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    db.transaction(() =>
      insertRecords(
        db,
        id,
        page.records.map((record) => withIdentity(record, rules)),
      ),
    );
    read += page.records.length;
    announced = page.total ?? announced;
    watermark = laterOf(watermark, page.asOf);
    meter.at(read, announced);
  }
  if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });

  const rows = countRecords(db, id);
  await checkComplete(port, facts, { announced, rows });
  completeSnapshot(db, id, { at: nowIso(context), watermark, rows });
  meter.end('done');
  return { id, rows };
}

/** Some may have been deleted while the pages came: the far side is asked once more what it holds. */
async function checkComplete(
  port: SidePort,
  facts: ListFacts,
  counted: { readonly announced: number | null; readonly rows: number },
): Promise<void> {
  if (counted.announced === null || counted.rows >= counted.announced) return;
  const now = (await port.describe(facts.listId)).expectedRows;
  const expected = Math.min(counted.announced, now ?? counted.announced);
  if (counted.rows >= expected) return;
  throw new Refusal({
    code: 'side/incomplete',
    side: port.side,
    expected,
    received: counted.rows,
  });
}

function withIdentity(record: SideRecord, rules: IdentityRules): StoredRecord {
  const { identity, mergedBy } = normalizeEmail(record.values.email, rules);
  return { record, identity, mergedBy };
}

function laterOf(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
