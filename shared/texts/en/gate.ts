/** Requests that wait because a far side asked for it. */
import type { Side } from '../../domain/side.ts';
import type { Waiting } from '../../ipc/engine-views.ts';
import { counted } from '../counted.ts';
import { SIDE_NAMES } from '../names.ts';

export const gate = {
  title: (side: Side, reason: Waiting['reason']): string => {
    switch (reason) {
      case 'rate-limited':
        return `${SIDE_NAMES[side]} asked to slow down`;
      case 'concurrent':
        return `${SIDE_NAMES[side]} has too much open at once`;
      case 'unavailable':
        return `${SIDE_NAMES[side]} cannot be used right now`;
    }
  },
  goesOn: (time: string) => `Going on at ${time} by itself`,
  nothingLost: 'Nothing is lost.',
  secondsLeft: (seconds: number): string => {
    if (seconds <= 0) return 'now';
    if (seconds < 90) return `in ${counted(Math.ceil(seconds), 'second', 'seconds')}`;
    return `in ${counted(Math.ceil(seconds / 60), 'minute', 'minutes')}`;
  },
  short: (side: Side, time: string) => `${SIDE_NAMES[side]} waits until ${time}`,
};
