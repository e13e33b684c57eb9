import { describe, expect, it } from 'vitest';
import { LONGEST_RUNWAY, placeAt, rebased, rowWindow, topShowing } from './scroll-space.ts';

const MILLION = 1_000_000 * 32;

describe('a long list in a scroller of limited height', () => {
  it('needs no base while the list is short', () => {
    expect(placeAt(500, 3_200_000, 600)).toEqual({ base: 0, scrollTop: 500 });
  });

  it('shows exactly the asked top of a list taller than the runway', () => {
    for (const top of [0, 1, 31, 5_000_000, MILLION / 2, MILLION - 600]) {
      const place = placeAt(top, MILLION, 600);
      expect(place.base + place.scrollTop).toBe(top);
      expect(place.scrollTop).toBeLessThanOrEqual(LONGEST_RUNWAY - 600);
    }
  });

  it('never goes past the ends', () => {
    expect(placeAt(-50, MILLION, 600)).toEqual({ base: 0, scrollTop: 0 });
    const end = placeAt(MILLION * 2, MILLION, 600);
    expect(end.base + end.scrollTop).toBe(MILLION - 600);
    expect(placeAt(100, 320, 600)).toEqual({ base: 0, scrollTop: 0 });
  });

  it('makes room again near an end of the runway and keeps what is shown', () => {
    const near = { base: 8_000_000, scrollTop: 100 };
    const moved = rebased(near, MILLION, 600);
    expect(moved.base + moved.scrollTop).toBe(8_000_100);
    expect(moved.scrollTop).toBeGreaterThan(600 * 4);
    expect(rebased(moved, MILLION, 600)).toBe(moved);
  });

  it('leaves the true ends of the list alone', () => {
    const start = { base: 0, scrollTop: 0 };
    expect(rebased(start, MILLION, 600)).toBe(start);
    const end = placeAt(MILLION, MILLION, 600);
    expect(rebased(end, MILLION, 600)).toBe(end);
  });
});

describe('the rows a view holds', () => {
  it('holds the rows seen plus a margin, within the list', () => {
    expect(rowWindow(320, 320, 32, 1000, 5)).toEqual({ first: 5, end: 25 });
    expect(rowWindow(0, 320, 32, 4, 5)).toEqual({ first: 0, end: 4 });
  });

  it('moves no further than needed to show a row whole', () => {
    expect(topShowing(2, 320, 320, 32)).toBe(64);
    expect(topShowing(12, 320, 320, 32)).toBe(320);
    expect(topShowing(25, 320, 320, 32)).toBe(26 * 32 - 320);
  });
});
