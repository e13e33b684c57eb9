import type { EngineContext, Handlers } from '../context.ts';
import { shownPlan } from '../push/plan-view.ts';
import { buildRevertPlan } from './build-revert-plan.ts';

export function revertHandlers(context: EngineContext): Handlers<'revert:plan'> {
  return {
    'revert:plan': async ({ txId }) =>
      shownPlan(
        await context.jobs.exclusive('plan', (signal) => buildRevertPlan(context, txId, signal)),
      ),
  };
}
