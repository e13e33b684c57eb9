import { describe, expect, it } from 'vitest';
import {
  NOTHING_SELECTED,
  WHOLE_FILTER,
  countSelected,
  extended,
  isSelected,
  targetOf,
  toggled,
} from './selection.ts';

const keyAt = (index: number): string | undefined =>
  index < 10 ? `row ${String(index)}` : undefined;

describe('the selection', () => {
  it('takes a row in and out again', () => {
    const one = toggled(NOTHING_SELECTED, 'row 3', 3);
    expect(isSelected(one, 'row 3')).toBe(true);
    expect(countSelected(toggled(one, 'row 3', 3), 100)).toBe(0);
  });

  it('extends from its anchor in both directions', () => {
    const one = toggled(NOTHING_SELECTED, 'row 3', 3);
    expect(countSelected(extended(one, 3, 6, keyAt), 100)).toBe(4);
    expect(countSelected(extended(one, 3, 1, keyAt), 100)).toBe(3);
  });

  it('extends from the row in focus where there is no anchor', () => {
    expect(countSelected(extended(NOTHING_SELECTED, 2, 3, keyAt), 100)).toBe(2);
  });

  it('leaves out rows that are not here', () => {
    expect(countSelected(extended(NOTHING_SELECTED, 8, 12, keyAt), 100)).toBe(2);
  });

  it('counts the whole filter by its total and starts anew from it', () => {
    expect(countSelected(WHOLE_FILTER, 6619)).toBe(6619);
    expect(countSelected(toggled(WHOLE_FILTER, 'row 1', 1), 6619)).toBe(1);
  });

  it('means the selection, else the row in focus, else nothing', () => {
    expect(targetOf(WHOLE_FILTER, 7, 'row 1')).toEqual({ viewId: 7 });
    expect(targetOf(toggled(NOTHING_SELECTED, 'row 3', 3), 7, 'row 1')).toEqual({
      rowKeys: ['row 3'],
    });
    expect(targetOf(NOTHING_SELECTED, 7, 'row 1')).toEqual({ rowKeys: ['row 1'] });
    expect(targetOf(NOTHING_SELECTED, 7, null)).toBeNull();
  });
});
