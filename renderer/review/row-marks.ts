/** The shape of each state: colour only repeats it. */
import type { RowClass } from '../../shared/domain/row.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { MarkName } from '../ui/mark.tsx';
import type { Middle } from './row-view.ts';
import { undecidedOf } from './row-view.ts';

const OF_CLASS: Readonly<Record<RowClass, MarkName>> = {
  'in-sync': 'same',
  'auto-merged': 'merged',
  conflict: 'conflict',
  'only-salesforce': 'only-salesforce',
  'only-voyage': 'only-voyage',
  deleted: 'deleted',
  duplicate: 'duplicate',
  'no-email': 'no-email',
};

export function classMark(cls: RowClass): MarkName {
  return OF_CLASS[cls];
}

export interface ToneMark {
  readonly name: MarkName;
  readonly tone: 'c-ask' | 'c-sf' | 'c-vg' | 'mut' | '';
}

/** The mark of a row: full and orange while it waits, hollow once it is decided. */
export function rowMark(row: ReviewRow): ToneMark {
  const waits = undecidedOf(row) !== 0;
  if (row.isUnmapped) return { name: 'unmapped', tone: 'c-ask' };
  if (row.cls === 'conflict') {
    return waits ? { name: 'conflict', tone: 'c-ask' } : { name: 'conflict-decided', tone: 'mut' };
  }
  return { name: classMark(row.cls), tone: waits ? 'c-ask' : 'mut' };
}

export function middleMark(middle: Middle): ToneMark {
  switch (middle.settled) {
    case 'undecided':
      return { name: 'undecided', tone: 'c-ask' };
    case 'salesforce':
      return { name: middle.isAuto ? 'merged-salesforce' : 'salesforce', tone: 'c-sf' };
    case 'voyage':
      return { name: middle.isAuto ? 'merged-voyage' : 'voyage', tone: 'c-vg' };
    case 'typed':
      return { name: 'typed', tone: '' };
    case 'skip':
      return { name: 'skipped', tone: '' };
    case 'open':
      return { name: 'skipped', tone: 'mut' };
    case 'same':
      return { name: 'same', tone: 'mut' };
    case 'duplicate':
      return { name: 'duplicate', tone: 'mut' };
    case 'no-email':
      return { name: 'no-email', tone: 'mut' };
  }
}
