/** The gate's rules, by instants of one clock. */
import { expect, test } from 'vitest';
import {
  closedBy,
  LONGEST_WAIT_MS,
  OPEN,
  openedBy,
  probedBy as probedFor,
  reanchored,
  releasedBy,
  remainingMs,
} from './gate.ts';
import type { GateRecord } from './gate.ts';

const NOW = 1_000_000;
const LEASE_MS = 15_000;

const probedBy = (record: GateRecord, holder: string, now: number): GateRecord | null =>
  probedFor(record, { holder, now, leaseMs: LEASE_MS });

function limited(
  record: GateRecord,
  more: {
    readonly now?: number;
    readonly closings?: number;
    readonly toldMs?: number;
    readonly waitMs?: (strikes: number) => number;
  } = {},
): GateRecord {
  const { now = NOW, closings = record.closings, toldMs, waitMs = (n) => n * 100 } = more;
  const isTold = toldMs !== undefined;
  const met = { reason: 'rate-limited', now, closings, isTold } as const;
  return closedBy(record, { ...met, waitMs: isTold ? () => toldMs : waitMs }) ?? record;
}

function leftAt(record: GateRecord, now: number): number {
  return record.closed === null ? 0 : remainingMs(record.closed, now);
}

test('a limit closes the gate for as long as was asked for', () => {
  expect(leftAt(limited(OPEN, { toldMs: 7_000 }), NOW + 1_000)).toBe(6_000);
});

test('of many requests that were under way when the first met the limit, one closes the gate', () => {
  const first = limited(OPEN);
  expect(limited(first, { closings: 0 })).toBe(first);
  expect(first).toMatchObject({ closings: 1, strikes: 1 });
});

test('one of them that was asked to wait longer makes all wait longer', () => {
  const longer = limited(limited(OPEN), { closings: 0, toldMs: 60_000 });
  expect(leftAt(longer, NOW)).toBe(60_000);
  expect(longer.closings).toBe(1);
});

test('the time over, one goes first, and the others wait for what becomes of it', () => {
  const closed = limited(OPEN);
  expect(probedBy(closed, 'a', NOW + 99)).toBe(null);
  const probed = probedBy(closed, 'a', NOW + 100)!;
  expect(probedBy(probed, 'b', NOW + 101)).toBe(null);
  expect(openedBy(probed, 'b')).toBe(null);
  expect(openedBy(probed, 'a')).toEqual({ closings: 1, strikes: 0, closed: null });
});

test('each limit the probe meets makes the wait longer; a success makes it short again', () => {
  let record = limited(OPEN);
  for (const strikes of [2, 3, 4]) {
    const now = (record.closed?.at ?? 0) + (record.closed?.forMs ?? 0);
    record = limited(probedBy(record, 'a', now)!, { now });
    expect(record).toMatchObject({ strikes, closed: { forMs: strikes * 100, probe: null } });
  }
  const opened = openedBy(probedBy(record, 'a', NOW + 10_000)!, 'a')!;
  expect(limited(opened)).toMatchObject({ strikes: 1, closings: 5 });
});

test('a probe whose process died is taken over when its lease lapsed, not before', () => {
  const probed = probedBy(limited(OPEN), 'dead', NOW + 100)!;
  expect(probedBy(probed, 'b', NOW + 99 + LEASE_MS)).toBe(null);
  expect(probedBy(probed, 'b', NOW + 100 + LEASE_MS)).not.toBe(null);
});

test('a probe that was given up lets the next go at once', () => {
  const probed = probedBy(limited(OPEN), 'a', NOW + 100)!;
  expect(probedBy(releasedBy(probed, 'a')!, 'b', NOW + 101)).not.toBe(null);
  expect(releasedBy(probed, 'b')).toBe(null);
});

test('a late limit, from before a gate that was opened meanwhile, says nothing new', () => {
  const opened = openedBy(probedBy(limited(OPEN), 'a', NOW + 100)!, 'a')!;
  expect(limited(opened, { closings: 0, toldMs: 9_000 })).toBe(opened);
});

test('with the clock set back nobody waits longer than was asked for', () => {
  const closed = limited(OPEN, { toldMs: 5_000 });
  const anHourBack = NOW - 3_600_000;
  expect(leftAt(closed, anHourBack)).toBe(5_000);
  const again = reanchored(closed, anHourBack)!;
  expect(leftAt(again, anHourBack + 5_000)).toBe(0);
  expect(reanchored(again, anHourBack)).toBe(null);
});

test('with the clock set back a lease is not held for hours', () => {
  const probed = probedBy(limited(OPEN), 'dead', NOW + 100)!;
  const anHourBack = NOW - 3_600_000;
  const again = reanchored(probed, anHourBack)!;
  expect(probedBy(again, 'b', anHourBack + 100)).not.toBe(null);
});

test('no wait is longer than an hour, whatever was asked for', () => {
  expect(leftAt(limited(OPEN, { toldMs: 86_400_000 }), NOW)).toBe(LONGEST_WAIT_MS);
});

test('strikes of this morning do not make a wait of this evening longer', () => {
  const morning = limited(limited(OPEN));
  expect(morning.strikes).toBe(2);
  expect(limited(morning, { now: NOW + 36_000_000 }).strikes).toBe(1);
});
