/** Progress of one job, told at most ten times a second, with its rate and the time left. */
import type { Progress } from '../../../shared/ipc/engine-views.ts';
import type { EngineContext } from '../context.ts';

export interface Meter {
  /** So much is done; `total` where it has become known or changed. */
  readonly at: (done: number, total?: number | null) => void;
  readonly setWay: (way: NonNullable<Progress['way']>) => void;
  readonly end: (stage: 'done' | 'failed' | 'cancelled') => void;
}

const TELL_EVERY_MS = 100;
/** Below this a rate says nothing yet. */
const RATE_AFTER_MS = 400;

export function createMeter(
  context: Pick<EngineContext, 'emit' | 'options'>,
  start: Pick<Progress, 'job' | 'stage' | 'side' | 'total'>,
): Meter {
  const now = () => context.options.clock().getTime();
  const startedAt = now();
  let toldAt = startedAt;
  let done = 0;
  let total = start.total;
  let way: Progress['way'] = null;

  function tell(stage: Progress['stage']): void {
    const elapsedMs = now() - startedAt;
    const rate = elapsedMs < RATE_AFTER_MS ? null : (done * 1000) / elapsedMs;
    const left = total === null || rate === null || rate === 0 ? null : (total - done) / rate;
    context.emit('progress', {
      job: start.job,
      stage,
      side: start.side,
      done,
      total,
      ratePerSecond: rate === null ? null : Math.round(rate),
      secondsLeft: left === null ? null : Math.max(0, Math.ceil(left)),
      way,
    });
  }

  tell(start.stage);
  return {
    at: (nowDone, nowTotal) => {
      done = nowDone;
      if (nowTotal !== undefined) total = nowTotal;
      // A clock that was set back is no reason to be silent until it has caught up.
      const sinceMs = now() - toldAt;
      if (sinceMs >= 0 && sinceMs < TELL_EVERY_MS) return;
      toldAt = now();
      tell(start.stage);
    },
    setWay: (known) => {
      way = known;
      tell(start.stage);
    },
    end: (stage) => tell(stage),
  };
}
