/** Asking main from a screen: what fails becomes a notice above the screen, with its next step. */
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Channel, Density, Requests, Theme } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { call, listen } from '../bridge.ts';
import {
  BETWEEN_STEPS,
  addNotice,
  countChange,
  dismissNotice,
  dismissNotices,
  showToast,
  takeEngineState,
  takeProgress,
  takePush,
  takeShellState,
  useShell,
} from './shell-store.ts';
import { pathOf } from './routes.ts';

/** Channels that ask the sides anew: what a side said before no longer stands, or is said again. */
const ASKS_SIDES: ReadonlySet<Channel> = new Set<Channel>([
  'engine:connect',
  'pull:start',
  'push:start',
  'push:resume',
]);

function isOfSide({ code }: AppError): boolean {
  return code.startsWith('side/') || code.startsWith('auth/');
}

/**
 * The answer, or undefined when it failed and the person has been told. `retry` is what "Try again"
 * does; without it the same question is asked once more.
 */
export async function ask<K extends Channel>(
  channel: K,
  input: Requests[K]['input'],
  retry?: () => void,
): Promise<Requests[K]['output'] | undefined> {
  if (ASKS_SIDES.has(channel)) dismissNotices(isOfSide);
  const reply = await call(channel, input);
  if (reply.ok) return reply.value;
  const { error } = reply;
  addNotice({
    error,
    retry:
      retry ??
      (() => {
        dismissNotice(error.code);
        void ask(channel, input);
      }),
  });
  return undefined;
}

async function refreshShell(): Promise<void> {
  const state = await ask('shell:state', null);
  if (state !== undefined) takeShellState(state);
}

/** Asks the engine anew where it stands. Silent: without an engine the shell says why. */
export async function refreshEngine(): Promise<void> {
  const reply = await call('engine:state', null);
  if (reply.ok) takeEngineState(reply.value);
}

export function go(route: string): void {
  if (useShell.getState().route === route) return;
  useShell.setState({ route, toast: null });
  keepPlace();
}

export function setTheme(theme: Theme): void {
  useShell.setState({ theme });
  keepPlace();
}

export function setDensity(density: Density): void {
  useShell.setState({ density });
  keepPlace();
}

/** Opens another workspace, where it was left, or on a screen of one's choice. */
export async function openWorkspace(name: string, route?: string): Promise<void> {
  const state = await ask('workspace:open', { name });
  if (state === undefined) return;
  takeShellState(state);
  if (route !== undefined) go(route);
}

/** Of the workspace in the window, whose journal is damaged. */
export async function restoreBackup(backup: string): Promise<void> {
  const workspace = useShell.getState().state?.workspace.name;
  if (workspace === undefined) return;
  const state = await ask('journal:restore', { workspace, backup });
  if (state !== undefined) takeShellState(state);
}

export function copyText(text: string, said: string): void {
  void call('shell:copy', { text }).then(() => {
    showToast(said);
  });
}

/** For support: the code and where it was, nothing of a person and nothing secret. */
export function copyDetails(error: AppError): void {
  const { state, route } = useShell.getState();
  const lines = [
    `${en.shell.appName} ${state?.version ?? ''}`,
    `code: ${error.code}`,
    'side' in error ? `side: ${error.side}` : '',
    'reason' in error ? `reason: ${error.reason}` : '',
    error.code === 'internal' ? `incident: ${error.incidentId}` : '',
    `workspace: ${state?.workspace.kind ?? ''}`,
    `screen: ${pathOf(route)}`,
    `at: ${new Date().toISOString()}`,
  ];
  copyText(lines.filter((line) => line !== '').join('\n'), en.shell.copied);
}

/** Asks both sides anew who they are; one asking at a time. */
export async function connectAgain(): Promise<void> {
  if (useShell.getState().isConnecting) return;
  useShell.setState({ isConnecting: true });
  const engine = await ask('engine:connect', null);
  useShell.setState({ isConnecting: false });
  if (engine !== undefined) takeEngineState(engine);
}

export async function checkKeychain(): Promise<void> {
  const keychain = await ask('keychain:check', null);
  const { state } = useShell.getState();
  if (keychain !== undefined && state !== null) takeShellState({ ...state, keychain });
}

export async function pull(isFull: boolean): Promise<void> {
  if (useShell.getState().progress === null) useShell.setState({ progress: BETWEEN_STEPS });
  const engine = await ask('pull:start', { isFull });
  const isOver = engine !== undefined || useShell.getState().progress === BETWEEN_STEPS;
  if (isOver) useShell.setState({ progress: null });
  if (engine !== undefined) takeEngineState(engine);
}

/** What a person asked for is not kept: a filter of Review ends with the visit. */
function keepPlace(): void {
  const { route, theme, density } = useShell.getState();
  void call('shell:place', { route: pathOf(route), theme, density });
}

/** Follows what main announces until the answer is called. */
export function followMain(): () => void {
  const ends = [
    listen('shell', takeShellState),
    listen('progress', takeProgress),
    listen('push', takePush),
    listen('changed', () => {
      countChange();
      void refreshEngine();
    }),
  ];
  void refreshShell();
  return () => {
    for (const end of ends) end();
  };
}
