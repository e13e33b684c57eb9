/**
 * Pulls both sides, looks up who is in Salesforce for those on Voyage alone, compares, and only then puts
 * everything new in the place of the old. Whatever fails or is cancelled before leaves the old as it was.
 *
 * A side is read whole, or what changed of it since the snapshot in use. Where nothing changed on either side
 * snapshots and comparison stay, and are as of now.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { readInbox } from '../callbacks/read-inbox.ts';
import type { EngineContext } from '../context.ts';
import { nowIso, pairingOf } from '../context.ts';
import { newestCallback } from '../journal/callback-repository.ts';
import { currentDiff } from '../journal/diff-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { setCallbacksSeen, setFacts } from '../journal/pairing-repository.ts';
import { findRunToCompare } from '../journal/run-repository.ts';
import { noteDeparted } from '../journal/ledger-repository.ts';
import {
  currentSnapshots,
  renewSnapshot,
  setSnapshotCalls,
} from '../journal/snapshot-repository.ts';
import { dropUnfinishedSnapshots } from '../journal/sweep-repository.ts';
import { Refusal } from '../refusal.ts';
import { compareSnapshots } from './compare.ts';
import type { Connected } from './connections.ts';
import { findPeople } from './find-people.ts';
import { followPeople } from './follow-people.ts';
import { createMeter } from './meter.ts';
import type { Read } from './read-side.ts';
import { readBoth } from './read-side.ts';
import type { Changes } from './take-changes.ts';
import { completeChanges } from './take-changes.ts';

export interface PullOptions {
  /** Everything is read, whatever was read before. */
  readonly isFull: boolean;
  /** Voyage's notifications were read just now. */
  readonly isInboxRead?: boolean;
}

export async function pull(
  context: EngineContext,
  options: PullOptions,
  signal: AbortSignal,
): Promise<void> {
  const pairing = pairingOf(context);
  try {
    const sides = await connectedSides(context, pairing);
    await pullFrom(context, pairing, sides, options, signal);
  } catch (failure) {
    const told = signal.aborted ? new Refusal({ code: 'run/cancelled' }, failure) : failure;
    tellEnd(context, signal.aborted ? 'cancelled' : 'failed');
    throw told;
  } finally {
    dropUnfinishedSnapshots(context.db, pairing.id);
    context.sweeper.start();
  }
}

type Sides = Readonly<Record<Side, Connected>>;

async function connectedSides(context: EngineContext, pairing: Pairing): Promise<Sides> {
  const salesforce = await context.connections.require('salesforce');
  const voyage = await context.connections.require('voyage');
  checkSameAccount(salesforce, pairing.orgId);
  checkSameAccount(voyage, pairing.accountId);
  return { salesforce, voyage };
}

/** The same ids in another org or account are other people. */
export function checkSameAccount({ identity }: Connected, expectedId: string): void {
  if (identity.id === expectedId) return;
  const detail = `The pairing was chosen in ${expectedId}, and ${identity.name} (${identity.id}) is connected.`;
  throw new Refusal({ code: 'side/refused', side: identity.side, detail });
}

async function pullFrom(
  context: EngineContext,
  pairing: Pairing,
  sides: Sides,
  options: PullOptions,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const ports = { salesforce: sides.salesforce.port, voyage: sides.voyage.port };
  const callsBefore = {
    salesforce: ports.salesforce.callsMade(),
    voyage: ports.voyage.callsMade(),
  };
  if (options.isInboxRead !== true) await glanceAtInbox(context, sides.voyage, signal);
  const callbacks = newestCallback(db);

  /** Part of the transaction that ends the pull. */
  function noteEnd(snapshots: Readonly<Record<Side, number>>): void {
    for (const side of SIDES) {
      setSnapshotCalls(db, snapshots[side], ports[side].callsMade() - callsBefore[side]);
    }
    setCallbacksSeen(db, pairing.id, callbacks);
  }

  const read = await readBoth(context, pairing, ports, options, signal);
  const unchanged = changesOfNothing(context, pairing, read);
  if (unchanged !== null) {
    keepAsOfNow(context, pairing, unchanged, noteEnd);
    return;
  }
  const complete = async ({ taken, from }: Read): Promise<number> =>
    typeof taken === 'number' ? taken : completeChanges(context, from, taken, signal);
  const snapshots = {
    salesforce: await complete(read.salesforce),
    voyage: await complete(read.voyage),
  };
  await findPeople(context, ports.salesforce, snapshots, signal);
  const unfollow = await followPeople(context, pairing.id, ports.salesforce, snapshots, signal);
  const before = currentSnapshots(db, pairing.id);
  const compared = compareSnapshots(context, pairing, snapshots, signal, () => {
    noteEnd(snapshots);
    if (before !== null) noteDeparted(db, pairing.id, before, snapshots, nowIso(context));
  });
  await compared.catch((failure: unknown) => {
    unfollow();
    throw failure;
  });
}

/** A pull needs no feed: where it can't be read, the watch says so in its own time. */
async function glanceAtInbox(
  context: EngineContext,
  voyage: Connected,
  signal: AbortSignal,
): Promise<void> {
  try {
    await readInbox(context, voyage, signal);
  } catch (failure) {
    if (!(failure instanceof Refusal) || signal.aborted) throw failure;
    context.options.log('callbacks/refused', { code: failure.error.code });
  }
}

interface Unchanged {
  readonly changes: Changes;
  readonly from: Read['from'];
}

/** Both sides' empty changes, when the comparison in use is of the snapshots before them; else null. */
function changesOfNothing(
  context: EngineContext,
  pairing: Pairing,
  read: Readonly<Record<Side, Read>>,
): Readonly<Record<Side, Unchanged>> | null {
  const salesforce = emptyChanges(read.salesforce);
  const voyage = emptyChanges(read.voyage);
  const diff = currentDiff(context.db, pairing.id);
  if (salesforce === null || voyage === null || diff === null) return null;
  const isCompared =
    diff.snapshots.salesforce === salesforce.changes.previous.id &&
    diff.snapshots.voyage === voyage.changes.previous.id &&
    findRunToCompare(context.db, pairing.id) === null;
  return isCompared ? { salesforce, voyage } : null;
}

function emptyChanges({ taken, from }: Read): Unchanged | null {
  if (typeof taken === 'number' || taken.changed + taken.deleted > 0) return null;
  return { changes: taken, from };
}

function keepAsOfNow(
  context: EngineContext,
  pairing: Pairing,
  unchanged: Readonly<Record<Side, Unchanged>>,
  noteEnd: (snapshots: Readonly<Record<Side, number>>) => void,
): void {
  const { db } = context;
  const at = nowIso(context);
  db.transaction(() => {
    for (const side of SIDES) {
      const { changes, from } = unchanged[side];
      const { watermark, previous } = changes;
      renewSnapshot(db, previous.id, { at, watermark, facts: from.facts });
      setFacts(db, pairing.id, from.facts);
    }
    noteEnd({
      salesforce: unchanged.salesforce.changes.previous.id,
      voyage: unchanged.voyage.changes.previous.id,
    });
  });
  context.emit('changed', { what: 'pairing' });
  tellEnd(context, 'done');
}

function tellEnd(context: EngineContext, stage: 'done' | 'failed' | 'cancelled'): void {
  createMeter(context, { job: 'pull', stage, side: null, total: null });
}
