/** A workspace in the middle of its life, and what happens around it. */
import type { World } from '../../electron/demo/seed.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { Callback } from '../../electron/engine/sides/side-port.ts';
import { DEFAULT_POLICY, FIELD_POLICIES } from '../../shared/domain/policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import { busyDay } from '../int/busy-day.ts';
import type { Call } from '../int/fakes-bench.ts';
import { happen } from '../int/fault-world.ts';
import { mapStatuses } from '../int/map-statuses.ts';
import { stormOf } from '../int/matrix-faults.ts';
import type { Children } from '../kill/children.ts';
import type { Far } from '../kill/world.ts';
import type { Chance } from './chance.ts';
import { claim } from './invariants.ts';
import type { Life } from './life.ts';

const STORM = 0.15;
/** Times a person goes on before it is said to stand still for good. */
export const MOST_STOPS = 25;

export interface Deeds {
  readonly count: (deed: string, times?: number) => void;
}

export interface Stage {
  readonly world: World;
  readonly far: Far;
  readonly life: Life;
  readonly chance: Chance;
  readonly journalPath: string;
  readonly children: Children;
  readonly deeds: Deeds;
  /** That came so far. */
  readonly notified: Callback[];
  /** Points that processes passed. */
  readonly points: Map<string, number>;
  engine: Engine;
  readonly call: Call;
}

export function move({ far, life, world, chance }: Stage): void {
  const day = { leaving: 1, walkIns: chance.between(1, 6), invited: chance.between(1, 6) };
  life.once('day', () => happen(far, life.sensible(busyDay(world, day))));
  life.once('story', () => happen(far, life.sensible(world.changes)));
  happen(far, life.changes());
}

export function storm({ far, chance }: Stage): void {
  const schedule = stormOf(STORM);
  const seed = chance.between(1, 1_000_000);
  far.salesforce.faults.set({ schedule, seed });
  far.voyage.faults.set({ schedule, seed });
}

export function makeWell({ far }: Stage): void {
  far.salesforce.faults.reset();
  far.salesforce.bulk.reset();
  far.voyage.faults.reset();
}

export async function pull(stage: Stage): Promise<void> {
  const { chance, engine, call, deeds } = stage;
  if (chance.isOne(2)) storm(stage);
  const isFull = chance.isOne(3);
  for (let stops = 0; ; stops += 1) {
    const reply = await engine.call('pull:start', { isFull });
    if (reply.ok) break;
    deeds.count('pull that stood still');
    claim(stops < MOST_STOPS, `the pull stands still: ${reply.error.code}`);
    makeWell(stage);
    await engine.call('engine:connect', null);
  }
  makeWell(stage);
  await call('engine:connect', null);
  await mapStatuses(call);
}

export async function decide({ call, chance }: Stage): Promise<void> {
  const filter = { classes: [], fields: [], only: [], statuses: [], search: '' };
  const { viewId, total } = await call('review:open', { filter });
  const { rows } = await call('review:page', { viewId, from: 0, count: total });
  const rowKeys = rows.filter(() => chance.isOne(4)).map(({ rowKey }) => rowKey);
  if (rowKeys.length === 0) return;
  const choice = chance.of(['salesforce', 'voyage', 'skip', 'clear'] as const);
  await call('review:decide', { target: { rowKeys }, fields: 'asking', choice, value: null });
}

export function policyOf(chance: Chance): Policy {
  return {
    ...DEFAULT_POLICY,
    fields: Object.fromEntries(FIELDS.map((field) => [field, chance.of(FIELD_POLICIES)])),
    onlyInSalesforce: chance.of(['create', 'create', 'ask', 'skip']),
    onlyInVoyage: chance.of(['create', 'create', 'ask', 'skip']),
    deletions: chance.of(['propose', 'apply', 'skip']),
    statusMayGoBack: chance.isOne(2),
    writePersonFields: chance.isOne(2),
    createPersonAs: chance.of(['lead', 'lead', 'never']),
  };
}
