/**
 * Lets the requests of one transport through the gate of its far end.
 *
 * Law: a request that fails because of the far end's limits gives up by the gate's closings, not by its own
 *      tries: those who wait for somebody else's probe have tried as often as that one.
 */
import { randomUUID } from 'node:crypto';
import type { Waiting } from '../../../../shared/ipc/engine-views.ts';
import type { Closed, GateReason, GateRecord, GateStore } from '../gate.ts';
import {
  closedBy,
  openedBy,
  probedBy,
  reanchored,
  releasedBy,
  remainingMs,
  waitingOf,
} from '../gate.ts';
import type { Timing } from '../side-connection.ts';
import { jitteredMs, orCancelled } from './wait.ts';

/** After so many closings in a row a request gives up; where nobody can be connected to, sooner. */
const MOST_CLOSINGS: Readonly<Record<GateReason, number>> = {
  'rate-limited': 8,
  concurrent: 8,
  unavailable: 8,
  unreachable: 4,
};
/** How soon it is seen that the probe of another process opened the gate. */
const PROBE_SEEN_AFTER_MS = 100;
/** The clock is looked at so often while a closed gate's time runs. */
const LOOK_AGAIN_MS = 1_000;
/** How long somebody looks at a screen that says nothing yet. */
const BRIEF_MS = 5_000;
/** A wait that is over before one could read of it is not told. */
const TOLD_FROM_MS = 1_000;

/** What a request knows of the gate from its beginning. */
interface Course {
  readonly closings: number;
  readonly deadline: number;
}

export interface Pass {
  readonly closings: number;
  readonly isProbe: boolean;
}

/** Passes since the gate's last closing: how many are out, and how many may be. */
interface Stream {
  readonly closings: number;
  readonly width: number;
  readonly out: number;
}

/** No gate has so few closings: each of its passes is free. */
const UNBOUNDED: Stream = { closings: -1, width: Infinity, out: 0 };

export interface GateKeeper {
  begin(isBrief?: boolean): Course;
  /** The pass, or how the gate stands when there is nothing more to wait for. Refuses with run/cancelled. */
  enter(course: Course, signals: readonly AbortSignal[]): Pass | Promise<Pass | GivenUp>;
  /** How the request went; each pass is given back once. */
  answered(pass: Pass): void;
  closed(pass: Pass, reason: GateReason, retryAfterMs: number | null): void;
  /** It tells nothing about the gate. */
  abandoned(pass: Pass): void;
  readonly waiting: () => Waiting | null;
  close(): void;
}

export interface GivenUp {
  readonly reason: GateReason;
  readonly remainingMs: number;
}

export function createGateKeeper(options: {
  readonly key: string;
  readonly store: GateStore;
  readonly timing: Timing;
  readonly random: () => number;
  readonly onChange: () => void;
}): GateKeeper {
  const { key, store, timing, random, onChange } = options;
  const holder = randomUUID();
  let waiters = 0;
  const sleepers = new Set<() => void>();
  let told: string | null = null;
  let lease: NodeJS.Timeout | undefined;
  let stream = UNBOUNDED;

  function change(decide: (record: GateRecord) => GateRecord | null): void {
    store.change(key, decide);
    wakeAll();
  }

  function wakeAll(): void {
    for (const wake of sleepers) wake();
  }

  function passAt(closings: number, isProbe: boolean): Pass {
    if (closings === stream.closings) stream = { ...stream, out: stream.out + 1 };
    return { closings, isProbe };
  }

  /** A pass came back, with an answer or without one. */
  function returned({ closings }: Pass, isAnswer: boolean): void {
    if (closings !== stream.closings) return;
    const width = isAnswer ? stream.width + 1 : stream.width;
    stream = waiters === 0 ? UNBOUNDED : { ...stream, width, out: stream.out - 1 };
    wakeAll();
  }

  function hasRoom(closings: number): boolean {
    return closings !== stream.closings || stream.out < stream.width;
  }

  function takeProbe(): Pass | null {
    // One probe at a time, in this process as well.
    if (lease !== undefined) return null;
    const leaseMs = timing.probeLeaseMs;
    const take = (): GateRecord =>
      store.change(key, (record) => probedBy(record, { holder, now: Date.now(), leaseMs }));
    const record = take();
    if (record.closed?.probe?.holder !== holder) return null;
    lease = setInterval(take, leaseMs / 3);
    lease.unref();
    return passAt(record.closings, true);
  }

  function endProbe(): void {
    clearInterval(lease);
    lease = undefined;
  }

  async function wait(course: Course, signals: readonly AbortSignal[]): Promise<Pass | GivenUp> {
    const since = performance.now();
    waiters += 1;
    try {
      for (;;) {
        const record = lookedAt();
        const { closed, closings } = record;
        if (closed === null) {
          tell(null);
          const patienceMs = course.deadline - performance.now();
          if (patienceMs <= 0 || hasRoom(closings)) return passAt(closings, false);
          await nap(Math.min(patienceMs, LOOK_AGAIN_MS), signals);
          continue;
        }
        if (closings !== stream.closings) stream = { closings, width: 1, out: 0 };
        const left = remainingMs(closed, Date.now());
        const isOver = closings - course.closings >= MOST_CLOSINGS[closed.reason];
        if (isOver || performance.now() + left > course.deadline) {
          return { reason: closed.reason, remainingMs: left };
        }
        const pass = left > 0 ? null : takeProbe();
        if (pass !== null) return pass;
        const isLong = closed.forMs >= TOLD_FROM_MS || performance.now() - since >= TOLD_FROM_MS;
        if (isLong) tell(closed);
        await nap(left > 0 ? Math.min(left, LOOK_AGAIN_MS) : PROBE_SEEN_AFTER_MS, signals);
      }
    } finally {
      waiters -= 1;
      if (waiters === 0) tell(null);
    }
  }

  function lookedAt(): GateRecord {
    const record = store.read(key);
    const now = Date.now();
    return reanchored(record, now) === null
      ? record
      : store.change(key, (found) => reanchored(found, now));
  }

  /** Until the time is over, or the gate changed in this process. */
  async function nap(ms: number, signals: readonly AbortSignal[]): Promise<void> {
    let wake = (): void => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(wake, ms);
    sleepers.add(wake);
    try {
      await orCancelled(woken, ...signals);
    } finally {
      clearTimeout(timer);
      sleepers.delete(wake);
    }
  }

  function tell(closed: Closed | null): void {
    const until = closed === null ? null : waitingOf(closed).until;
    if (until === told) return;
    told = until;
    onChange();
  }

  return {
    begin: (isBrief = false) => ({
      closings: store.read(key).closings,
      deadline:
        performance.now() +
        (isBrief ? Math.min(BRIEF_MS, timing.giveUpAfterMs) : timing.giveUpAfterMs),
    }),
    enter(course, signals) {
      const { closed, closings } = store.read(key);
      return closed === null && hasRoom(closings) ? passAt(closings, false) : wait(course, signals);
    },
    answered(pass) {
      returned(pass, true);
      if (!pass.isProbe) return;
      endProbe();
      change((record) => openedBy(record, holder));
    },
    closed(pass, reason, retryAfterMs) {
      returned(pass, false);
      const { isProbe, closings } = pass;
      if (isProbe) endProbe();
      const isTold = retryAfterMs !== null && retryAfterMs > 0;
      const waitMs = (strikes: number): number =>
        isTold ? retryAfterMs : jitteredMs(strikes, timing, random);
      change((record) => closedBy(record, { closings, reason, now: Date.now(), waitMs, isTold }));
    },
    abandoned(pass) {
      returned(pass, false);
      if (!pass.isProbe) return;
      endProbe();
      change((record) => releasedBy(record, holder));
    },
    waiting() {
      if (told === null) return null;
      const { closed } = store.read(key);
      return closed === null ? null : waitingOf(closed);
    },
    close() {
      endProbe();
      store.close();
    },
  };
}
