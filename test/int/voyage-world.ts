/** A fake Voyage with one event, and sides connected to it over real sockets. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import type { SideRecord } from '../../shared/domain/record.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import { openMutationLog } from '../../electron/demo/mutation-log.ts';
import type { VoyageRegistrationSeed } from '../../electron/demo/seed.ts';
import { startVoyage, type FakeVoyage } from '../../electron/demo/voyage/start-voyage.ts';
import type { SideConnection, SideEvent } from '../../electron/engine/sides/side-connection.ts';
import type {
  SidePort,
  WriteBatch,
  WriteOperation,
} from '../../electron/engine/sides/side-port.ts';
import { QUICK } from './quick-timing.ts';
import { createVoyageSide } from '../../electron/engine/sides/voyage/voyage-side.ts';

export const EVENT = 'evt_1';
export const TOKEN = 'token-of-the-test';

export function registrationSeed(
  number: number,
  over: Partial<VoyageRegistrationSeed> = {},
): VoyageRegistrationSeed {
  return {
    id: `reg_${String(number).padStart(6, '0')}`,
    eventId: EVENT,
    status: 'registered',
    email: `guest${number}@nordwind.example`,
    firstName: 'Zoë',
    lastName: `Guest ${number}`,
    company: 'Nordwind',
    title: null,
    phone: null,
    ticketType: 'Day ticket',
    source: 'website',
    registeredAt: '2026-09-01T08:00:00.000Z',
    checkedInAt: null,
    cancelledAt: null,
    updatedAt: '2026-09-01T08:00:00.000Z',
    ...over,
  };
}

export async function startEvent(options: {
  readonly registrations: readonly VoyageRegistrationSeed[];
  readonly capacity?: number | null;
  readonly clock?: () => Date;
}): Promise<FakeVoyage> {
  return startVoyage({
    seed: {
      account: { id: 'acc_1', name: 'Elbkontor Events', environment: 'demo' },
      events: [
        {
          id: EVENT,
          name: 'Autumn Summit 2026',
          startsAt: '2026-10-14T07:00:00.000Z',
          endsAt: '2026-10-16T15:00:00.000Z',
          timeZone: 'Europe/Berlin',
          venue: 'Speicherhallen, Hamburg',
          capacity: options.capacity ?? null,
        },
        {
          id: 'evt_2',
          name: 'Winter Forum 2027',
          startsAt: '2027-02-10T08:00:00.000Z',
          endsAt: '2027-02-11T16:00:00.000Z',
          timeZone: 'Europe/Berlin',
          venue: 'Kongresshaus, Lübeck',
          capacity: null,
        },
      ],
      registrations: options.registrations,
    },
    log: openMutationLog(null),
    token: TOKEN,
    clock: options.clock ?? (() => new Date()),
  });
}

export interface ConnectedSide {
  readonly side: SidePort;
  readonly events: readonly SideEvent[];
  readonly refreshes: () => number;
}

/** `renew` stands for the owner of the tokens: what it gives after a 401. */
export function connectVoyage(
  url: string,
  more: { readonly token?: string; readonly renew?: () => Promise<string | null> } = {},
): ConnectedSide {
  let token = more.token ?? TOKEN;
  let refreshes = 0;
  const events: SideEvent[] = [];
  const connection: SideConnection = {
    url,
    workspaceKind: 'demo',
    accessToken: () => Promise.resolve(token),
    async refresh() {
      refreshes += 1;
      const next = (await more.renew?.()) ?? null;
      if (next !== null) token = next;
      return next;
    },
    log: (event) => events.push(event),
    timing: QUICK,
  };
  return { side: createVoyageSide({ connection }), events, refreshes: () => refreshes };
}

export function operation(ref: string, over: Partial<WriteOperation> = {}): WriteOperation {
  return {
    ref,
    op: 'create',
    recordId: null,
    expectVersion: null,
    fields: {},
    person: null,
    createPerson: false,
    allowDuplicate: false,
    deletePerson: null,
    identity: null,
    ...over,
  };
}

export function batch(
  key: string,
  operations: readonly WriteOperation[],
  over: Partial<WriteBatch> = {},
): WriteBatch {
  return {
    listId: EVENT,
    key,
    operations,
    isAtomic: false,
    isRetry: false,
    tickets: { kept: [], keep: () => undefined },
    asked: () => null,
    ...over,
  };
}

export const never = new AbortController().signal;

export const FACTS = {
  side: 'voyage',
  listId: EVENT,
  name: 'Autumn Summit 2026',
  expectedRows: null,
  statuses: [],
  absentFields: [],
  capacity: null,
} as const;

export async function readAll(side: SidePort): Promise<SideRecord[]> {
  const records: SideRecord[] = [];
  for await (const page of side.readPages(FACTS, { signal: never })) records.push(...page.records);
  return records;
}

export async function refusalOf(promise: Promise<unknown>): Promise<Refusal['error']> {
  const failure: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(failure instanceof Refusal)) throw new Error('No Refusal came.', { cause: failure });
  return failure.error;
}

export interface Sockets {
  readonly start: (
    count: number,
    more?: { readonly capacity?: number; readonly clock?: () => Date },
  ) => Promise<{ readonly voyage: FakeVoyage; readonly side: SidePort }>;
  readonly connect: (url: string, more?: Parameters<typeof connectVoyage>[1]) => ConnectedSide;
  /** A server that answers as told, for what the fake would never say. */
  readonly startOther: (listener: RequestListener) => Promise<string>;
}

/** Everything opened in a test is closed after it. */
export function useSockets(): Sockets {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  const connect: Sockets['connect'] = (url, more) => {
    const connected = connectVoyage(url, more);
    closing.push(() => connected.side.close());
    return connected;
  };
  return {
    connect,
    async start(count, more = {}) {
      const registrations = Array.from({ length: count }, (_, at) => registrationSeed(at));
      const voyage = await startEvent({ registrations, ...more });
      closing.push(() => voyage.close());
      return { voyage, side: connect(voyage.url).side };
    },
    async startOther(listener) {
      const server = createServer(listener);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closing.push(
        () =>
          new Promise((resolve) => {
            server.closeAllConnections();
            server.close(() => resolve());
          }),
      );
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
  };
}
