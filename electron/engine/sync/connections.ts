/**
 * The two sides as they are connected now. A side of another kind of environment than the workspace is
 * refused here, before anything of it but its name is read.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { ConnectionState, GapState } from '../../../shared/ipc/engine-views.ts';
import type { EngineOptions } from '../engine.ts';
import { Refusal } from '../refusal.ts';
import { refuseEnvironment } from '../sides/refuse-environment.ts';
import type { SideIdentity, SidePort } from '../sides/side-port.ts';

export interface Connected {
  readonly port: SidePort;
  readonly identity: SideIdentity;
}

export interface Connections {
  /** Makes both ports anew and asks each who it is. What fails is told by `states`. */
  readonly connect: () => Promise<void>;
  /** The side, connected anew if it is not (any more); refuses with the reason it can't be used. */
  readonly require: (side: Side) => Promise<Connected>;
  /** As far as it is known without asking: for links and ids. */
  readonly known: (side: Side) => Connected | null;
  readonly states: () => Readonly<Record<Side, ConnectionState>>;
  readonly gap: () => GapState;
  /** Takes note of a failure met later, so that the state shows it. True when it changed one. */
  readonly note: (error: AppError) => boolean;
  readonly close: () => Promise<void>;
}

interface Entry {
  readonly connected: Connected | null;
  readonly state: ConnectionState;
}

/** `onTraffic` is called when a side begins or ends to wait at its gate, and now and then as calls are used up. */
export function createConnections(
  options: EngineOptions,
  onTraffic: () => void = () => undefined,
): Connections {
  const entries: Record<Side, Entry> = {
    salesforce: unchecked('salesforce'),
    voyage: unchecked('voyage'),
  };
  const ports = new Map<Side, SidePort>();
  let gap: GapState = { state: 'unknown', askedAt: null, detail: null };
  let connecting: Promise<void> = Promise.resolve();

  async function connectAnew(sides: readonly Side[]): Promise<void> {
    if (sides.length === 0) return;
    const made = options.sides();
    await Promise.all(
      SIDES.map(async (side) => {
        const port = made?.[side] ?? null;
        if (!sides.includes(side)) {
          await port?.close();
          return;
        }
        await ports.get(side)?.close();
        ports.delete(side);
        if (port !== null) {
          ports.set(side, port);
          port.traffic?.onChange(onTraffic);
        }
        entries[side] =
          port === null
            ? failed(side, { code: 'auth/not-signed-in', side })
            : await identify(port, options);
      }),
    );
    if (sides.includes('voyage')) gap = gapOf(entries.voyage, options.clock().toISOString());
  }

  /** One after the other; a failure of ours must not keep the next from trying. */
  async function connect(sides: () => readonly Side[]): Promise<void> {
    const before = connecting;
    const done = before.catch(() => null).then(() => connectAnew(sides()));
    connecting = done;
    await done;
  }

  function stateNow(side: Side): ConnectionState {
    const { state } = entries[side];
    const traffic = ports.get(side)?.traffic;
    const callsToday = traffic?.callsToday() ?? state.callsToday;
    return { ...state, callsToday, waiting: traffic?.waiting() ?? null };
  }

  const isUsable = (side: Side) => entries[side].state.state === 'connected';

  return {
    connect: () => connect(() => SIDES),
    require: async (side) => {
      if (!isUsable(side)) await connect(() => (isUsable(side) ? [] : [side]));
      const { connected, state } = entries[side];
      if (connected !== null) return connected;
      throw new Refusal(state.error ?? { code: 'auth/not-signed-in', side });
    },
    known: (side) => entries[side].connected,
    states: () => ({ salesforce: stateNow('salesforce'), voyage: stateNow('voyage') }),
    gap: () => gap,
    note: (error) => {
      if (!('side' in error) || !isAboutConnection(error)) return false;
      const entry = entries[error.side];
      entries[error.side] = {
        connected: entry.connected,
        state: { ...entry.state, state: stateOf(error), error },
      };
      return true;
    },
    close: async () => {
      const closePorts = () => Promise.all(Array.from(ports.values(), (port) => port.close()));
      // First what waits, which ends the connecting that waits for it.
      await closePorts();
      await connecting.catch(() => null);
      await closePorts();
    },
  };
}

async function identify(port: SidePort, options: EngineOptions): Promise<Entry> {
  try {
    const identity = await port.identify();
    const state = stateFor(identity);
    const error =
      refuseEnvironment(identity, options.workspace.kind) ??
      (await options.admit?.(identity)) ??
      null;
    if (error !== null) return { connected: null, state: { ...state, state: 'refused', error } };
    return { connected: { port, identity }, state };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return failed(port.side, failure.error);
  }
}

function stateFor(identity: SideIdentity): ConnectionState {
  return {
    side: identity.side,
    state: 'connected',
    name: identity.name,
    id: identity.id,
    user: identity.user,
    address: null,
    error: null,
    callsToday: identity.callsToday,
    waiting: null,
  };
}

function unchecked(side: Side): Entry {
  return {
    connected: null,
    state: {
      side,
      state: 'unchecked',
      name: null,
      id: null,
      user: null,
      address: null,
      error: null,
      callsToday: null,
      waiting: null,
    },
  };
}

function failed(side: Side, error: AppError): Entry {
  const { state } = unchecked(side);
  const address = 'address' in error ? error.address : null;
  return { connected: null, state: { ...state, state: stateOf(error), address, error } };
}

function stateOf(error: AppError): ConnectionState['state'] {
  switch (error.code) {
    case 'auth/not-signed-in':
      return 'signed-out';
    case 'auth/expired':
    case 'auth/revoked':
      return 'expired';
    case 'side/unreachable':
    case 'side/unavailable':
    case 'side/bad-answer':
    case 'side/rate-limited':
    case 'side/daily-limit':
    case 'side/call-reserve':
      return 'unreachable';
    default:
      return 'refused';
  }
}

function isAboutConnection(error: AppError): boolean {
  switch (error.code) {
    case 'auth/expired':
    case 'auth/not-signed-in':
    case 'auth/revoked':
    case 'auth/ip-restricted':
    case 'auth/policy-blocked':
    case 'auth/wrong-org':
    case 'auth/host-refused':
    case 'side/unreachable':
      return true;
    default:
      return false;
  }
}

/** Voyage was reached but its capabilities were not: the probe failed, and so nothing is offered. */
function gapOf(voyage: Entry, askedAt: string): GapState {
  if (voyage.connected !== null) {
    const state = voyage.connected.identity.offersCampaignSync ? 'offered' : 'not-offered';
    return { state, askedAt, detail: null };
  }
  const { error } = voyage.state;
  if (error === null || error.code === 'auth/not-signed-in') {
    return { state: 'unknown', askedAt: null, detail: null };
  }
  return { state: 'probe-failed', askedAt, detail: 'detail' in error ? error.detail : null };
}
