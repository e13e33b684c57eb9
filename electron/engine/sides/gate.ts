/**
 * One gate per far end, shared by all runs and all processes of this machine: a limit met by one closes it
 * for all. When its time is over one request goes first, and what becomes of it opens the gate or closes
 * it longer; so many runs send no more retries than one would.
 *
 * Laws:   the functions here are pure; `GateStore` is what several processes see of them.
 * Units:  instants are milliseconds since 1970 by this machine's clock, which may be set back: no wait is
 *         ever longer than the one that was given.
 */
import type { Waiting } from '../../../shared/ipc/engine-views.ts';

export interface GateRecord {
  /** One more with each closing. An answer to a request of an earlier one says nothing new. */
  readonly closings: number;
  /** Closings in a row, without a success between them. */
  readonly strikes: number;
  readonly closed: Closed | null;
}

/** `unreachable`: nobody could be connected to. */
export type GateReason = Waiting['reason'] | 'unreachable';

export interface Closed {
  readonly reason: GateReason;
  readonly at: number;
  readonly forMs: number;
  /** Who goes first, once the time is over. Lapses, so that a process that died holds nothing. */
  readonly probe: { readonly holder: string; readonly at: number } | null;
}

export interface GateStore {
  /** As all know it, no older than `LOOK_EVERY_MS`; cheap enough for each request. */
  read(key: string): GateRecord;
  /** Reads, decides and writes with nobody between; null leaves it as it is. */
  change(key: string, decide: (record: GateRecord) => GateRecord | null): GateRecord;
  close(): void;
}

/** How late a limit met in another process may be seen by a request that is about to go. */
export const LOOK_EVERY_MS = 50;
/** No wait is longer, whatever was asked for: then somebody looks. */
export const LONGEST_WAIT_MS = 3_600_000;
/** Strikes from before such a pause tell nothing about now. */
const STRIKES_LAST_MS = 600_000;

export const OPEN: GateRecord = { closings: 0, strikes: 0, closed: null };

export function waitingOf({ reason, at, forMs }: Closed): Waiting {
  const until = new Date(at + forMs).toISOString();
  return { until, reason: reason === 'unreachable' ? 'unavailable' : reason };
}

/** Zero when the probe may go. */
export function remainingMs({ at, forMs }: Closed, now: number): number {
  return Math.max(0, Math.min(forMs, at + forMs - now));
}

/** What a limit does that was met by a request sent when there had been `closings`. */
export function closedBy(
  record: GateRecord,
  met: {
    readonly closings: number;
    readonly reason: GateReason;
    readonly now: number;
    /** By the strikes this one makes. */
    readonly waitMs: (strikes: number) => number;
    /** The far side named the time itself. */
    readonly isTold: boolean;
  },
): GateRecord | null {
  const { closed } = record;
  if (met.closings !== record.closings) {
    if (closed === null || !met.isTold) return null;
    const forMs = Math.min(LONGEST_WAIT_MS, met.waitMs(record.strikes));
    const isLater = forMs > remainingMs(closed, met.now) && closed.probe === null;
    return isLater ? { ...record, closed: { ...closed, at: met.now, forMs } } : null;
  }
  const isOld = closed !== null && met.now - (closed.at + closed.forMs) > STRIKES_LAST_MS;
  const strikes = (isOld ? 0 : record.strikes) + 1;
  const forMs = Math.min(LONGEST_WAIT_MS, met.waitMs(strikes));
  return {
    closings: record.closings + 1,
    strikes,
    closed: { reason: met.reason, at: met.now, forMs, probe: null },
  };
}

/** Null while it is not yet time, or while somebody else's probe is under way. */
export function probedBy(
  record: GateRecord,
  by: { readonly holder: string; readonly now: number; readonly leaseMs: number },
): GateRecord | null {
  const { holder, now, leaseMs } = by;
  const { closed } = record;
  if (closed === null || remainingMs(closed, now) > 0) return null;
  const { probe } = closed;
  const isTaken = probe !== null && probe.holder !== holder && isFresh(probe.at, now, leaseMs);
  return isTaken ? null : { ...record, closed: { ...closed, probe: { holder, at: now } } };
}

function isFresh(at: number, now: number, leaseMs: number): boolean {
  return now >= at && now - at < leaseMs;
}

/** The probe ended without saying anything about the far side: the next may go first. */
export function releasedBy(record: GateRecord, holder: string): GateRecord | null {
  const { closed } = record;
  if (closed?.probe?.holder !== holder) return null;
  return { ...record, closed: { ...closed, probe: null } };
}

/** The probe went well. */
export function openedBy(record: GateRecord, holder: string): GateRecord | null {
  if (record.closed?.probe?.holder !== holder) return null;
  return { closings: record.closings, strikes: 0, closed: null };
}

/** A gate that a clock set back would keep closed is closed from now on instead. */
export function reanchored(record: GateRecord, now: number): GateRecord | null {
  const { closed } = record;
  if (closed === null || closed.at <= now) return null;
  return { ...record, closed: { ...closed, at: now, probe: null } };
}
