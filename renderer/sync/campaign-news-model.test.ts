import { expect, test } from 'vitest';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { newsOf } from './campaign-news-model.ts';

const AT = '2026-11-25T14:02:00.000Z';

type Told = Partial<Pick<EngineState, 'plan' | 'activeRun'>> & {
  readonly callbacks?: Partial<EngineState['callbacks']>;
};

function engine({ callbacks, plan = null, activeRun = null }: Told): EngineState {
  const state: Pick<EngineState, 'callbacks' | 'plan' | 'activeRun'> = {
    callbacks: {
      checkedAt: AT,
      changedAt: null,
      deletedAt: null,
      isPending: false,
      ignored: 0,
      ...callbacks,
    },
    plan,
    activeRun,
  };
  return state as EngineState;
}

test('no notification is no news', () => {
  expect(newsOf(engine({}), false)).toBeNull();
});

test('a change that is not pulled yet says what it waits for', () => {
  const callbacks = { changedAt: AT, isPending: true };
  const plan = {} as EngineState['plan'];
  const activeRun = {} as EngineState['activeRun'];
  expect(newsOf(engine({ callbacks }), false)).toEqual({ at: AT, kind: 'waits' });
  expect(newsOf(engine({ callbacks }), true)?.kind).toBe('pulling');
  expect(newsOf(engine({ callbacks, plan }), false)?.kind).toBe('afterPlan');
  expect(newsOf(engine({ callbacks, plan, activeRun }), false)?.kind).toBe('afterRun');
});

test('a change that was pulled since is told as such, and a deleted campaign before all else', () => {
  const callbacks = { changedAt: AT, isPending: false };
  expect(newsOf(engine({ callbacks }), false)?.kind).toBe('pulled');
  expect(newsOf(engine({ callbacks: { ...callbacks, deletedAt: AT } }), true)?.kind).toBe(
    'deleted',
  );
});
