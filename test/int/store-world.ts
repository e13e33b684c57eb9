/** A made world in a journal, as pulls and runs would have left it there. */
import type { Policy } from '../../shared/domain/policy.ts';
import type { ListFacts, SideRecord } from '../../shared/domain/record.ts';
import type { Side } from '../../shared/domain/side.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { writeBases } from '../../electron/engine/journal/base-repository.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { choosePairing, currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import {
  completeSnapshot,
  startSnapshot,
} from '../../electron/engine/journal/snapshot-repository.ts';
import type { WorldCase } from '../arbitraries.ts';
import { AT } from '../journal-builders.ts';

export const DEFAULT_LABEL = 'Sent';

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

export function storeWorld(
  db: Journal,
  world: WorldCase,
  policy: Policy,
): { readonly pairingId: number; readonly snapshots: Record<Side, number> } {
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
  return { pairingId, snapshots: storeSnapshots(db, pairingId, world, policy) };
}

/** Both lists read whole, not yet in use. */
export function storeSnapshots(
  db: Journal,
  pairingId: number,
  world: Pick<WorldCase, 'members' | 'registrations'>,
  { identity: rules }: Policy,
): Record<Side, number> {
  const snapshotOf = (side: Side, records: readonly SideRecord[]): number => {
    const id = startSnapshot(db, { pairingId, facts: factsOf(side), rules, at: AT });
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

/** Links that bind each record once, bases in the order of their keys, records in the order of their ids. */
export function storable(world: WorldCase): WorldCase {
  const bound = new Set<string | null>();
  const links = world.links.filter(({ memberId, registrationId }) => {
    if (bound.has(memberId) || bound.has(registrationId)) return false;
    bound.add(memberId).add(registrationId);
    return true;
  });
  const byId = (a: SideRecord, b: SideRecord) => (a.recordId < b.recordId ? -1 : 1);
  return {
    members: [...world.members].sort(byId),
    registrations: [...world.registrations].sort(byId),
    bases: [...world.bases].sort((a, b) => (a.rowKey < b.rowKey ? -1 : 1)),
    links,
  };
}
