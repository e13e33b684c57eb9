import type { EngineContext, Handlers } from '../context.ts';
import { refuse } from '../context.ts';
import { readPlan, setWaived } from '../journal/plan-repository.ts';
import { findRunOfPlan } from '../journal/run-repository.ts';
import { buildPlan } from './build-plan.ts';
import { planImpact } from './plan-impact.ts';
import { planRows, shownPlan, standingPlan } from './plan-view.ts';

type Channels = 'plan:build' | 'plan:get' | 'plan:impact' | 'plan:rows' | 'plan:waive';

export function planHandlers(context: EngineContext): Handlers<Channels> {
  const { db, jobs } = context;
  return {
    'plan:build': async ({ direction }) =>
      shownPlan(await jobs.exclusive('plan', (signal) => buildPlan(context, direction, signal))),
    'plan:get': ({ digest }) => shownPlan(standingPlan(context, digest)),
    'plan:impact': ({ digest }) => planImpact(context, standingPlan(context, digest)),
    'plan:rows': (input) => planRows(context, standingPlan(context, input.digest), input),
    'plan:waive': ({ digest, guard, isWaived }) => {
      const plan = standingPlan(context, digest);
      if (findRunOfPlan(db, plan.planId) !== null) refuse({ code: 'plan/superseded', digest });
      const waived = new Set(plan.waived);
      if (isWaived) waived.add(guard);
      else waived.delete(guard);
      setWaived(db, plan.planId, [...waived].sort());
      context.emit('changed', { what: 'plan' });
      return shownPlan(readPlan(db, plan.planId) ?? plan);
    },
  };
}
