import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { EngineState, LastPull, PairingView } from '../../shared/ipc/engine-views.ts';
import type { EngineContext } from './context.ts';
import { callbackState } from './journal/callback-repository.ts';
import type { Journal } from './journal/database.ts';
import { currentDiff, revisionOf } from './journal/diff-repository.ts';
import type { Pairing } from './journal/pairing-repository.ts';
import { currentPairing } from './journal/pairing-repository.ts';
import { countWaiting, unmappedCounts } from './journal/review-repository.ts';
import type { Snapshot } from './journal/snapshot-repository.ts';
import { currentSnapshots } from './journal/snapshot-repository.ts';

type RunPart = Pick<EngineState, 'plan' | 'activeRun' | 'lastTxId'>;
type ReviewPart = Pick<EngineState, 'unmapped' | 'undecided' | 'hasDiff'>;

/** What waits is counted once per revision of the diff and its decisions. */
export function createEngineState(
  context: Pick<EngineContext, 'options' | 'db' | 'connections'>,
  runPart: () => RunPart,
): () => EngineState {
  const { options, db, connections } = context;
  let known: { readonly key: string; readonly part: ReviewPart } | null = null;

  function reviewPart(pairing: Pairing | null): ReviewPart {
    const diff = pairing === null ? null : currentDiff(db, pairing.id);
    if (diff === null) return { unmapped: [], undecided: 0, hasDiff: false };
    const key = `${String(diff.pairingId)} ${revisionOf(db, diff.pairingId)}`;
    if (known?.key !== key) {
      const unmapped = unmappedCounts(db, diff.id);
      const undecided = countWaiting(db, diff.id);
      known = { key, part: { unmapped, undecided, hasDiff: true } };
    }
    return known.part;
  }

  return () => {
    const pairing = currentPairing(db);
    return {
      workspace: options.workspace.name,
      kind: options.workspace.kind,
      connections: connections.states(),
      gap: connections.gap(),
      pairing: pairing === null ? null : pairingView(db, pairing),
      callbacks: callbackState(db, pairing),
      ...reviewPart(pairing),
      ...runPart(),
    };
  };
}

function pairingView(db: Journal, pairing: Pairing): PairingView {
  const snapshots = currentSnapshots(db, pairing.id);
  const readAt = SIDES.map((side) => snapshots?.[side].completedAt ?? '').sort();
  return {
    id: pairing.id,
    campaignId: pairing.campaignId,
    campaignName: pairing.campaignName,
    eventId: pairing.eventId,
    eventName: pairing.eventName,
    // The older of the two: nothing newer than that is known of both sides.
    pulledAt: snapshots === null ? null : (readAt[0] ?? null),
    lastPull: snapshots === null ? null : lastPull(snapshots),
    members: snapshots?.salesforce.rows ?? pairing.facts.salesforce.expectedRows,
    registrations: snapshots?.voyage.rows ?? pairing.facts.voyage.expectedRows,
  };
}

/** Null for a pull of before anybody counted. */
function lastPull({ salesforce, voyage }: Readonly<Record<Side, Snapshot>>): LastPull | null {
  if (salesforce.pull.wholeAt === null || voyage.pull.wholeAt === null) return null;
  const part = ({ pull: { changed, deleted, calls } }: Snapshot) => ({ changed, deleted, calls });
  const isFull = salesforce.pull.kind === 'full' || voyage.pull.kind === 'full';
  return {
    kind: isFull ? 'full' : 'changes',
    changed: salesforce.pull.changed + voyage.pull.changed,
    sides: { salesforce: part(salesforce), voyage: part(voyage) },
  };
}
