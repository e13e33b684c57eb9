import { describe, expect, it } from 'vitest';
import { gridColumns, seamLeft } from './grid-columns.ts';

const WIDTHS = [320, 480, 652, 759, 760, 946, 1019, 1020, 1152, 1289, 1290, 1632, 2200];

describe('the columns of the grid', () => {
  it('add up to the width they are given', () => {
    for (const width of WIDTHS) {
      const { middle, status, company, rightName, email, ...rest } = gridColumns(width);
      expect(seamLeft({ middle, status, company, rightName, email, ...rest })).toBe(
        width - middle - status - company - rightName - email,
      );
    }
  });

  it('leave room to read in each that is shown', () => {
    for (const width of WIDTHS.filter((each) => each >= 652)) {
      const columns = gridColumns(width);
      expect(columns.name).toBeGreaterThanOrEqual(96);
      expect(columns.company).toBeGreaterThanOrEqual(90);
      expect(columns.middle).toBeGreaterThanOrEqual(150);
    }
  });

  it('keep name and the field in question alone when narrow, and show the email when wide', () => {
    expect(gridColumns(652)).toMatchObject({ isNarrow: true, status: 0, rightName: 0, email: 0 });
    expect(gridColumns(946)).toMatchObject({ isNarrow: false, rightName: 0 });
    expect(gridColumns(1632).email).toBeGreaterThan(90);
  });
});
