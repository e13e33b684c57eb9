import { expect, test } from 'vitest';
import type { EngineState, StatusMapView } from '../../shared/ipc/engine-views.ts';
import { commitReason } from './commit-reason.ts';

const connection = (side: 'salesforce' | 'voyage', state: 'connected' | 'expired') => ({
  side,
  state,
  name: null,
  id: null,
  user: null,
  address: null,
  error: null,
  callsToday: null,
  waiting: null,
});

const ready: EngineState = {
  workspace: 'demo',
  kind: 'demo',
  connections: {
    salesforce: connection('salesforce', 'connected'),
    voyage: connection('voyage', 'connected'),
  },
  gap: { state: 'offered', askedAt: null, detail: null },
  pairing: {
    id: 1,
    campaignId: 'c',
    campaignName: 'C',
    eventId: 'e',
    eventName: 'E',
    pulledAt: null,
    lastPull: null,
    members: 1,
    registrations: 1,
  },
  callbacks: { checkedAt: null, changedAt: null, deletedAt: null, isPending: false, ignored: 0 },
  unmapped: [],
  undecided: 3,
  hasDiff: true,
  plan: null,
  activeRun: null,
  lastTxId: null,
};

const old = { side: 'salesforce', label: 'Old list', rows: 34 } as const;
const attended = { side: 'salesforce', label: 'Attended', rows: 7 } as const;
const noShow = { side: 'voyage', label: 'no_show', rows: 2 } as const;
const suggestions: StatusMapView = {
  map: { toVoyage: {}, toSalesforce: {} },
  suggested: { toVoyage: { Attended: 'attended' }, toSalesforce: { no_show: 'No Show' } },
  labels: [],
  statuses: [],
  unmapped: [],
  statusMayGoBack: false,
};

test('with everything in place both commits are open, undecided conflicts or not', () => {
  expect(commitReason(ready, suggestions, null)).toBeNull();
});

test('the first thing in the way is the one reason', () => {
  const expired = {
    ...ready,
    connections: { ...ready.connections, voyage: connection('voyage', 'expired') },
    pairing: null,
  };
  expect(commitReason(expired, null, null)?.obstacle).toBe('connect');
  expect(commitReason({ ...ready, pairing: null }, null, null)?.obstacle).toBe('choose');
  expect(commitReason({ ...ready, hasDiff: false }, null, null)?.obstacle).toBe('pull');
});

test('an unmapped label is named, before any suggestion', () => {
  const one = commitReason({ ...ready, unmapped: [old] }, suggestions, null);
  expect(one?.text).toBe('Map or skip “Old list” first');
  const several = commitReason({ ...ready, unmapped: [attended, old, noShow] }, suggestions, null);
  expect(several?.text).toBe('Map or skip “Old list” and 2 others first');
});

test('a status without a way back is asked for in its own words', () => {
  const odd = { side: 'voyage', label: 'cancelled', rows: 6 } as const;
  const reason = commitReason({ ...ready, unmapped: [odd] }, suggestions, null);
  expect(reason?.text).toBe('Give “Cancelled” a way back first');
});

test('where only suggestions are left, accepting them is what is asked', () => {
  const one = commitReason({ ...ready, unmapped: [noShow] }, suggestions, null);
  expect(one?.text).toBe('Accept or change the suggestion for “No-show” first');
  const two = commitReason({ ...ready, unmapped: [attended, noShow] }, suggestions, null);
  expect(two?.text).toBe('Accept or change 2 suggestions first');
});
