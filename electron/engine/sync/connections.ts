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

export function createConnections(options: EngineOptions): Connections {
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
        if (!sides.includes(side)) {
          await made?.[side].close();
          return;
        }
        await ports.get(side)?.close();
        ports.delete(side);
        if (made !== null) ports.set(side, made[side]);
        entries[side] =
          made === null
            ? failed(side, { code: 'auth/not-signed-in', side })
            : await identify(made[side], options);
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
    states: () => ({ salesforce: entries.salesforce.state, voyage: entries.voyage.state }),
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
      await connecting.catch(() => null);
      await Promise.all(Array.from(ports.values(), (port) => port.close()));
    },
  };
}

async function identify(port: SidePort, options: EngineOptions): Promise<Entry> {
  try {
    const identity = await port.identify();
    const state = stateFor(identity);
    if (identity.kind !== options.workspace.kind) {
      const error: AppError = {
        code: 'auth/wrong-environment',
        side: port.side,
        workspaceKind: options.workspace.kind,
        foundKind: identity.kind,
        name: identity.name,
      };
      return { connected: null, state: { ...state, state: 'refused', error } };
    }
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
      return 'expired';
    case 'side/unreachable':
    case 'side/bad-answer':
    case 'side/rate-limited':
    case 'side/daily-limit':
      return 'unreachable';
    default:
      return 'refused';
  }
}

function isAboutConnection(error: AppError): boolean {
  return (
    error.code === 'auth/expired' ||
    error.code === 'auth/not-signed-in' ||
    error.code === 'side/unreachable'
  );
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
