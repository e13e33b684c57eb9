/**
 * Compares two complete snapshots under the pairing's policy into a new diff, batch by batch, and puts it in
 * the place of the one shown in one transaction: with the snapshots it was made from, and with the decisions
 * that are still meant. `alongside` is done in that transaction too.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { Base, RowDiff } from '../../../shared/domain/row.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { compareInReviewOrder, groupRows } from '../../../shared/reconcile/match.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import { basesOf, hasBases } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import { dropDiff } from '../journal/sweep-repository.ts';
import type { DiffStart } from '../journal/diff-repository.ts';
import { startDiff, swapDiffIn } from '../journal/diff-repository.ts';
import { copyInReviewOrder, insertDiffRows } from '../journal/diff-row-repository.ts';
import { replayDecisions } from '../journal/decision-repository.ts';
import { whoIsWho } from '../journal/link-repository.ts';
import { chosenKeepers, makeMatchEntries } from '../journal/match-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { setFacts, setPolicy } from '../journal/pairing-repository.ts';
import { insertRecords, recordsById, setIdentityRules } from '../journal/record-repository.ts';
import { snapshotById, swapSnapshotsIn } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import type { KeyedGroup } from './match-groups.ts';
import { matchGroups } from './match-groups.ts';
import { createMeter } from './meter.ts';
import { reconcileContext } from './reconcile-context.ts';
import { toDiffRow } from './to-diff-row.ts';

const BATCH_RECORDS = 1500;

export async function compareSnapshots(
  context: EngineContext,
  pairing: Pairing,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
  alongside: () => void = () => undefined,
): Promise<void> {
  const { db } = context;
  await followIdentityRules(db, pairing, snapshots, signal);
  makeMatchEntries(db, pairing.id, snapshots);

  const heads = {
    salesforce: snapshotById(db, snapshots.salesforce),
    voyage: snapshotById(db, snapshots.voyage),
  };
  const facts = { salesforce: heads.salesforce.facts, voyage: heads.voyage.facts };
  const rules = reconcileContext(
    pairing.policy,
    facts,
    chosenKeepers(db, pairing.id),
    whoIsWho(db, pairing.id),
  );
  const start = { pairingId: pairing.id, snapshots, policy: pairing.policy, at: nowIso(context) };
  const diffId = startDiff(db, start);
  try {
    const total = heads.salesforce.rows + heads.voyage.rows;
    const built = await buildRows(context, { start, diffId, rules, total, signal });
    db.transaction(() => {
      finish(db, start, built, facts);
      alongside();
    });
  } catch (failure) {
    dropDiff(db, diffId);
    throw failure;
  }
  context.emit('changed', { what: 'diff' });
}

interface Building {
  readonly start: DiffStart;
  readonly diffId: number;
  readonly rules: ReconcileContext;
  readonly total: number;
  readonly signal: AbortSignal;
}

interface Built {
  readonly diffId: number;
  readonly rows: number;
  readonly isInOrder: boolean;
}

async function buildRows(context: EngineContext, building: Building): Promise<Built> {
  const { db } = context;
  const { pairingId, snapshots } = building.start;
  const { total } = building;
  const meter = createMeter(context, { job: 'compare', stage: 'matching', side: null, total });
  const knowsPairs = hasBases(db, pairingId);
  let rows = 0;
  let done = 0;
  let last: RowDiff | null = null;
  let isInOrder = true;

  for (const batch of batches(matchGroups(db, snapshots))) {
    const bases: ReadonlyMap<string, Base> = knowsPairs
      ? basesOf(
          db,
          pairingId,
          batch.groups.map(({ key }) => key),
        )
      : new Map<string, Base>();
    const found = batch.groups.flatMap((group) =>
      rowsOf(group, bases.get(group.key) ?? null, building.rules),
    );
    for (const row of found) {
      isInOrder &&= last === null || compareInReviewOrder(last, row) < 0;
      last = row;
    }
    const from = rows + 1;
    db.transaction(() => insertDiffRows(db, building.diffId, from, found.map(toDiffRow)));
    rows += found.length;
    done += batch.records;
    meter.at(done);
    await nextTurn();
    if (building.signal.aborted) throw new Refusal({ code: 'run/cancelled' });
  }
  meter.end('done');
  return { diffId: building.diffId, rows, isInOrder };
}

function rowsOf(group: KeyedGroup, base: Base | null, rules: ReconcileContext): readonly RowDiff[] {
  const all = [...group.members, ...group.registrations];
  const isOfGroup = all.some(
    ({ record }) =>
      record.recordId === (record.side === 'salesforce' ? base?.memberId : base?.registrationId),
  );
  const rows = groupRows(
    {
      rowKey: group.key,
      identity: all.find(({ identity }) => identity !== null)?.identity ?? null,
      mergedBy: all.find(({ mergedBy }) => mergedBy !== null)?.mergedBy ?? null,
      members: group.members.map(({ record }) => record),
      registrations: group.registrations.map(({ record }) => record),
      base: isOfGroup ? base : null,
    },
    rules,
  );
  return rows.length < 2 ? rows : [...rows].sort(compareInReviewOrder);
}

/** A group is never cut in two. */
function* batches(
  groups: Iterable<KeyedGroup>,
): Generator<{ readonly groups: readonly KeyedGroup[]; readonly records: number }, void, void> {
  let open: KeyedGroup[] = [];
  let records = 0;
  for (const group of groups) {
    open.push(group);
    records += group.members.length + group.registrations.length;
    if (records < BATCH_RECORDS) continue;
    yield { groups: open, records };
    open = [];
    records = 0;
  }
  if (open.length > 0) yield { groups: open, records };
}

/** Within one transaction: before it everything shown is as it was, after it everything is new. */
function finish(
  db: Journal,
  start: DiffStart,
  built: Built,
  facts: Readonly<Record<Side, ListFacts>>,
): void {
  const diffId = built.isInOrder ? built.diffId : reorder(db, start, built.diffId);
  swapSnapshotsIn(db, start.pairingId, start.snapshots);
  for (const side of SIDES) setFacts(db, start.pairingId, facts[side]);
  setPolicy(db, start.pairingId, start.policy);
  swapDiffIn(db, diffId, built.rows);
  replayDecisions(db, start.pairingId, diffId);
}

/** Keys in another order than identities (a pair whose email changed): the rows are copied into order. */
function reorder(db: Journal, start: DiffStart, builtId: number): number {
  const diffId = startDiff(db, start);
  copyInReviewOrder(db, builtId, diffId);
  dropDiff(db, builtId);
  return diffId;
}

/** Identities are stored as the rules of their time made them: under other rules they are made anew. */
async function followIdentityRules(
  db: Journal,
  pairing: Pairing,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<void> {
  const rules = pairing.policy.identity;
  for (const side of SIDES) {
    const id = snapshots[side];
    const were = snapshotById(db, id).rules;
    if (were.plusTags === rules.plusTags && were.gmailDots === rules.gmailDots) continue;
    let after = '';
    for (;;) {
      const page = recordsById(db, { id, side }, after, 2000);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.record.recordId;
      const renewed = page.map(({ record }) => {
        const { identity, mergedBy } = normalizeEmail(record.values.email, rules);
        return { record, identity, mergedBy };
      });
      db.transaction(() => insertRecords(db, id, renewed));
      await nextTurn();
      if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    }
    setIdentityRules(db, id, rules);
  }
}
