/** A journal as pulls of the made lists would have left it, nothing compared yet. */
import { writeBases } from '../../electron/engine/journal/base-repository.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { choosePairing, currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import {
  completeSnapshot,
  startSnapshot,
  swapSnapshotsIn,
} from '../../electron/engine/journal/snapshot-repository.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { ListFacts, SideRecord } from '../../shared/domain/record.ts';
import type { Base } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { MADE_STATUSES, madePerson } from './made-lists.ts';

const AT = '2026-03-01T10:00:00.000Z';
const BATCH = 5000;

export function makeJournalOf(path: string, people: number, seed: number, policy: Policy): void {
  const db = openJournal(path);
  try {
    fill(db, people, seed, policy);
  } finally {
    db.close();
  }
}

function fill(db: Journal, people: number, seed: number, policy: Policy): void {
  const facts = { salesforce: factsOf('salesforce'), voyage: factsOf('voyage') };
  const lists = { campaignName: 'Made', eventName: 'Made', accountId: 'acc', orgId: '00D' };
  choosePairing(db, { ...lists, campaignId: '701', eventId: 'evt', facts, policy, at: AT });
  const pairingId = currentPairing(db)?.id ?? 0;
  const start = (side: Side) =>
    startSnapshot(db, { pairingId, facts: facts[side], rules: policy.identity, at: AT });
  const snapshots = { salesforce: start('salesforce'), voyage: start('voyage') };
  const rows = { salesforce: 0, voyage: 0 };
  for (let from = 0; from < people; from += BATCH) {
    const records = { salesforce: [] as SideRecord[], voyage: [] as SideRecord[] };
    const bases: Base[] = [];
    const links: (readonly [string, string])[] = [];
    for (let at = from; at < Math.min(people, from + BATCH); at += 1) {
      const { members, registrations, base, isLinked } = madePerson(seed, at, 0);
      records.salesforce.push(...members);
      records.voyage.push(...registrations);
      if (base !== null) bases.push(base);
      if (isLinked) links.push([members[0]?.recordId ?? '', registrations[0]?.recordId ?? '']);
    }
    db.transaction(() => {
      for (const side of SIDES) {
        rows[side] += records[side].length;
        insertRecords(
          db,
          snapshots[side],
          records[side].map((record) => ({
            record,
            ...normalizeEmail(record.values.email, policy.identity),
          })),
        );
      }
      const link = db.statement('INSERT INTO link VALUES (?, ?, ?, ?, ?)');
      for (const [member, registration] of links) {
        link.run(pairingId, member, registration, 'bench', AT);
      }
      writeBases(db, pairingId, bases, { txId: 'tx', at: AT });
    });
  }
  for (const side of SIDES) {
    const pull = { kind: 'full', wholeAt: AT, changed: rows[side], deleted: 0 } as const;
    completeSnapshot(db, snapshots[side], { at: AT, watermark: null, rows: rows[side], pull });
  }
  swapSnapshotsIn(db, pairingId, snapshots);
}

function factsOf(side: Side): ListFacts {
  const statuses = MADE_STATUSES.map(([label], at) => ({
    label,
    isDefault: at === 0,
    hasResponded: at > 0,
    sortOrder: at,
  }));
  return {
    side,
    listId: side === 'salesforce' ? '701' : 'evt',
    name: 'Made',
    expectedRows: null,
    statuses: side === 'salesforce' ? statuses : [],
    absentFields: [],
    capacity: null,
  };
}
