/** What the frame holds: the shell's state as main last told it, the route, notices and the toast. */
import { create } from 'zustand';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { Density, ShellState, Theme } from '../../shared/ipc/contract.ts';
import type { EngineState, Progress, PushProgress } from '../../shared/ipc/engine-views.ts';

/** A failure to show; one per code, the newest wins. */
export interface ShellNotice {
  readonly error: AppError;
  readonly retry: (() => void) | null;
}

export interface ShellToast {
  readonly id: number;
  readonly text: string;
  readonly action: { readonly label: string; readonly keyCap?: string; run: () => void } | null;
}

/** A pull reads, and then compares: until that is done too, whatever would wait behind it is off. */
export interface ShownProgress extends Progress {
  readonly isOfPull: boolean;
}

interface Shell {
  readonly state: ShellState | null;
  readonly route: string;
  readonly theme: Theme;
  readonly density: Density;
  readonly progress: ShownProgress | null;
  readonly notices: readonly ShellNotice[];
  readonly toast: ShellToast | null;
  readonly isShowingKeys: boolean;
  /** Both sides are being asked who they are. */
  readonly isConnecting: boolean;
  /** Counts what the engine announced as changed: a screen asks anew when it grows. */
  readonly changes: number;
}

const NOTHING_YET: Shell = {
  state: null,
  route: '/connect',
  theme: 'system',
  density: 'regular',
  progress: null,
  notices: [],
  toast: null,
  isShowingKeys: false,
  isConnecting: false,
  changes: 0,
};

export const useShell = create<Shell>()(() => NOTHING_YET);

export function useEngine(): EngineState | null {
  return useShell((shell) => shell.state?.engine ?? null);
}

/** Takes over what main says; route, theme and density only the first time, and for another workspace. */
export function takeShellState(state: ShellState): void {
  useShell.setState((before) => {
    const isOther = before.state?.workspace.name !== state.workspace.name;
    return isOther
      ? {
          state,
          route: state.place.route,
          theme: state.place.theme,
          density: state.place.density,
          notices: [],
          progress: null,
        }
      : { state };
  });
}

export function takeEngineState(engine: EngineState): void {
  useShell.setState((before) =>
    before.state?.workspace.name === engine.workspace ? { state: { ...before.state, engine } } : {},
  );
}

export function takePush(push: PushProgress): void {
  const state = useShell.getState().state;
  if (state?.engine == null) return;
  const activeRun = push.state === 'ended' ? null : push;
  takeEngineState({ ...state.engine, activeRun });
}

const OVER: ReadonlySet<Progress['stage']> = new Set(['done', 'failed', 'cancelled']);

/** A side that is read does not end the pull: the other may be under way, or waits at the gate. */
export function takeProgress(progress: Progress): void {
  const isOver = OVER.has(progress.stage);
  if (isOver && progress.job === 'pull' && progress.side !== null) {
    useShell.setState({ progress: { ...BETWEEN_STEPS, stage: 'reading' } });
    return;
  }
  useShell.setState(({ progress: before }) => {
    const goesOn = progress.job === 'compare' && before?.isOfPull === true;
    return {
      progress: isOver ? null : { ...progress, isOfPull: progress.job === 'pull' || goesOn },
    };
  });
}

/** A pull that has no step under way. */
export const BETWEEN_STEPS: ShownProgress = {
  job: 'pull',
  stage: 'preparing',
  side: null,
  done: 0,
  total: null,
  ratePerSecond: null,
  secondsLeft: null,
  way: null,
  isOfPull: true,
};

export function countChange(): void {
  useShell.setState((before) => ({ changes: before.changes + 1 }));
}

export function addNotice(notice: ShellNotice): void {
  useShell.setState((before) => ({
    notices: [...before.notices.filter((one) => one.error.code !== notice.error.code), notice],
  }));
}

export function dismissNotice(code: AppError['code']): void {
  dismissNotices((error) => error.code === code);
}

export function dismissNotices(isOver: (error: AppError) => boolean): void {
  useShell.setState((before) => ({
    notices: before.notices.filter(({ error }) => !isOver(error)),
  }));
}

export function showToast(text: string, action: ShellToast['action'] = null): void {
  useShell.setState((before) => ({ toast: { id: (before.toast?.id ?? 0) + 1, text, action } }));
}

export function hideToast(id: number): void {
  useShell.setState((before) => (before.toast?.id === id ? { toast: null } : {}));
}

export function showKeys(isShowingKeys: boolean): void {
  useShell.setState({ isShowingKeys });
}
