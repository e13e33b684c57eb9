/**
 * Law: comparing a page at a time in the journal finds what comparing everything in memory finds, in the
 * same order, whatever the two lists, the bases, the links and the rules are.
 */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Policy } from '../../shared/domain/policy.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { WhoIsWho } from '../../shared/domain/who-is-who.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { readRowDiffs } from '../../electron/engine/sync/read-rows.ts';
import type { WorldCase } from '../arbitraries.ts';
import { policies, sayings, tidyWorld, wildWorld } from '../arbitraries.ts';
import { AT, makeJournal } from '../journal-builders.ts';
import { contextOver } from './bare-context.ts';
import { DEFAULT_LABEL, storeWorld } from './store-world.ts';

function storeSaid(db: Journal, { apart, sharedAddresses }: WhoIsWho): void {
  const pairingId = currentPairing(db)!.id;
  for (const pair of apart) {
    db.statement('INSERT INTO apart VALUES (?, ?, ?, ?, ?)').run(
      pairingId,
      ...pair.split(' '),
      'tester',
      AT,
    );
  }
  for (const { identity, decision, names } of sharedAddresses.values()) {
    db.statement('INSERT INTO shared_address VALUES (?, ?, ?, ?, ?, ?)').run(
      pairingId,
      identity,
      decision,
      JSON.stringify(names),
      'tester',
      AT,
    );
  }
}

/** Links that bind each record once and leave known pairs alone, records in the order of their ids. */
function storable(world: WorldCase): WorldCase {
  const bound = new Set(world.bases.flatMap((base) => [base.memberId, base.registrationId]));
  const links = world.links.filter(({ memberId, registrationId }) => {
    if (bound.has(memberId) || bound.has(registrationId)) return false;
    bound.add(memberId).add(registrationId);
    return true;
  });
  const byId = (a: SideRecord, b: SideRecord) => (a.recordId < b.recordId ? -1 : 1);
  return {
    members: [...world.members].sort(byId),
    registrations: [...world.registrations].sort(byId),
    bases: world.bases,
    links,
  };
}

type Said = (world: WorldCase) => WhoIsWho;

async function compareBothWays(given: WorldCase, policy: Policy, said: Said): Promise<void> {
  const world = storable(given);
  const journal = makeJournal();
  try {
    const { db } = journal;
    const { snapshots } = storeWorld(db, world, policy);
    const whoIsWho = said(world);
    storeSaid(db, whoIsWho);
    const context = contextOver(db);
    await compareSnapshots(context, currentPairing(db)!, snapshots, new AbortController().signal);
    const stored = readRowDiffs(context, { after: 0, count: 1000 }).map(({ row }) => row);
    const rules = {
      policy,
      comparedFields: FIELDS,
      defaultLabel: DEFAULT_LABEL,
      chosenKeepers: new Set<string>(),
      whoIsWho,
    };
    expect(stored).toEqual(reconcile(world, rules));
  } finally {
    journal.remove();
  }
}

test('tidy lists with bases come out of the journal as they come out of memory', async () => {
  await fc.assert(fc.asyncProperty(tidyWorld(), policies(), sayings(), compareBothWays), {
    numRuns: 40,
  });
});

test('lists with shared, changed and missing addresses and hand links do as well', async () => {
  await fc.assert(fc.asyncProperty(wildWorld(), policies(), sayings(), compareBothWays), {
    numRuns: 60,
  });
});
