/**
 * The one way to a far end's sockets, for both sides: here lives everything about requests that is not about
 * what they say. Timeouts, gzip, cancelling, ids, the owner's token and its one renewal, the shared gate,
 * the reserve of calls, and sending again what may be sent again.
 *
 * Laws:   no host but the connection's own is asked, and none is followed to. A 401 costs one renewal and one
 *         more request, never more. What may have had an effect is sent again only where it `isRepeatable`.
 *         Every wait ends when the signal says so, or with `close`.
 * Errors: a Refusal, always; `mayHaveLanded` where a write's answer was lost.
 */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../refusal.ts';
import { refuseHost } from '../allowed-host.ts';
import type { SideConnection, Timing } from '../side-connection.ts';
import type { SideTraffic } from '../traffic.ts';
import { createCallBudget } from './call-budget.ts';
import type { Dialect, Judgement } from './dialect.ts';
import { judgeFailure } from './failure.ts';
import { createGateKeeper } from './gate-keeper.ts';
import type { Pass } from './gate-keeper.ts';
import { refusalAtGate } from './give-up.ts';
import { createMemoryGate } from './memory-gate.ts';
import type { Headers, HttpAnswer, HttpRequest, HttpStream } from './messages.ts';
import { MOST_FILE_BYTES, MOST_TEXT_BYTES, readStream, readText } from './read-body.ts';
import { goodAnswer } from './receive.ts';
import { createSender } from './send-once.ts';
import type { RawAnswer, Sender } from './send-once.ts';
import { cancelled, jitteredMs, orCancelled, sleep } from './wait.ts';

export interface Transport {
  /** The whole answer, its status below 300. */
  readonly exchange: (request: HttpRequest, signal: AbortSignal | null) => Promise<HttpAnswer>;
  /** Sent again like `exchange`, until its headers are there. */
  readonly stream: (request: HttpRequest, signal: AbortSignal | null) => Promise<HttpStream>;
  readonly callsMade: () => number;
  readonly traffic: SideTraffic;
  readonly close: () => Promise<void>;
}

/** Salesforce ends a request of its own after ten minutes; a collection of 200 may take two. */
const USUAL: Timing = {
  connectMs: 15_000,
  headersMs: 150_000,
  bodyMs: 60_000,
  answerMs: 600_000,
  firstWaitMs: 1_000,
  longestWaitMs: 60_000,
  giveUpAfterMs: 300_000,
  probeLeaseMs: 15_000,
};
/** Of one request's own bad luck. */
const MOST_PASSING = 4;
const CALLS_TOLD_EVERY_MS = 2_000;

/** Makes what the caller asked for of an answer below 300. */
type Take<T> = (raw: RawAnswer) => Promise<T> | T;
type Outcome<T> = { readonly value: T } | { readonly why: Judgement };

/** One request on its way, through all its attempts. */
interface Journey<T> {
  readonly request: HttpRequest;
  readonly id: string;
  readonly sender: Sender;
  readonly take: Take<T>;
  readonly signal: AbortSignal | null;
  /** The caller's and the transport's own. */
  readonly signals: readonly AbortSignal[];
  attempts: number;
  mayHaveLanded: boolean;
}

export function createTransport(
  connection: SideConnection,
  dialect: Dialect,
  random: () => number = Math.random,
): Transport {
  const timing = { ...USUAL, ...connection.timing };
  const { side } = dialect;
  const far = { side, address: URL.parse(connection.url)?.origin ?? connection.url };
  const ending = new AbortController();
  const answers = createSender(timing, MOST_TEXT_BYTES);
  const files = createSender(timing, MOST_FILE_BYTES);
  const listeners: (() => void)[] = [];
  const tell = (): void => {
    if (!ending.signal.aborted) for (const listener of listeners) listener();
  };
  const keeper = createGateKeeper({
    key: `${side} ${far.address}`,
    store: connection.gates ?? createMemoryGate(),
    timing,
    random,
    onChange: tell,
  });
  const share = connection.callsPercent ?? (() => 100);
  const budget = createCallBudget(side, share, () => performance.now());
  let callsToldAt = -Infinity;
  let calls = 0;

  function noteCalls(headers: Headers): void {
    const today = dialect.callsToday(headers);
    if (today === null) return;
    budget.note(today);
    if (performance.now() - callsToldAt < CALLS_TOLD_EVERY_MS) return;
    callsToldAt = performance.now();
    tell();
  }

  /** One request and the log's line of it. Throws only where it was cancelled. */
  async function attempt<T>(journey: Journey<T>, token: string): Promise<Outcome<T>> {
    const { request, id, sender, take, signal, signals } = journey;
    const startedAt = performance.now();
    calls += 1;
    journey.attempts += 1;
    let raw: RawAnswer | null = null;
    try {
      const headers = {
        accept: 'application/json, application/problem+json',
        ...dialect.headers,
        ...request.headers,
        'accept-encoding': 'gzip',
        authorization: `Bearer ${token}`,
        'x-request-id': id,
      };
      raw = await sender.send(request, headers, signal);
      noteCalls(raw.headers);
      if (raw.status < 300) return { value: await take(raw) };
      const body = await readText(raw.body, raw.headers, timing.answerMs);
      return { why: dialect.judge({ status: raw.status, headers: raw.headers, body }) };
    } catch (failure) {
      if (signals.some(({ aborted }) => aborted)) throw cancelled(failure, isWrite(request));
      return { why: judgeFailure(failure, side, far.address) };
    } finally {
      connection.log({
        side,
        method: request.method,
        path: URL.parse(request.url)?.pathname ?? '',
        status: raw?.status ?? null,
        elapsedMs: Math.round(performance.now() - startedAt),
        requestId: id,
        attempt: journey.attempts,
        answerId: raw?.headers[dialect.answerIdHeader] ?? null,
      });
    }
  }

  async function newerToken(than: string): Promise<string | null> {
    const current = await connection.accessToken();
    return current === than ? connection.refresh(than) : current;
  }

  /** One attempt behind its pass, which is given back with what the attempt says about the gate. */
  async function passThrough<T>(
    journey: Journey<T>,
    pass: Pass,
    token: string | null,
  ): Promise<Outcome<T> & { readonly token: string }> {
    let settle = (): void => keeper.abandoned(pass);
    try {
      const used = token ?? (await orCancelled(connection.accessToken(), ...journey.signals));
      const outcome = await attempt(journey, used);
      settle = () => settleWith(pass, 'why' in outcome ? outcome.why : null);
      return { ...outcome, token: used };
    } finally {
      settle();
    }
  }

  function settleWith(pass: Pass, why: Judgement | null): void {
    const kind = why?.kind ?? 'final';
    if (kind === 'passing') keeper.abandoned(pass);
    else if (kind === 'final' || kind === 'token') keeper.answered(pass);
    else keeper.closed(pass, kind, why?.retryAfterMs ?? null);
  }

  async function travel<T>(journey: Journey<T>): Promise<T> {
    const { request, signals } = journey;
    const course = keeper.begin(request.isBrief);
    let last: Judgement | null = null;
    let renewed: string | null = null;
    let hasRenewed = false;
    let passing = 0;
    for (;;) {
      const spent = request.isUnderWay === true ? null : budget.refused();
      if (spent !== null) throw new Refusal(spent);
      const entered = keeper.enter(course, signals);
      const pass = entered instanceof Promise ? await entered : entered;
      if ('remainingMs' in pass) throw refusalAtGate(pass, last, far);
      const outcome: Outcome<T> & { readonly token: string } = await passThrough(
        journey,
        pass,
        renewed,
      );
      if ('value' in outcome) return outcome.value;
      const { why } = outcome;
      // A refused token says nothing about why one has to wait.
      if (why.kind !== 'token') last = why;
      renewed = null;
      journey.mayHaveLanded ||= isWrite(request) && !why.isUntouched;
      const refusal = why.refusal(journey.mayHaveLanded);
      if (why.kind === 'token' && !hasRenewed) {
        hasRenewed = true;
        renewed = await orCancelled(newerToken(outcome.token), ...signals);
        if (renewed === null) throw refusal;
        continue;
      }
      if (why.kind === 'token' || why.kind === 'final') throw refusal;
      if (!request.isRepeatable && !why.isUntouched) throw refusal;
      if (why.kind !== 'passing') continue;
      passing += 1;
      const waitMs = why.retryAfterMs ?? jitteredMs(passing, timing, random);
      const isLate = performance.now() + waitMs > course.deadline;
      if (passing === MOST_PASSING || isLate) throw refusal;
      await sleep(waitMs, ...signals);
    }
  }

  async function send<T>(
    given: Pick<Journey<T>, 'request' | 'sender' | 'take' | 'signal'>,
  ): Promise<T> {
    const foreign = refuseHost(side, given.request.url, connection);
    if (foreign !== null) throw new Refusal(foreign);
    const signals = [ending.signal, ...(given.signal === null ? [] : [given.signal])];
    if (signals.some(({ aborted }) => aborted)) throw cancelled();
    const journey = { ...given, id: randomUUID(), signals, attempts: 0, mayHaveLanded: false };
    try {
      return await travel(journey);
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.mayHaveLanded || !journey.mayHaveLanded) {
        throw failure;
      }
      throw new Refusal(failure.error, failure, true);
    }
  }

  return {
    exchange: (request, signal) =>
      send({
        request,
        signal,
        sender: answers,
        take: async ({ status, headers, body }) => {
          const text = await readText(body, headers, timing.answerMs);
          return goodAnswer({ status, headers, body: text }, request.expects);
        },
      }),
    stream: (request, signal) =>
      send({
        request,
        signal,
        sender: files,
        take: ({ status, headers, body }) => {
          const refused = (failure: unknown): Refusal =>
            ending.signal.aborted || signal?.aborted === true
              ? cancelled(failure)
              : judgeFailure(failure, side, far.address).refusal(isWrite(request));
          return { status, headers, body: readStream(body, headers, MOST_FILE_BYTES, refused) };
        },
      }),
    callsMade: () => calls,
    traffic: {
      waiting: keeper.waiting,
      callsToday: budget.today,
      onChange: (listener) => {
        listeners.push(listener);
      },
    },
    async close() {
      ending.abort();
      keeper.close();
      await Promise.all([answers.close(), files.close()]);
    },
  };
}

function isWrite({ method }: HttpRequest): boolean {
  return method !== 'GET';
}
