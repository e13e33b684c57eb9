/** Reads both sides at once, each the way that is due: whole, or what changed of it. */
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import type { Snapshot } from '../journal/snapshot-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import type { SidePort } from '../sides/side-port.ts';
import { orCancelled } from '../sides/http/wait.ts';
import { wholeReason } from './full-pull-due.ts';
import type { Changes } from './take-changes.ts';
import { takeChanges } from './take-changes.ts';
import type { ReadFrom } from './take-snapshot.ts';
import { takeSnapshot } from './take-snapshot.ts';

export interface Read {
  readonly from: ReadFrom;
  /** A complete snapshot's id, or what changed since the one in use. */
  readonly taken: number | Changes;
}

/** When one fails the other stops, and its own complaint about that is not the reason. */
export async function readBoth(
  context: EngineContext,
  pairing: Pairing,
  ports: Readonly<Record<Side, SidePort>>,
  options: { readonly isFull: boolean },
  signal: AbortSignal,
): Promise<Readonly<Record<Side, Read>>> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const previous = currentSnapshots(context.db, pairing.id);
  const reasons: Error[] = [];

  async function read(side: Side, listId: string): Promise<Read | null> {
    try {
      const port = ports[side];
      const facts = await orCancelled(port.describe(listId), either);
      const from = { port, facts, pairingId: pairing.id, rules: pairing.policy.identity };
      const taken = await take(context, from, previous?.[side] ?? null, options.isFull, either);
      return { from, taken };
    } catch (failure) {
      reasons.push(failure instanceof Error ? failure : new Error(String(failure)));
      stop.abort();
      return null;
    }
  }

  const [salesforce, voyage] = await Promise.all([
    read('salesforce', pairing.campaignId),
    read('voyage', pairing.eventId),
  ]);
  if (salesforce !== null && voyage !== null) return { salesforce, voyage };
  throw reasons[0] ?? new Error('A side was not read, and not said why.');
}

async function take(
  context: EngineContext,
  from: ReadFrom,
  previous: Snapshot | null,
  isAsked: boolean,
  signal: AbortSignal,
): Promise<number | Changes> {
  const now = { isAsked, facts: from.facts, rules: from.rules, at: context.options.clock() };
  const taken =
    previous === null
      ? 'first'
      : (wholeReason(previous, now) ?? (await takeChanges(context, from, previous, signal)));
  if (typeof taken !== 'string') return taken;
  context.options.log('pull/whole', { side: from.port.side, reason: taken });
  return takeSnapshot(context, from, signal);
}
