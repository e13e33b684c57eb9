import { expect, test } from 'vitest';
import type { PairingView } from '../../../shared/ipc/engine-views.ts';
import { pullText } from './pull.ts';

const PAIRING: PairingView = {
  id: 1,
  campaignId: '701',
  campaignName: 'Campaign',
  eventId: 'evt_1',
  eventName: 'Event',
  pulledAt: '2026-03-01T10:00:00.000Z',
  lastPull: {
    kind: 'changes',
    changed: 4,
    sides: {
      salesforce: { changed: 3, deleted: 0, calls: 12 },
      voyage: { changed: 1, deleted: 2, calls: 1 },
    },
  },
  members: 1234,
  registrations: 987,
};

test('a pull of what changed says how much of each side that was, and what it cost', () => {
  expect(pullText(PAIRING)).toBe(
    `Read what changed, as of 2026-03-01T10:00:00.000Z.
Salesforce: 3 changed members, 0 deleted, 12 calls; 1,234 members in all
Voyage: 1 changed registration, 2 deleted, 1 call; 987 registrations in all`,
  );
});

test('a pull of everything says how much there is', () => {
  const lastPull = { ...PAIRING.lastPull!, kind: 'full' as const };
  expect(pullText({ ...PAIRING, lastPull })).toBe(
    `Read everything, as of 2026-03-01T10:00:00.000Z.
Salesforce: 1,234 members, 12 calls
Voyage: 987 registrations, 1 call`,
  );
});
