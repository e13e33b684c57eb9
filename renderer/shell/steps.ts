/** The path of steps: where each stands, and why one that is closed is not yet possible. */
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import type { Step } from '../ui/stepper.tsx';
import type { Screen } from './routes.ts';
import { outcomesRoute } from './routes.ts';

export const STEP_KEYS = ['connect', 'choose', 'map', 'review', 'push', 'outcomes'] as const;
export type StepKey = (typeof STEP_KEYS)[number];

const texts = en.steps;

export function isConnected(engine: EngineState | null): boolean {
  return (
    engine !== null &&
    engine.connections.salesforce.state === 'connected' &&
    engine.connections.voyage.state === 'connected'
  );
}

/** The commits stay away until the connected Voyage says that it offers campaign sync. */
export function hasGap(engine: EngineState | null): boolean {
  return engine?.gap.state === 'not-offered' || engine?.gap.state === 'probe-failed';
}

export function stepOf(screen: Screen, engine: EngineState | null): StepKey {
  switch (screen) {
    case 'connect':
    case 'review':
    case 'outcomes':
      return screen;
    case 'pairs':
      return 'review';
    case 'sync':
      return engine?.hasDiff === true ? 'map' : 'choose';
    case 'plan':
    case 'push':
      return 'push';
    case 'audit':
    case 'ledger':
      return 'outcomes';
  }
}

export function stepsFor(engine: EngineState | null, now: StepKey): readonly Step[] {
  return STEP_KEYS.map((key) => {
    const standing = standingOf(key, engine);
    return {
      key,
      title: texts[key],
      note: standing.note,
      state: key === now ? 'now' : standing.state,
    };
  });
}

export function routeOfStep(key: StepKey, engine: EngineState | null): string {
  switch (key) {
    case 'connect':
      return '/connect';
    case 'choose':
    case 'map':
      return '/sync';
    case 'review':
      return '/review';
    case 'push':
      return engine?.activeRun == null ? '/plan' : '/push';
    case 'outcomes':
      return engine?.lastTxId == null ? '/outcomes' : outcomesRoute(engine.lastTxId);
  }
}

type Standing = Pick<Step, 'note' | 'state'>;

function standingOf(key: StepKey, engine: EngineState | null): Standing {
  switch (key) {
    case 'connect':
      if (!isConnected(engine)) return open(texts.notConnected);
      return done(engine?.kind === 'demo' ? texts.demoReady : texts.bothSignedIn);
    case 'choose':
      if (engine?.pairing != null) return done(texts.chosen);
      return isConnected(engine) ? open(texts.choosing) : wait(texts.afterConnect);
    case 'map':
      if (engine?.pairing == null) return wait(texts.afterChoose);
      if (!engine.hasDiff) return wait(texts.afterPull);
      return engine.unmapped.length > 0
        ? open(texts.toMap(engine.unmapped.length))
        : done(texts.mapComplete);
    case 'review':
      if (engine?.hasDiff !== true) return wait(texts.afterPull);
      return engine.undecided > 0
        ? open(texts.undecided(engine.undecided))
        : done(texts.nothingUndecided);
    case 'push':
      if (engine?.activeRun != null) {
        return open(engine.activeRun.state === 'running' ? texts.pushRuns : texts.pushWaits);
      }
      if (engine?.hasDiff !== true) return wait(texts.afterReview);
      if (hasGap(engine)) return wait(texts.gap);
      if (engine.unmapped.length > 0) return wait(texts.afterMap);
      return open(
        engine.plan === null ? texts.readyToPlan : texts.planReady(engine.plan.operations),
      );
    case 'outcomes':
      return engine?.lastTxId == null ? wait(texts.afterPush) : done(texts.lastRun);
  }
}

const done = (note: string): Standing => ({ note, state: 'done' });
const open = (note: string): Standing => ({ note, state: 'open' });
const wait = (note: string): Standing => ({ note, state: 'wait' });
