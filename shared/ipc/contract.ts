/**
 * Everything the renderer may ask of main, and everything main may announce: the engine's channels, which
 * main hands on to the worker, and a few of main's own. A new line breaks the build until its input schema,
 * its handler and its CHANNELS entry exist. Tokens go in once (to the keychain) and never come out.
 */
import type { Side, WorkspaceKind } from '../domain/side.ts';
import type { AppError } from '../errors/app-error.ts';
import type { EngineEvents, EngineRequests } from './engine-contract.ts';
import { LINK_CHANNELS } from './link-contract.ts';
import type { EngineState } from './engine-views.ts';

export interface KeychainState {
  readonly state: 'available' | 'missing' | 'no-bus' | 'locked' | 'refused';
  readonly platform: 'linux' | 'darwin' | 'win32';
}

export interface WorkspaceEntry {
  readonly name: string;
  readonly kind: WorkspaceKind;
  readonly isSignedIn: boolean;
}

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'regular' | 'compact';

/** What the window comes back to: kept per workspace. */
export interface Place {
  readonly route: string;
  readonly theme: Theme;
  readonly density: Density;
}

export interface ShellState {
  readonly version: string;
  readonly workspaces: readonly WorkspaceEntry[];
  readonly workspace: WorkspaceEntry;
  readonly keychain: KeychainState;
  readonly place: Place;
  /** Set when the workspace's journal could not be opened; everything else waits for it. */
  readonly trouble: AppError | null;
  /** The demo fills itself at first start; true until it is ready. */
  readonly isPreparing: boolean;
  readonly engine: EngineState | null;
  /** The sign-ins kept for this workspace, without their tokens. */
  readonly accounts: readonly Account[];
  /** A sign-in that waits for the browser. */
  readonly signIn: { readonly side: Side; readonly expiresAt: string } | null;
  readonly settings: WorkspaceSettings;
}

/** A sign-in kept in the keychain: who, and where. */
export interface Account {
  readonly side: Side;
  /** Organization or account id. */
  readonly orgId: string;
  readonly userId: string;
  readonly user: string | null;
  readonly name: string | null;
  readonly url: string;
  /** Renewed by itself; false for a token that was pasted. */
  readonly isRenewable: boolean;
  readonly isCurrent: boolean;
}

/** Kept per workspace in a plain file; nothing secret. */
export interface WorkspaceSettings {
  /** Consumer key of the External Client App. */
  readonly salesforceClientId: string | null;
  /** Where the last sign-in started: login, test or a My Domain host. */
  readonly salesforceLoginUrl: string | null;
  /** "Never use more than so much of today's calls": 1 to 100. */
  readonly callsPercent: number;
}

/** What an administrator registers with Salesforce, exactly. */
export const OAUTH_REDIRECT_PORT = 7173;
export const OAUTH_REDIRECT_URI = `http://localhost:${OAUTH_REDIRECT_PORT}/oauth/callback`;

interface Pasted {
  readonly url: string;
  readonly accessToken: string;
}

/** Null leaves that side as it is. */
interface SignIn {
  readonly workspace: string;
  readonly salesforce: Pasted | null;
  readonly voyage: Pasted | null;
}

/** The tokens are deleted in any case. */
interface SignedOut extends ShellState {
  /** Sides that could not be told to end the sign-in over there, and why. */
  readonly unrevoked: readonly { readonly side: Side; readonly error: AppError }[];
}

export interface ShellRequests {
  'shell:state': { input: null; output: ShellState };
  'shell:place': { input: Place; output: null };
  'workspace:open': { input: { readonly name: string }; output: ShellState };
  /** Puts a backup of the workspace’s journal in the place of the damaged one, which is kept, and opens it. */
  'journal:restore': {
    input: { readonly workspace: string; readonly backup: string };
    output: ShellState;
  };
  /** Asks the keychain anew. */
  'keychain:check': { input: null; output: KeychainState };
  'auth:sign-in': { input: SignIn; output: ShellState };
  /** Salesforce through the system browser; settles when it is done, failed or cancelled. */
  'auth:browser': {
    input: { readonly workspace: string; readonly loginUrl: string };
    output: ShellState;
  };
  'auth:browser-cancel': { input: null; output: null };
  /** Takes up another sign-in kept for the workspace. */
  'auth:use': {
    input: {
      readonly workspace: string;
      readonly side: Side;
      readonly orgId: string;
      readonly userId: string;
    };
    output: ShellState;
  };
  /**
   * Revokes what can be revoked and deletes the entries: of one side, or of both with null; with
   * `account` that one alone.
   */
  'auth:sign-out': {
    input: {
      readonly workspace: string;
      readonly side: Side | null;
      readonly account: { readonly orgId: string; readonly userId: string } | null;
    };
    output: SignedOut;
  };
  'settings:set': {
    input: { readonly workspace: string; readonly settings: WorkspaceSettings };
    output: ShellState;
  };
  /** The demo's "Sign in again": a new token from its own org. Elsewhere: sign-in is asked for. */
  'auth:renew': { input: null; output: ShellState };
  /** Fills the demo anew: both lists as at first start, the journal too. */
  'demo:reset': { input: null; output: ShellState };
  /** Asks where, then writes; null when the person closed the dialog. */
  'report:save': {
    input: { readonly txId: string };
    output: { readonly path: string; readonly rows: number } | null;
  };
  'plan:save': {
    input: { readonly digest: string };
    output: { readonly path: string; readonly rows: number } | null;
  };
  'diff:save': { input: null; output: { readonly path: string; readonly rows: number } | null };
  'audit:save': { input: null; output: { readonly path: string; readonly rows: number } | null };
  'shell:show-file': { input: { readonly path: string }; output: null };
  /** Opens a record in the browser; main checks that the link is one of the workspace's own hosts. */
  'shell:open-link': { input: { readonly url: string }; output: null };
  'shell:copy': { input: { readonly text: string }; output: null };
}

export interface Requests extends EngineRequests, ShellRequests {}

export interface Events extends EngineEvents {
  shell: ShellState;
}

export type Channel = keyof Requests;

export type Reply<K extends Channel> =
  | { readonly ok: true; readonly value: Requests[K]['output'] }
  | { readonly ok: false; readonly error: AppError };

/** `window.reconcile`: all the renderer has. */
export interface Bridge {
  call<K extends Channel>(channel: K, input: Requests[K]['input']): Promise<Reply<K>>;
  on<E extends keyof Events>(event: E, listener: (payload: Events[E]) => void): () => void;
}

export const ENGINE_CHANNELS = {
  ...LINK_CHANNELS,
  'engine:connect': 1,
  'engine:state': 1,
  'lists:find': 1,
  'pairing:choose': 1,
  'policy:get': 1,
  'policy:set': 1,
  'pull:start': 1,
  'pull:cancel': 1,
  'map:get': 1,
  'map:set': 1,
  'map:accept': 1,
  'preview:import': 1,
  'review:open': 1,
  'review:page': 1,
  'review:facets': 1,
  'review:next-undecided': 1,
  'review:ticks': 1,
  'review:person': 1,
  'review:find': 1,
  'review:decide': 1,
  'review:undo': 1,
  'review:redo': 1,
  'diff:counts': 1,
  'diff:rows': 1,
  'plan:build': 1,
  'plan:get': 1,
  'plan:impact': 1,
  'plan:rows': 1,
  'plan:waive': 1,
  'push:start': 1,
  'push:resume': 1,
  'push:pause': 1,
  'push:cancel': 1,
  'duplicate:decide': 1,
  'revert:plan': 1,
  'run:summary': 1,
  'outcomes:page': 1,
  'report:write': 1,
  'report:name': 1,
  'ledger:find': 1,
  'audit:page': 1,
  'audit:verify': 1,
  'audit:write': 1,
  'journal:check': 1,
} as const satisfies Record<keyof EngineRequests, 1>;

const SHELL_CHANNELS = {
  'shell:state': 1,
  'shell:place': 1,
  'workspace:open': 1,
  'journal:restore': 1,
  'keychain:check': 1,
  'auth:sign-in': 1,
  'auth:browser': 1,
  'auth:browser-cancel': 1,
  'auth:use': 1,
  'auth:sign-out': 1,
  'settings:set': 1,
  'auth:renew': 1,
  'demo:reset': 1,
  'report:save': 1,
  'plan:save': 1,
  'diff:save': 1,
  'audit:save': 1,
  'shell:show-file': 1,
  'shell:open-link': 1,
  'shell:copy': 1,
} as const satisfies Record<keyof ShellRequests, 1>;

export const CHANNELS = { ...ENGINE_CHANNELS, ...SHELL_CHANNELS } satisfies Record<Channel, 1>;

export const EVENTS = { progress: 1, push: 1, changed: 1, shell: 1 } as const satisfies Record<
  keyof Events,
  1
>;
