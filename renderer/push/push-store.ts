import { create } from 'zustand';
import type { PushProgress } from '../../shared/ipc/engine-views.ts';
import { ask, go, refreshEngine } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { useShell } from '../shell/shell-store.ts';

interface PushDraft {
  readonly isCancelling: boolean;
  readonly isResuming: boolean;
}

export const usePush = create<PushDraft>()(() => ({ isCancelling: false, isResuming: false }));

export function pause(txId: string): void {
  void ask('push:pause', { txId });
}

export async function cancel(txId: string): Promise<void> {
  usePush.setState({ isCancelling: false });
  await ask('push:cancel', { txId });
}

/** Goes on where the run stopped; when it has ended, its outcomes are shown. */
export async function resume(run: PushProgress): Promise<void> {
  if (usePush.getState().isResuming) return;
  usePush.setState({ isResuming: true });
  const summary = await ask('push:resume', { txId: run.txId });
  usePush.setState({ isResuming: false });
  await refreshEngine();
  if (summary !== undefined && summary.endedAt !== null && useShell.getState().route === '/push') {
    go(outcomesRoute(summary.txId));
  }
}
