/** How far the news of a changed campaign has come. Pure. */
import type { EngineState } from '../../shared/ipc/engine-views.ts';

export interface CampaignNewsView {
  readonly at: string;
  readonly kind: 'deleted' | 'pulling' | 'afterRun' | 'afterPlan' | 'waits' | 'pulled';
}

export function newsOf(engine: EngineState, isPulling: boolean): CampaignNewsView | null {
  const { changedAt, deletedAt, isPending } = engine.callbacks;
  if (deletedAt !== null) return { at: deletedAt, kind: 'deleted' };
  if (changedAt === null) return null;
  if (!isPending) return { at: changedAt, kind: 'pulled' };
  if (isPulling) return { at: changedAt, kind: 'pulling' };
  if (engine.activeRun !== null) return { at: changedAt, kind: 'afterRun' };
  return { at: changedAt, kind: engine.plan === null ? 'waits' : 'afterPlan' };
}
