/**
 * Compares two complete snapshots under the pairing's policy into a new diff, column by column, and puts it in
 * the place of the one shown in one transaction: with the snapshots it was made from, and with the decisions
 * that are still meant. `alongside` is done in that transaction too.
 */
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { ComparedAgain } from '../columns/compare-again.ts';
import { compareAgain } from '../columns/compare-again.ts';
import type { ComparedAll } from '../columns/compare-all.ts';
import { compareAll } from '../columns/compare-all.ts';
import { rulesOf } from '../columns/compare-rules.ts';
import { inTurns } from '../columns/in-turns.ts';
import { currentSketches } from '../columns/make-sketch.ts';
import { currentBases } from '../columns/patch-bases.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import { letGo } from '../journal/column-data.ts';
import {
  copyExceptions,
  insertDiffExceptions,
  writeDiffColumns,
  writeRules,
} from '../journal/diff-columns.ts';
import type { DiffStart } from '../journal/diff-repository.ts';
import { currentDiff, startDiff, swapDiffIn } from '../journal/diff-repository.ts';
import { replayDecisions } from '../journal/decision-repository.ts';
import { whoIsWho } from '../journal/link-repository.ts';
import { chosenKeepers } from '../journal/match-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { setFacts, setPolicy } from '../journal/pairing-repository.ts';
import { insertRecords, recordsById, setIdentityRules } from '../journal/record-repository.ts';
import { dropSketches } from '../journal/sketch-columns.ts';
import { snapshotById, swapSnapshotsIn } from '../journal/snapshot-repository.ts';
import { createMeter } from './meter.ts';
import { reconcileContext } from './reconcile-context.ts';

export async function compareSnapshots(
  context: EngineContext,
  pairing: Pairing,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
  alongside: () => void = () => undefined,
): Promise<void> {
  const { db } = context;
  await followIdentityRules(db, pairing, snapshots, signal);
  const heads = {
    salesforce: snapshotById(db, snapshots.salesforce),
    voyage: snapshotById(db, snapshots.voyage),
  };
  const total = heads.salesforce.rows + heads.voyage.rows;
  const meter = createMeter(context, { job: 'compare', stage: 'matching', side: null, total });
  await inTurns(currentBases(db, pairing.id), signal);
  const sketches = await inTurns(currentSketches(db, snapshots), signal);
  const facts = { salesforce: heads.salesforce.facts, voyage: heads.voyage.facts };
  const rules = reconcileContext(
    pairing.policy,
    facts,
    chosenKeepers(db, pairing.id),
    whoIsWho(db, pairing.id),
  );
  const before = currentDiff(db, pairing.id);
  const again =
    before === null
      ? null
      : await inTurns(compareAgain(db, pairing.id, before, sketches, rules), signal);
  const compared = again ?? (await inTurns(compareAll(db, pairing.id, sketches, rules), signal));
  const { id: pairingId, policy } = pairing;
  const start = { pairingId, snapshots, sketches, policy, at: nowIso(context) };
  db.transaction(() => {
    const diffId = store(db, start, compared, again);
    writeRules(db, diffId, rulesOf(db, pairing.id, rules));
    swapIn(db, start, { diffId, rows: compared.columns.rows }, facts);
    alongside();
  });
  if (again === null) {
    const { member, registration, verdict } = compared.columns;
    letGo(member, registration, verdict, compared.traces.base, compared.traces.pattern);
  }
  meter.at(total);
  meter.end('done');
  context.emit('changed', { what: 'diff' });
}

function store(
  db: Journal,
  start: DiffStart,
  { columns, traces, exceptions }: ComparedAll,
  again: ComparedAgain | null,
): number {
  const diffId = startDiff(db, start);
  writeDiffColumns(db, { diffId, columns, traces }, again?.before ?? null);
  insertDiffExceptions(db, diffId, exceptions);
  if (again !== null && again.replaced !== null) {
    copyExceptions(db, again.before.diffId, diffId, again.replaced);
  }
  return diffId;
}

/** Within one transaction: before it everything shown is as it was, after it everything is new. */
function swapIn(
  db: Journal,
  start: DiffStart,
  { diffId, rows }: { readonly diffId: number; readonly rows: number },
  facts: Readonly<Record<Side, ListFacts>>,
): void {
  swapSnapshotsIn(db, start.pairingId, start.snapshots);
  for (const side of SIDES) setFacts(db, start.pairingId, facts[side]);
  setPolicy(db, start.pairingId, start.policy);
  swapDiffIn(db, diffId, rows);
  replayDecisions(db, start.pairingId, diffId);
  dropSketches(db);
}

/** Identities are stored as the rules of their time made them: under other rules they are made anew. */
async function followIdentityRules(
  db: Journal,
  pairing: Pairing,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<void> {
  const { plusTags, gmailDots } = pairing.policy.identity;
  for (const side of SIDES) {
    const { rules } = snapshotById(db, snapshots[side]);
    if (rules.plusTags === plusTags && rules.gmailDots === gmailDots) continue;
    await inTurns(renewIdentities(db, pairing, { id: snapshots[side], side }), signal);
  }
}

function* renewIdentities(
  db: Journal,
  { policy }: Pairing,
  snapshot: { readonly id: number; readonly side: Side },
): Generator<void, void, void> {
  let after = '';
  for (;;) {
    const page = recordsById(db, snapshot, after, 2000);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.record.recordId;
    const renewed = page.map(({ record }) => {
      const { identity, mergedBy } = normalizeEmail(record.values.email, policy.identity);
      return { record, identity, mergedBy };
    });
    db.transaction(() => insertRecords(db, snapshot.id, renewed));
    yield;
  }
  setIdentityRules(db, snapshot.id, policy.identity);
}
