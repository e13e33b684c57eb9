/**
 * Changes of a pairing's policy, each followed by a comparison. The policy is stored in the transaction that
 * shows the new comparison, so that the two never disagree. Changes that come while one is being compared
 * are made together by the next.
 */
import type { Policy } from '../../../shared/domain/policy.ts';
import type { EngineContext } from '../context.ts';
import { pairingOf } from '../context.ts';
import { setPolicy } from '../journal/pairing-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { compareSnapshots } from '../sync/compare.ts';

export type PolicyChange = (policy: Policy) => Policy;

export function createPolicyChanges(
  context: EngineContext,
): (change: PolicyChange) => Promise<void> {
  let waiting: { readonly changes: PolicyChange[]; readonly done: Promise<void> } | null = null;

  return async (change) => {
    pairingOf(context);
    if (waiting === null) {
      const changes: PolicyChange[] = [];
      const done = context.jobs
        .exclusive('compare', (signal) => {
          waiting = null;
          return apply(context, changes, signal);
        })
        .finally(() => {
          if (waiting?.changes === changes) waiting = null;
        });
      waiting = { changes, done };
    }
    waiting.changes.push(change);
    await waiting.done;
  };
}

async function apply(
  context: EngineContext,
  changes: readonly PolicyChange[],
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const pairing = pairingOf(context);
  const policy = changes.reduce((made, change) => change(made), pairing.policy);
  if (JSON.stringify(policy) === JSON.stringify(pairing.policy)) return;
  const snapshots = currentSnapshots(db, pairing.id);
  if (snapshots === null) {
    setPolicy(db, pairing.id, policy);
  } else {
    const ids = { salesforce: snapshots.salesforce.id, voyage: snapshots.voyage.id };
    await compareSnapshots(context, { ...pairing, policy }, ids, signal);
    context.sweeper.start();
  }
  context.emit('changed', { what: 'pairing' });
}
