/** Law: a push uses no more of today's calls than a person allowed, but for the batch that was under way. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { makeFolder } from '../journal-builders.ts';
import type { Call, Fakes } from './fakes-bench.ts';
import { callOf, prepare, startFakes } from './fakes-bench.ts';
import { mapAll } from './map-statuses.ts';
import { QUICK } from './quick-timing.ts';

/** A batch looks, writes people and members, and reads back. */
const MOST_CALLS_A_BATCH = 15;
const SHARE_LEFT = 4;

let folder: ReturnType<typeof makeFolder>;
let fakes: Fakes;
let engine: Engine;
let call: Call;
let share = 100;

beforeEach(async () => {
  folder = makeFolder();
  fakes = await startFakes(2_000);
  share = 100;
  engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: join(folder.path, 'journal.sqlite'),
    sides: () => {
      const { salesforce, voyage } = connectSides({
        kind: 'demo',
        addresses: { salesforce: fakes.salesforce.url, voyage: fakes.voyage.url },
        tokens: {
          accessToken: (side) => Promise.resolve(fakes.tokens[side]),
          refresh: () => Promise.resolve(null),
        },
        log: () => undefined,
        timing: QUICK,
        callsPercent: () => share,
      });
      return { salesforce: { ...salesforce, batchSizeFor: () => 10 }, voyage };
    },
    clock: () => new Date(),
    newId: randomUUID,
    actor: 'ann',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
  });
  call = callOf(() => engine);
});
afterEach(async () => {
  await engine.close();
  await fakes.close();
  folder.remove();
});

const requests = (): number => {
  const { read, write } = fakes.salesforce.requests();
  return read + write;
};

test('it pauses there, goes on for nobody who asks, and goes on when more is allowed', async () => {
  await prepare(call, fakes);
  fakes.advance();
  await call('pull:start', { isFull: true });
  await mapAll(call);
  const { digest } = await call('plan:build', { direction: 'both' });
  const { callsToday } = (await call('engine:state', null)).connections.salesforce;
  const { used, limit } = callsToday!;
  share = ((used + SHARE_LEFT) * 100) / limit;

  const before = requests();
  await call('push:start', { digest, mode: 'keep', confirm: null });
  const { activeRun } = await call('engine:state', null);
  expect(activeRun).toMatchObject({
    state: 'paused',
    pausedBy: { code: 'side/call-reserve', limit },
  });
  const sent = requests() - before;
  expect(sent).toBeGreaterThanOrEqual(SHARE_LEFT);
  expect(sent).toBeLessThan(SHARE_LEFT + MOST_CALLS_A_BATCH);

  const { txId } = activeRun!;
  for (let asked = 0; asked < 2; asked += 1) {
    await call('push:resume', { txId });
    expect((await call('engine:state', null)).activeRun?.pausedBy?.code).toBe('side/call-reserve');
  }
  expect(requests() - before).toBe(sent);

  share = 100;
  expect(await call('push:resume', { txId })).toMatchObject({
    addsUp: true,
    counts: { failed: 0 },
  });
  expect((await call('engine:state', null)).activeRun).toBe(null);
  await call('pull:start', { isFull: true });
  expect((await call('plan:build', { direction: 'both' })).counts.salesforce.create).toBe(0);
});
