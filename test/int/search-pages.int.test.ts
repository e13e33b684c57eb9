/** The pages a search goes by: laid beforehand, between other work, whoever comes first. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SIDES } from '../../shared/domain/side.ts';
import type { EngineContext } from '../../electron/engine/context.ts';
import { diffOf } from '../../electron/engine/context.ts';
import { hasColumn } from '../../electron/engine/journal/column-data.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { positionsOf } from '../../electron/engine/journal/review-repository.ts';
import { laySearchPages } from '../../electron/engine/journal/search-repository.ts';
import { sketchSet } from '../../electron/engine/journal/sketch-columns.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { member, policyOf, registration } from '../builders.ts';
import { makeJournal } from '../journal-builders.ts';
import { contextOver } from './bare-context.ts';
import { storeWorld } from './store-world.ts';

/** More than two pages of members. */
const MEMBERS = 40_000;

let journal: ReturnType<typeof makeJournal>;
let context: EngineContext;

beforeEach(async () => {
  journal = makeJournal();
  context = contextOver(journal.db);
  const emailOf = (at: number) => `p${String(at).padStart(6, '0')}@example.org`;
  const members = Array.from({ length: MEMBERS }, (_, at) =>
    member({
      recordId: `M${String(at).padStart(6, '0')}`,
      lastName: `Name${String(at)}`,
      email: emailOf(at),
    }),
  );
  const registrations = [registration({ lastName: 'Zacharias', email: emailOf(7) })];
  const world = { members, registrations, bases: [], links: [] };
  const { snapshots } = storeWorld(journal.db, world, policyOf());
  const pairing = currentPairing(journal.db);
  if (pairing === null) throw new Error('Nothing was chosen.');
  await compareSnapshots(context, pairing, snapshots, new AbortController().signal);
});
afterEach(async () => {
  await context.sweeper.stop();
  journal.remove();
});

function search(...words: readonly string[]): readonly number[] {
  const filter = { classes: [], fields: 0, only: [], statuses: [], words };
  return [...(positionsOf(journal.db, diffOf(context).diff.id, filter) ?? [])];
}

function areLaid(): boolean {
  const { sketches } = diffOf(context).diff;
  return SIDES.every((side) => hasColumn(journal.db, sketchSet(sketches[side]), 'search.pages'));
}

test('they are laid after a comparison, before anybody searches, and turn by turn', async () => {
  let turns = 0;
  context.sweeper.start();
  while (!areLaid()) {
    await nextTurn();
    turns += 1;
    if (turns > 1_000) throw new Error('Nobody lays them.');
  }
  expect(turns).toBeGreaterThan(3);
  expect(search('name39999')).toEqual([40_000]);
  expect(search('zacharias')).toEqual([8]);
  expect(search('zacharias', 'name7')).toEqual([8]);
  expect(search('nobody')).toEqual([]);
});

test('who searches in the middle of it finds everybody, and it goes no further', () => {
  const { diff } = diffOf(context);
  const laying = laySearchPages(journal.db, diff, 'salesforce');
  expect(laying.next().done).toBe(false);
  expect(areLaid()).toBe(false);
  expect(search('name39999')).toEqual([40_000]);
  expect(search('name3')).toHaveLength(1 + 10 + 100 + 1_000 + 10_000);
  expect(areLaid()).toBe(true);
  expect(laying.next().done).toBe(true);
  expect(search('name3')).toHaveLength(1 + 10 + 100 + 1_000 + 10_000);
});
