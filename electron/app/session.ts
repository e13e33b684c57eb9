/** What the window works on: one open workspace at a time, and the state main shows of it. */
import { join } from 'node:path';
import type {
  Events,
  KeychainState,
  Place,
  ShellState,
  WorkspaceSettings,
} from '../../shared/ipc/contract.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type {
  EngineChannel,
  EngineReply,
  EngineRequests,
} from '../../shared/ipc/engine-contract.ts';
import { NO_SETTINGS } from '../workspace/settings.ts';
import { findWorkspace, listWorkspaces } from '../workspace/workspaces.ts';
import { openWorkspace } from './open-workspace.ts';
import type { OpenWorkspace, OpenWorkspaceOptions } from './open-workspace.ts';
import { readPlaces, writePlaces } from './window-place.ts';

const EVENTS = ['progress', 'push', 'changed'] as const;
const FIRST_PLACE: Place = { route: '/connect', theme: 'system', density: 'regular' };

export interface Session {
  open(name: string, as?: { readonly isFresh?: boolean; readonly restore?: string }): Promise<void>;
  current(): OpenWorkspace | null;
  state(): Promise<ShellState>;
  /** Tells the window how things stand. */
  announceState(): void;
  call<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<EngineReply<K>>;
  keepPlace(place: Place): void;
  keychain(): Promise<KeychainState>;
  /** The workspace the window was closed in. */
  lastWorkspace(): string;
  close(): Promise<void>;
}

export function createSession(
  options: Omit<OpenWorkspaceOptions, 'workspace' | 'demo' | 'restore' | 'onChange'> & {
    readonly demoRows: number;
    readonly signInUnderWay: () => ShellState['signIn'];
    readonly announce: <E extends keyof Events>(event: E, payload: Events[E]) => void;
  },
): Session {
  const placesPath = join(options.dataDir, 'window.json');
  let kept = readPlaces(placesPath);
  let open: OpenWorkspace | null = null;
  let keychain: KeychainState | undefined;

  async function state(): Promise<ShellState> {
    keychain ??= await options.vault.state();
    const now = open;
    const name = now?.workspace.name ?? kept.workspace;
    const entries = listWorkspaces(options.dataDir).map((workspace) => ({
      ...workspace,
      isSignedIn: workspace.name === now?.workspace.name && now.isSignedIn(),
    }));
    const reply = now?.engine ? await now.engine.call('engine:state', null) : null;
    return {
      version: options.version,
      workspaces: entries,
      workspace: entries.find((entry) => entry.name === name) ?? {
        name,
        kind: 'demo',
        isSignedIn: false,
      },
      keychain,
      place: kept.places[name] ?? FIRST_PLACE,
      trouble: now?.trouble() ?? troubleOf(reply),
      isPreparing: now?.isPreparing() ?? true,
      engine: reply?.ok ? reply.value : null,
      accounts: now?.accounts() ?? [],
      signIn: options.signInUnderWay(),
      settings: settingsOf(now?.settings() ?? NO_SETTINGS),
    };
  }

  function announceState(): void {
    void state().then((now) => options.announce('shell', now));
  }

  return {
    async open(name, { isFresh = false, restore } = {}) {
      const workspace = findWorkspace(options.dataDir, name);
      await open?.close();
      open = null;
      open = await openWorkspace({
        ...options,
        workspace,
        demo: { rows: options.demoRows, isFresh },
        restore: restore ?? null,
        onChange: announceState,
      });
      for (const event of EVENTS) {
        open.engine?.on(event, (payload) => options.announce(event, payload));
      }
      kept = { ...kept, workspace: name };
      writePlaces(placesPath, kept);
      announceState();
    },
    current: () => open,
    state,
    announceState,
    async call(channel, input) {
      if (open?.engine) return open.engine.call(channel, input);
      return {
        ok: false,
        error: open?.trouble() ?? { code: 'internal', incidentId: 'no-workspace' },
      };
    },
    keepPlace(place) {
      const name = open?.workspace.name ?? kept.workspace;
      kept = { ...kept, places: { ...kept.places, [name]: place } };
      writePlaces(placesPath, kept);
    },
    async keychain() {
      keychain = await options.vault.state();
      announceState();
      return keychain;
    },
    lastWorkspace: () => kept.workspace,
    async close() {
      await open?.close();
      open = null;
    },
  };
}

function troubleOf(reply: EngineReply<'engine:state'> | null): AppError | null {
  if (reply === null) return null;
  return reply.ok ? (reply.value.journalTrouble ?? null) : reply.error;
}

function settingsOf(settings: WorkspaceSettings): WorkspaceSettings {
  const { salesforceClientId, salesforceLoginUrl, callsPercent } = settings;
  return { salesforceClientId, salesforceLoginUrl, callsPercent };
}
