/** Notifications come: of our campaign, the same ones again, and forged ones. Each forged one is told once. */
import type { Callback } from '../../electron/engine/sides/side-port.ts';
import { claim } from './invariants.ts';
import type { Stage } from './stage.ts';

const FORGED = '701000000000FORGED';

export async function notify(stage: Stage): Promise<void> {
  const { call, chance, deeds, far, notified, world } = stage;
  // Up to the last one the feed was read: come again, it would pass for the place to read on from.
  const before = notified.slice(0, -1);
  for (let more = chance.between(1, 5); more > 0; more -= 1) {
    const again = before.length > 0 && chance.isOne(3) ? chance.of(before) : null;
    const isForged = chance.isOne(3);
    const at = new Date().toISOString();
    const callback: Callback = again ?? {
      id: `cbk_${String(notified.length + 1)}`,
      campaignId: isForged ? FORGED : world.campaignId,
      kind: chance.of(['changed', 'deleted']),
      occurredAt: at,
      deliveredAt: at,
    };
    if (again !== null) notified.splice(notified.indexOf(again), 1);
    notified.push(callback);
    deeds.count(again === null ? (isForged ? 'forged' : 'notification') : 'notification again');
    far.voyage.notify(callback);
  }
  await call('pull:start', { isFull: false });
  const { callbacks } = await call('engine:state', null);
  claim(!callbacks.isPending, 'a notification is still to be looked after');
  const { rows } = await call('audit:page', { search: '', from: 0, count: 10_000 });
  const told = rows.filter(({ direction }) => direction === 'callback');
  const forged = notified.filter(({ campaignId }) => campaignId === FORGED);
  for (const { id } of forged) {
    const times = told.filter((row) => row.plan_digest === id).length;
    claim(times === 1, `the forged ${id} is told ${String(times)} times`);
  }
  claim(told.length === forged.length, 'the audit tells of a notification that was heeded');
}
