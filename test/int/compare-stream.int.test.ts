/**
 * Law: comparing a page at a time in the journal finds what comparing everything in memory finds, in the
 * same order, whatever the two lists, the bases, the links and the rules are.
 */
import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Policy } from '../../shared/domain/policy.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { ListFacts, SideRecord } from '../../shared/domain/record.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { WhoIsWho } from '../../shared/domain/who-is-who.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { createJobs } from '../../electron/engine/jobs.ts';
import { writeBases } from '../../electron/engine/journal/base-repository.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { choosePairing, currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import {
  completeSnapshot,
  startSnapshot,
} from '../../electron/engine/journal/snapshot-repository.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { createConnections } from '../../electron/engine/sync/connections.ts';
import { readRowDiffs } from '../../electron/engine/sync/read-rows.ts';
import { createSweeper } from '../../electron/engine/sync/sweeper.ts';
import type { WorldCase } from '../arbitraries.ts';
import { policies, sayings, tidyWorld, wildWorld } from '../arbitraries.ts';
import { AT, makeJournal } from '../journal-builders.ts';

const DEFAULT_LABEL = 'Sent';

function factsOf(side: Side): ListFacts {
  const status = { label: DEFAULT_LABEL, isDefault: true, hasResponded: false, sortOrder: 1 };
  return {
    side,
    listId: side,
    name: side,
    expectedRows: null,
    statuses: side === 'salesforce' ? [status] : [],
    absentFields: [],
    capacity: null,
  };
}

function contextOver(db: Journal): EngineContext {
  const options = {
    workspace: { name: 'demo', kind: 'demo' as const },
    journalPath: db.path,
    sides: () => null,
    clock: () => new Date(AT),
    newId: () => 'id',
    actor: 'tester',
    log: () => undefined,
  };
  return {
    options,
    db,
    connections: createConnections(options),
    jobs: createJobs(),
    sweeper: createSweeper(db, () => undefined),
    emit: () => undefined,
    state: () => {
      throw new Error('Nobody asks for the state here.');
    },
  };
}

function store(db: Journal, world: WorldCase, policy: Policy): Record<Side, number> {
  const facts = { salesforce: factsOf('salesforce'), voyage: factsOf('voyage') };
  const lists = { campaignName: 'C', eventName: 'E', accountId: 'acc', orgId: '00D' };
  choosePairing(db, { ...lists, campaignId: '701', eventId: 'evt', facts, policy, at: AT });
  const pairingId = currentPairing(db)!.id;
  writeBases(db, pairingId, world.bases, { txId: 'tx', at: AT });
  for (const link of world.links) {
    db.statement('INSERT INTO link VALUES (?, ?, ?, ?, ?)').run(
      pairingId,
      link.memberId,
      link.registrationId,
      'tester',
      AT,
    );
  }
  const snapshotOf = (side: Side, records: readonly SideRecord[]): number => {
    const rules = policy.identity;
    const id = startSnapshot(db, { pairingId, facts: facts[side], rules, at: AT });
    insertRecords(
      db,
      id,
      records.map((record) => {
        const { identity, mergedBy } = normalizeEmail(record.values.email, rules);
        return { record, identity, mergedBy };
      }),
    );
    const rows = records.length;
    const pull = { kind: 'full', wholeAt: AT, changed: rows, deleted: 0 } as const;
    completeSnapshot(db, id, { at: AT, watermark: null, rows, pull });
    return id;
  };
  return {
    salesforce: snapshotOf('salesforce', world.members),
    voyage: snapshotOf('voyage', world.registrations),
  };
}

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
    const snapshots = store(db, world, policy);
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
