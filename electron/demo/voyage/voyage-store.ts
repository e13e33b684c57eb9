/**
 * What the fake Voyage holds: seed plus replay, with an index by id and one in id order per event.
 * A seed of a million is quick when its registrations come in id order.
 * Every change goes through `commit`, which logs it whole (one line) before it is to be seen.
 */
import type { Mutation, MutationLog } from '../mutation-log.ts';
import type { VoyageEventSeed, VoyageSeed } from '../seed.ts';
import { firstVersion, takesSeat, type Registration } from './registration.ts';

export interface Callback {
  readonly id: string;
  readonly campaignId: string;
  readonly kind: 'changed' | 'deleted';
  readonly occurredAt: string;
  readonly deliveredAt: string;
}

/** The first answer to an Idempotency-Key, kept for a day. */
export interface KeptAnswer {
  readonly requestHash: string;
  readonly body: string;
  readonly keptAtMs: number;
}

export interface VoyageEvent extends VoyageEventSeed {
  readonly registrationCount: number;
  readonly updatedAt: string;
}

export interface VoyageStore {
  readonly account: VoyageSeed['account'];
  events(): readonly VoyageEvent[];
  event(id: string): VoyageEvent | null;
  seatsTaken(eventId: string): number;
  registration(id: string): Registration | null;
  /** Up to `limit` after this id, in id order. */
  page(
    eventId: string,
    after: string,
    limit: number,
    since: string | null,
  ): readonly Registration[];
  /** Up to so many up to and with this id. */
  before(eventId: string, until: string, most: number): readonly Registration[];
  count(eventId: string, since: string | null): number;
  total(): number;
  newRegistrationId(): string;
  keptAnswer(key: string): KeptAnswer | null;
  /** `end`: where whoever read these goes on, by what was delivered. */
  callbacks(
    after: string | null,
    limit: number,
  ): { readonly data: readonly Callback[]; readonly end: string | null };
  commit(mutations: readonly Mutation[]): void;
}

const DAY_MS = 86_400_000;

interface EventState {
  readonly seed: VoyageEventSeed;
  readonly ids: string[];
  seats: number;
  updatedAt: string;
}

export function openVoyageStore(seed: VoyageSeed, log: MutationLog): VoyageStore {
  const registrations = new Map<string, Registration>();
  const events = new Map<string, EventState>();
  const answers = new Map<string, KeptAnswer>();
  const callbacks: Callback[] = [];
  let made = 0;

  for (const event of seed.events) {
    events.set(event.id, { seed: event, ids: [], seats: 0, updatedAt: '' });
  }
  for (const each of seed.registrations) put(firstVersion(each));
  for (const mutation of log.replay()) apply(mutation);

  function put(registration: Registration): void {
    const event = events.get(registration.eventId);
    if (event === undefined) throw new Error(`No event ${registration.eventId} in this world.`);
    const before = registrations.get(registration.id);
    registrations.set(registration.id, registration);
    if (before === undefined) insert(event.ids, registration.id);
    event.seats += Number(takesSeat(registration.status));
    event.seats -= Number(before !== undefined && takesSeat(before.status));
    if (registration.updatedAt > event.updatedAt) event.updatedAt = registration.updatedAt;
  }

  function remove(id: string): void {
    const before = registrations.get(id);
    const event = before && events.get(before.eventId);
    if (before === undefined || event === undefined) return;
    registrations.delete(id);
    event.ids.splice(firstAfter(event.ids, id) - 1, 1);
    event.seats -= Number(takesSeat(before.status));
  }

  function apply({ kind, id, record }: Mutation): void {
    if (kind === 'registration') {
      if (record === null) remove(id);
      else put(record as unknown as Registration);
      if (id.startsWith(MADE_PREFIX)) {
        made = Math.max(made, Number.parseInt(id.slice(MADE_PREFIX.length), 36));
      }
    } else if (kind === 'answer' && record !== null) {
      const answer = record as unknown as KeptAnswer;
      for (const [key, old] of answers) {
        if (answer.keptAtMs - old.keptAtMs <= DAY_MS) break;
        answers.delete(key);
      }
      answers.set(id, answer);
    } else if (kind === 'callback' && record !== null) {
      callbacks.push(record as unknown as Callback);
    }
  }

  const toEvent = (state: EventState): VoyageEvent => ({
    ...state.seed,
    registrationCount: state.ids.length,
    updatedAt: state.updatedAt === '' ? state.seed.startsAt : state.updatedAt,
  });

  return {
    account: seed.account,
    events: () => [...events.values()].map(toEvent),
    event(id) {
      const state = events.get(id);
      return state === undefined ? null : toEvent(state);
    },
    seatsTaken: (eventId) => events.get(eventId)?.seats ?? 0,
    registration: (id) => registrations.get(id) ?? null,
    page(eventId, after, limit, since) {
      const ids = events.get(eventId)?.ids ?? [];
      const page: Registration[] = [];
      for (let at = firstAfter(ids, after); at < ids.length && page.length < limit; at += 1) {
        const registration = registrations.get(ids[at] ?? '');
        if (registration !== undefined && (since === null || registration.updatedAt >= since)) {
          page.push(registration);
        }
      }
      return page;
    },
    before(eventId, until, most) {
      const ids = events.get(eventId)?.ids ?? [];
      const end = firstAfter(ids, until);
      return ids
        .slice(Math.max(0, end - most), end)
        .map((id) => registrations.get(id))
        .filter((registration) => registration !== undefined);
    },
    count(eventId, since) {
      const ids = events.get(eventId)?.ids ?? [];
      if (since === null) return ids.length;
      return ids.reduce(
        (count, id) => count + Number((registrations.get(id)?.updatedAt ?? '') >= since),
        0,
      );
    },
    total: () => registrations.size,
    newRegistrationId() {
      made += 1;
      return MADE_PREFIX + made.toString(36).padStart(8, '0');
    },
    keptAnswer: (key) => answers.get(key) ?? null,
    callbacks(after, limit) {
      const start = after === null ? 0 : placeAfter(callbacks, after);
      const data = callbacks.slice(start, start + limit);
      const end = data.length === 0 ? after : `${DELIVERY}${String(start + data.length)}`;
      return { data, end };
    },
    commit(mutations) {
      log.append(...mutations);
      mutations.forEach(apply);
    },
  };
}

const DELIVERY = 'delivery_';

/** `after`: where a page ended, or an id. One delivered again stands twice: an id says its last place. */
function placeAfter(callbacks: readonly Callback[], after: string): number {
  const place = after.startsWith(DELIVERY) ? Number(after.slice(DELIVERY.length)) : Number.NaN;
  return Number.isSafeInteger(place) && place >= 0
    ? place
    : callbacks.findLastIndex(({ id }) => id === after) + 1;
}

/** Sorts after every id of a seed, so that a new one is appended. */
const MADE_PREFIX = 'reg_x';

function insert(ids: string[], id: string): void {
  const last = ids.at(-1);
  if (last === undefined || last < id) ids.push(id);
  else ids.splice(firstAfter(ids, id), 0, id);
}

/** Index of the first id greater than this one. */
function firstAfter(ids: readonly string[], id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? '') <= id) low = middle + 1;
    else high = middle;
  }
  return low;
}
