import { expect, test } from 'vitest';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { hasGap, routeOfStep, stepsFor } from './steps.ts';

const connection = (side: 'salesforce' | 'voyage') => ({
  side,
  state: 'connected' as const,
  name: null,
  id: null,
  user: null,
  address: null,
  error: null,
  callsToday: null,
  waiting: null,
});

const engine: EngineState = {
  workspace: 'demo',
  kind: 'demo',
  connections: { salesforce: connection('salesforce'), voyage: connection('voyage') },
  gap: { state: 'offered', askedAt: null, detail: null },
  pairing: null,
  callbacks: { checkedAt: null, changedAt: null, deletedAt: null, isPending: false, ignored: 0 },
  unmapped: [],
  undecided: 0,
  hasDiff: false,
  plan: null,
  activeRun: null,
  lastTxId: null,
};
const pairing = {
  id: 1,
  campaignId: 'c',
  campaignName: 'C',
  eventId: 'e',
  eventName: 'E',
  lastPull: null,
  pulledAt: '2026-11-23T14:02:00.000Z',
  members: 1,
  registrations: 1,
};

const statesOf = (state: EngineState | null) =>
  stepsFor(state, 'connect').map((step) => step.state);

test('before anything is known only Connect is open, and every other step says why it is not', () => {
  const steps = stepsFor(null, 'connect');
  expect(steps.map((step) => step.state)).toEqual(['now', 'wait', 'wait', 'wait', 'wait', 'wait']);
  expect(steps.every((step) => step.note !== '')).toBe(true);
});

test('each step opens once the one before it is done', () => {
  expect(statesOf(engine).slice(1)).toEqual(['open', 'wait', 'wait', 'wait', 'wait']);
  const compared = { ...engine, pairing, hasDiff: true, undecided: 2 };
  expect(statesOf(compared).slice(1)).toEqual(['done', 'done', 'open', 'open', 'wait']);
  const unmapped = [{ side: 'salesforce' as const, label: 'Odd', rows: 1 }];
  expect(statesOf({ ...compared, unmapped }).slice(2)).toEqual(['open', 'open', 'wait', 'wait']);
});

test('without campaign sync the push stays closed, whatever else is done', () => {
  const gap = { state: 'not-offered' as const, askedAt: null, detail: null };
  const closed = { ...engine, pairing, hasDiff: true, gap };
  expect(hasGap(closed)).toBe(true);
  expect(statesOf(closed)[4]).toBe('wait');
});

test('the way to the outcomes names the last run', () => {
  expect(routeOfStep('outcomes', { ...engine, lastTxId: '019a' })).toBe('/outcomes/019a');
});
