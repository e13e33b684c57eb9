/**
 * Law: whatever came, went or changed on either list, whatever was agreed on, said of who is who or ruled since, going
 * on from the comparison before finds what comparing everything finds.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { Base } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { SharedAddressDecision } from '../../shared/domain/who-is-who.ts';
import { pairKey } from '../../shared/domain/who-is-who.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { HandLink } from '../../shared/reconcile/match.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import { normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { compareAgain } from '../../electron/engine/columns/compare-again.ts';
import { compareAll } from '../../electron/engine/columns/compare-all.ts';
import { inTurns } from '../../electron/engine/columns/in-turns.ts';
import { currentSketch, makeSketch } from '../../electron/engine/columns/make-sketch.ts';
import { currentBases } from '../../electron/engine/columns/patch-bases.ts';
import { writeBases } from '../../electron/engine/journal/base-repository.ts';
import {
  changedIds,
  copyPortion,
  goneIds,
  shiftOfCopies,
} from '../../electron/engine/journal/change-repository.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { currentDiff } from '../../electron/engine/journal/diff-repository.ts';
import { currentPairing, setPolicy } from '../../electron/engine/journal/pairing-repository.ts';
import { insertRecords } from '../../electron/engine/journal/record-repository.ts';
import { outdateSketch } from '../../electron/engine/journal/sketch-columns.ts';
import {
  completeSnapshot,
  snapshotById,
  startSnapshot,
} from '../../electron/engine/journal/snapshot-repository.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import type { WorldCase } from '../arbitraries.ts';
import { policies, tidyWorld, wildWorld } from '../arbitraries.ts';
import { baseOf, member, registration } from '../builders.ts';
import { AT, makeJournal } from '../journal-builders.ts';
import { contextOver } from './bare-context.ts';
import { DEFAULT_LABEL, storable, storeWorld } from './store-world.ts';
import { done, expected, storedRows, told } from './told-rows.ts';
import { DAYS, step } from './world-steps.ts';
import type { Step } from './world-steps.ts';

interface World {
  readonly records: Readonly<Record<Side, Map<string, SideRecord>>>;
  readonly bases: Map<string, Base>;
  links: readonly HandLink[];
  readonly apart: Set<string>;
  readonly shared: Map<string, SharedAddressDecision>;
  readonly keepers: Set<string>;
  policy: Policy;
}

/** Ten people nobody touches, between whom the others come and go. */
function withOthers(world: WorldCase): WorldCase {
  const email = (at: number): string => `k${String(at)}@example.org`;
  const numbers = Array.from({ length: 10 }, (_, at) => at);
  return {
    ...world,
    members: [
      ...world.members,
      ...numbers.map((at) =>
        member({ recordId: `K${String(at)}`, email: at === 9 ? null : email(at) }),
      ),
    ],
    registrations: [
      ...world.registrations,
      ...numbers.map((at) =>
        registration({ recordId: `K${String(at)}r`, email: at === 9 ? null : email(at) }),
      ),
    ],
  };
}

/** Does a step to the world and to the journal. */
function take(
  db: Journal,
  pairingId: number,
  snapshots: Record<Side, number>,
  world: World,
  taken: Step,
): void {
  const all = [...world.records.salesforce.values(), ...world.records.voyage.values()];
  const members = [...world.records.salesforce.keys()];
  const registrations = [...world.records.voyage.keys()];
  const picked = <T>(list: readonly T[], at: number): T | undefined =>
    list[at % Math.max(1, list.length)];

  function put(record: SideRecord): void {
    world.records[record.side].set(record.recordId, record);
    insertRecords(db, snapshots[record.side], [
      { record, ...normalizeEmail(record.values.email, world.policy.identity) },
    ]);
  }

  switch (taken.do) {
    case 'edit': {
      const record = picked(all, taken.at);
      if (record === undefined) return;
      const { company, status, day } = taken;
      put({
        ...record,
        modifiedAt: DAYS[day] ?? null,
        values: { ...record.values, company, status },
      });
      return;
    }
    case 'come': {
      const { email } = taken;
      put(
        taken.side === 'salesforce'
          ? member({ recordId: `N${String(taken.id)}`, email })
          : registration({ recordId: `N${String(taken.id)}r`, email }),
      );
      return;
    }
    case 'go': {
      const record = picked(all, taken.at);
      if (record === undefined) return;
      world.records[record.side].delete(record.recordId);
      outdateSketch(db, snapshots[record.side], [record.recordId]);
      db.statement('DELETE FROM record WHERE snapshot_id = ? AND record_id = ?').run(
        snapshots[record.side],
        record.recordId,
      );
      return;
    }
    case 'move': {
      const record = picked(all, taken.at);
      if (record !== undefined)
        put({ ...record, values: { ...record.values, email: taken.email } });
      return;
    }
    case 'agree': {
      const memberId = picked(members, taken.m);
      const own = world.records.salesforce.get(memberId ?? '');
      const registrationId = picked(registrations, taken.r);
      if (own === undefined || memberId === undefined || registrationId === undefined) return;
      const { identity } = normalizeEmail(own.values.email, world.policy.identity);
      const base = baseOf({
        rowKey: identity ?? `id:salesforce:${memberId}`,
        memberId,
        registrationId: taken.isAlone ? null : registrationId,
        fields: { company: { salesforce: own.values.company, voyage: own.values.company } },
      });
      writeBases(db, pairingId, [base], { txId: 'tx', at: AT });
      for (const [key, other] of world.bases) {
        const isOfOne =
          other.memberId === memberId ||
          (base.registrationId !== null && other.registrationId === base.registrationId);
        if (isOfOne) world.bases.delete(key);
      }
      world.bases.set(base.rowKey, base);
      return;
    }
    case 'forget': {
      const key = picked([...world.bases.keys()], taken.at);
      if (key === undefined) return;
      world.bases.delete(key);
      db.statement('DELETE FROM base WHERE pairing_id = ? AND row_key = ?').run(pairingId, key);
      return;
    }
    case 'link': {
      const [memberId, registrationId] = [picked(members, taken.m), picked(registrations, taken.r)];
      if (memberId === undefined || registrationId === undefined) return;
      const isBound = (one: HandLink) =>
        one.memberId === memberId || one.registrationId === registrationId;
      if (world.links.some(isBound)) return;
      world.links = [...world.links, { memberId, registrationId }];
      say(db, pairingId, 'link', memberId, registrationId);
      return;
    }
    case 'unlink': {
      const [first, ...others] = world.links;
      if (first === undefined) return;
      world.links = others;
      db.statement('DELETE FROM link WHERE pairing_id = ? AND member_id = ?').run(
        pairingId,
        first.memberId,
      );
      return;
    }
    case 'part': {
      const [memberId, registrationId] = [picked(members, taken.m), picked(registrations, taken.r)];
      if (memberId === undefined || registrationId === undefined) return;
      world.apart.add(pairKey(memberId, registrationId));
      say(db, pairingId, 'apart', memberId, registrationId);
      return;
    }
    case 'share': {
      const names = ['ann lee', 'ann li', 'anna lee', 'anna li', 'lee', 'li'];
      const decided: SharedAddressDecision = {
        identity: taken.email,
        decision: 'two-people',
        names,
      };
      world.shared.set(taken.email, decided);
      db.statement('INSERT OR REPLACE INTO shared_address VALUES (?, ?, ?, ?, ?, ?)').run(
        pairingId,
        taken.email,
        'two-people',
        JSON.stringify(names),
        'tester',
        AT,
      );
      return;
    }
    case 'keep': {
      const id = picked(all, taken.at)?.recordId;
      if (id === undefined) return;
      world.keepers.add(id);
      db.statement('INSERT OR IGNORE INTO keeper_choice VALUES (?, ?, ?, ?)').run(
        pairingId,
        id,
        'tester',
        AT,
      );
      return;
    }
    case 'rule':
      world.policy = { ...taken.policy, identity: world.policy.identity };
      setPolicy(db, pairingId, world.policy);
      return;
    case 'pull': {
      const moved = picked(all, taken.at);
      for (const side of SIDES) {
        const read = [...world.records[side].values()]
          .filter((record, at) => record === moved || ((taken.touched >> (at % 16)) & 1) === 1)
          .map((record) =>
            record === moved
              ? { ...record, values: { ...record.values, email: taken.email } }
              : record,
          );
        for (const record of read) world.records[side].set(record.recordId, record);
        snapshots[side] = pulled(db, pairingId, snapshots[side], side, read);
      }
    }
  }
}

function say(
  db: Journal,
  pairingId: number,
  table: 'link' | 'apart',
  memberId: string,
  registrationId: string,
): void {
  db.statement(`INSERT OR IGNORE INTO ${table} VALUES (?, ?, ?, ?, ?)`).run(
    pairingId,
    memberId,
    registrationId,
    'tester',
    AT,
  );
}

/** A snapshot made of the one before, as a pull that read these records makes it. */
function pulled(
  db: Journal,
  pairingId: number,
  from: number,
  side: Side,
  read: readonly SideRecord[],
): number {
  const { facts, rules, rows } = snapshotById(db, from);
  done(currentSketch(db, { id: from, side }));
  const to = startSnapshot(db, { pairingId, facts, rules, at: AT });
  insertRecords(
    db,
    to,
    read.map((record) => ({ record, ...normalizeEmail(record.values.email, rules) })),
  );
  const pair = { from, to };
  const ids = changedIds(db, to);
  const shift = shiftOfCopies(db, pair);
  copyPortion(db, pair, { after: '', count: 1000, isListed: false, shift });
  const pull = { kind: 'changes', wholeAt: AT, changed: 0, deleted: 0 } as const;
  completeSnapshot(db, to, { at: AT, watermark: null, rows, pull });
  const succession = { previous: from, ids: [...ids, ...goneIds(db, pair)], shift };
  done(makeSketch(db, { id: to, side }, succession));
  return to;
}

async function compareThrough(
  given: WorldCase,
  rounds: readonly (readonly Step[])[],
  policy: Policy,
): Promise<number> {
  const first = storable(withOthers(given));
  const journal = makeJournal();
  try {
    const { db } = journal;
    const { pairingId, snapshots } = storeWorld(db, first, policy);
    const context = contextOver(db);
    const signal = new AbortController().signal;
    const byId = (records: readonly SideRecord[]) =>
      new Map(records.map((one) => [one.recordId, one]));
    const world: World = {
      records: { salesforce: byId(first.members), voyage: byId(first.registrations) },
      bases: new Map(first.bases.map((base) => [base.rowKey, base])),
      links: first.links,
      apart: new Set(),
      shared: new Map(),
      keepers: new Set(),
      policy,
    };
    await compareSnapshots(context, currentPairing(db)!, snapshots, signal);
    let again = 0;
    for (const steps of rounds) {
      for (const taken of steps) take(db, pairingId, snapshots, world, taken);
      const rules = {
        policy: world.policy,
        comparedFields: FIELDS,
        defaultLabel: DEFAULT_LABEL,
        chosenKeepers: world.keepers,
        whoIsWho: { apart: world.apart, sharedAddresses: world.shared },
      };
      const sketches = {
        salesforce: done(currentSketch(db, { id: snapshots.salesforce, side: 'salesforce' })),
        voyage: done(currentSketch(db, { id: snapshots.voyage, side: 'voyage' })),
      };
      await inTurns(currentBases(db, pairingId), signal);
      const before = currentDiff(db, pairingId)!;
      if (done(compareAgain(db, pairingId, before, sketches, rules)) !== null) again += 1;
      await compareSnapshots(context, currentPairing(db)!, snapshots, signal);
      const diff = currentDiff(db, pairingId)!;
      const rows = told(db, diff.sketches, storedRows(db, diff));
      expect(rows).toEqual(
        told(db, diff.sketches, done(compareAll(db, pairingId, diff.sketches, rules))),
      );
      const now: WorldCase = storable({
        members: [...world.records.salesforce.values()],
        registrations: [...world.records.voyage.values()],
        bases: [...world.bases.values()],
        links: world.links,
      });
      expect(rows).toEqual(reconcile(now, rules).map(expected));
    }
    return again;
  } finally {
    journal.remove();
  }
}

const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 4,
});

test.each([
  ['tidy lists', tidyWorld()],
  ['lists with shared, changed and missing addresses and hand links', wildWorld()],
] as const)('%s are gone on from as if all were compared', async (_, worlds) => {
  let [again, all] = [0, 0];
  await fc.assert(
    fc.asyncProperty(worlds, rounds, policies(), async (world, through, policy) => {
      all += through.length;
      again += await compareThrough(world, through, policy);
    }),
    { numRuns: Number(process.env['AGAIN_RUNS'] ?? 60) },
  );
  expect(again).toBeGreaterThan(all / 3);
});
