/**
 * Pulls both sides, looks up who is in Salesforce for those on Voyage alone, compares, and only then puts
 * everything new in the place of the old. Whatever fails or is cancelled before leaves the old as it was.
 */
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import { pairingOf } from '../context.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import {
  notePeopleToFind,
  peopleToFind,
  writePeopleFound,
} from '../journal/snapshot-repository.ts';
import { dropUnfinishedSnapshots } from '../journal/sweep-repository.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort } from '../sides/side-port.ts';
import { compareSnapshots } from './compare.ts';
import type { Connected } from './connections.ts';
import { createMeter } from './meter.ts';
import { takeSnapshot } from './take-snapshot.ts';

const PEOPLE_AT_ONCE = 1000;

export async function pull(context: EngineContext, signal: AbortSignal): Promise<void> {
  const pairing = pairingOf(context);
  try {
    const sides = await connectedSides(context, pairing);
    const snapshots = await takeBoth(context, pairing, sides, signal);
    await findPeople(context, sides.salesforce, snapshots, signal);
    await compareSnapshots(context, pairing, snapshots, signal);
  } catch (failure) {
    dropUnfinishedSnapshots(context.db, pairing.id);
    const told = signal.aborted ? new Refusal({ code: 'run/cancelled' }, failure) : failure;
    tellEnd(context, signal.aborted ? 'cancelled' : 'failed');
    throw told;
  } finally {
    context.sweeper.start();
  }
}

type Ports = Readonly<Record<Side, SidePort>>;

async function connectedSides(context: EngineContext, pairing: Pairing): Promise<Ports> {
  const salesforce = await context.connections.require('salesforce');
  const voyage = await context.connections.require('voyage');
  checkSameAccount(salesforce, pairing.orgId);
  checkSameAccount(voyage, pairing.accountId);
  return { salesforce: salesforce.port, voyage: voyage.port };
}

/** The same ids in another org or account are other people. */
export function checkSameAccount({ identity }: Connected, expectedId: string): void {
  if (identity.id === expectedId) return;
  const detail = `The pairing was chosen in ${expectedId}, and ${identity.name} (${identity.id}) is connected.`;
  throw new Refusal({ code: 'side/refused', side: identity.side, detail });
}

/** Both at once; when one fails the other stops, and its own complaint about that is not the reason. */
async function takeBoth(
  context: EngineContext,
  pairing: Pairing,
  ports: Ports,
  signal: AbortSignal,
): Promise<Readonly<Record<Side, number>>> {
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const reasons: Error[] = [];

  async function take(side: Side, listId: string): Promise<number> {
    const port = ports[side];
    try {
      const facts = await port.describe(listId);
      const from = { port, facts, pairingId: pairing.id, rules: pairing.policy.identity };
      return (await takeSnapshot(context, from, either)).id;
    } catch (failure) {
      reasons.push(failure instanceof Error ? failure : new Error(String(failure)));
      stop.abort();
      return 0;
    }
  }

  const [salesforce, voyage] = await Promise.all([
    take('salesforce', pairing.campaignId),
    take('voyage', pairing.eventId),
  ]);
  const [reason] = reasons;
  if (reason !== undefined) throw reason;
  return { salesforce, voyage };
}

async function findPeople(
  context: EngineContext,
  salesforce: SidePort,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const total = db.transaction(() => notePeopleToFind(db, snapshots));
  const start = { job: 'pull', stage: 'finding-people', side: 'salesforce', total } as const;
  const meter = createMeter(context, start);
  let done = 0;
  let after = '';
  for (;;) {
    const identities = peopleToFind(db, snapshots.voyage, after, PEOPLE_AT_ONCE);
    const last = identities.at(-1);
    if (last === undefined) break;
    const people = await salesforce.findPeople(identities, signal);
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    db.transaction(() => writePeopleFound(db, snapshots.voyage, people));
    after = last;
    done += identities.length;
    meter.at(done);
  }
  meter.end('done');
}

function tellEnd(context: EngineContext, stage: 'failed' | 'cancelled'): void {
  createMeter(context, { job: 'pull', stage, side: null, total: null });
}
