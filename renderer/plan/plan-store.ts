import { create } from 'zustand';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { GuardName, PlanSummary } from '../../shared/domain/plan.ts';
import { en } from '../../shared/texts/en.ts';
import { ask, go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { showToast, takeEngineState, useShell } from '../shell/shell-store.ts';

interface PlanDraft {
  readonly mode: RunMode;
  readonly typedName: string;
  readonly search: string;
  readonly isPlanning: boolean;
  readonly isStarting: boolean;
}

export const usePlan = create<PlanDraft>()(() => ({
  mode: 'keep',
  typedName: '',
  search: '',
  isPlanning: false,
  isStarting: false,
}));

function takePlan(plan: PlanSummary): void {
  const engine = useShell.getState().state?.engine;
  if (engine != null) takeEngineState({ ...engine, plan });
}

export async function makePlan(direction: PlanSummary['direction']): Promise<void> {
  usePlan.setState({ isPlanning: true });
  const plan = await ask('plan:build', { direction }, () => void makePlan(direction));
  usePlan.setState({ isPlanning: false, typedName: '' });
  if (plan !== undefined) takePlan(plan);
}

/** Plans how a finished run is taken back, and shows that plan. */
export async function planRevert(txId: string): Promise<void> {
  if (usePlan.getState().isPlanning) return;
  usePlan.setState({ isPlanning: true });
  const plan = await ask('revert:plan', { txId }, () => void planRevert(txId));
  usePlan.setState({ isPlanning: false, typedName: '' });
  if (plan === undefined) return;
  takePlan(plan);
  go('/plan');
}

export async function waive(digest: string, guard: GuardName, isWaived: boolean): Promise<void> {
  const plan = await ask('plan:waive', { digest, guard, isWaived });
  if (plan !== undefined) takePlan(plan);
}

/** Starts the push and follows it; when it has ended, its outcomes are shown. */
export async function startPush(digest: string, confirm: string | null): Promise<void> {
  const { mode, isStarting } = usePlan.getState();
  if (isStarting) return;
  usePlan.setState({ isStarting: true });
  go('/push');
  const summary = await ask('push:start', { digest, mode, confirm }, () => {
    go('/plan');
  });
  usePlan.setState({ isStarting: false, typedName: '' });
  const { route } = useShell.getState();
  if (summary !== undefined && summary.endedAt !== null && route === '/push') {
    go(outcomesRoute(summary.txId));
  }
}

export async function savePlan(digest: string): Promise<void> {
  const saved = await ask('plan:save', { digest });
  if (saved === undefined || saved === null) return;
  const { path } = saved;
  showToast(`${en.plan.saved} ${path.split(/[\\/]/).at(-1) ?? path}`, {
    label: en.plan.showInFolder,
    run: () => void ask('shell:show-file', { path }),
  });
}
