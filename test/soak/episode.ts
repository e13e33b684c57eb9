/**
 * One life of a workspace over a random world: people move, lists are pulled, decided and pushed, the wire
 * fails, the process dies; after each step the invariants. The seed decides all that is drawn.
 */
import { join } from 'node:path';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import { callOf } from '../int/fakes-bench.ts';
import { mapStatuses } from '../int/map-statuses.ts';
import { makeFolder } from '../journal-builders.ts';
import type { Children } from '../kill/children.ts';
import { seeded } from '../kill/seeded.ts';
import { openEngineOn, startFar } from '../kill/world.ts';
import { createChance } from './chance.ts';
import { expectSound } from './invariants.ts';
import { createLife } from './life.ts';
import { notify } from './notify.ts';
import { agreedIn, expectAsPure } from './pure.ts';
import type { Deeds, Stage } from './stage.ts';
import { decide, move, policyOf, pull } from './stage.ts';
import { push, pushWithKills } from './pushes.ts';

const STEPS = { least: 6, most: 14 };
const ROWS = { least: 12, most: 60 };

export async function liveThrough(seed: number, children: Children, deeds: Deeds): Promise<void> {
  const chance = createChance(seeded(seed));
  const world = createWorld({ rows: chance.between(ROWS.least, ROWS.most), seed });
  const folder = makeFolder();
  const far = await startFar(world, { salesforce: [], voyage: [] });
  const journalPath = join(folder.path, 'journal.sqlite');
  const stage: Stage = {
    world,
    far,
    life: createLife(world, chance),
    chance,
    journalPath,
    children,
    deeds,
    notified: [],
    points: new Map(),
    engine: await openEngineOn(journalPath, far),
    call: callOf(() => stage.engine),
  };
  const done: string[] = [];
  try {
    await begin(stage);
    const steps = chance.between(STEPS.least, STEPS.most);
    for (let step = 0; step < steps; step += 1) {
      const name = chance.of(WEIGHED);
      done.push(name);
      await STEPS_BY_NAME[name](stage);
      await expectSound(stage.call);
      deeds.count(name);
    }
  } catch (failure) {
    const said = failure instanceof Error ? failure.message : String(failure);
    throw new Error(`after ${done.join(', ')}: ${said}`, { cause: failure });
  } finally {
    await stage.engine.close();
    await far.close();
    folder.remove();
  }
}

async function begin(stage: Stage): Promise<void> {
  const { call, world, far } = stage;
  const policy = policyOf(stage.chance);
  await call('engine:connect', null);
  await call('pairing:choose', { campaignId: world.campaignId, eventId: world.eventId });
  await call('policy:set', { policy });
  await call('pull:start', { isFull: true });
  await expectAsPure(call, far, { policy, bases: [] });
  await mapStatuses(call);
  await expectSound(call);
}

type StepName =
  | 'people move'
  | 'notified'
  | 'pull'
  | 'decide'
  | 'undo'
  | 'policy'
  | 'push'
  | 'push with kills'
  | 'reopen';

const WEIGHED: readonly StepName[] = [
  'people move',
  'people move',
  'notified',
  'pull',
  'pull',
  'decide',
  'decide',
  'undo',
  'policy',
  'push',
  'push with kills',
  'push with kills',
  'reopen',
];

const STEPS_BY_NAME: Readonly<Record<StepName, (stage: Stage) => Promise<void>>> = {
  'people move': (stage) => {
    move(stage);
    return Promise.resolve();
  },
  notified: notify,
  pull,
  decide,
  undo: async ({ call, engine, chance }) => {
    await engine.call('review:undo', null);
    if (chance.isOne(2)) await engine.call('review:redo', null);
    await call('review:facets', null);
  },
  policy: async ({ call, chance }) => {
    await call('policy:set', { policy: policyOf(chance) });
    await mapStatuses(call);
  },
  push,
  'push with kills': pushWithKills,
  reopen: async (stage) => {
    await reopen(stage);
  },
};

/** What it holds then is what the pure core makes of both lists and of what was agreed. */
async function reopen(stage: Stage): Promise<void> {
  await stage.call('pull:start', { isFull: true });
  await mapStatuses(stage.call);
  await stage.engine.close();
  const agreed = agreedIn(stage.journalPath);
  stage.engine = await openEngineOn(stage.journalPath, stage.far);
  await stage.call('engine:connect', null);
  await expectAsPure(stage.call, stage.far, agreed);
  stage.deeds.count('held against the pure core');
}
