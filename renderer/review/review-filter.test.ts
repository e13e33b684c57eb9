import { describe, expect, it } from 'vitest';
import type { Facet } from './review-filter.ts';
import { EVERYTHING, facetsIn, hasFacet, isEverything, withFacetToggled } from './review-filter.ts';

const FACETS: readonly Facet[] = [
  { kind: 'class', cls: 'conflict' },
  { kind: 'only', only: 'unmapped' },
  { kind: 'field', field: 'company' },
  { kind: 'status', side: 'voyage', label: 'attended' },
];

describe('the filter of the review', () => {
  it('takes every kind of facet in and out again', () => {
    for (const facet of FACETS) {
      const on = withFacetToggled(EVERYTHING, facet);
      expect(hasFacet(on, facet)).toBe(true);
      expect(facetsIn(on)).toEqual([facet]);
      expect(withFacetToggled(on, facet)).toEqual(EVERYTHING);
    }
  });

  it('lists what it holds in the order of the facets', () => {
    const all = [...FACETS].reverse().reduce(withFacetToggled, EVERYTHING);
    expect(facetsIn(all)).toEqual(FACETS);
    expect(isEverything(all)).toBe(false);
    expect(isEverything(EVERYTHING)).toBe(true);
    expect(isEverything({ ...EVERYTHING, search: 'ann' })).toBe(false);
  });

  it('never asks for undecided and decided at once', () => {
    const undecided = withFacetToggled(EVERYTHING, { kind: 'only', only: 'undecided' });
    const decided = withFacetToggled(undecided, { kind: 'only', only: 'decided' });
    expect(decided.only).toEqual(['decided']);
  });

  it('tells a status of one side from the same word on the other', () => {
    const on = withFacetToggled(EVERYTHING, { kind: 'status', side: 'voyage', label: 'Attended' });
    expect(hasFacet(on, { kind: 'status', side: 'salesforce', label: 'Attended' })).toBe(false);
  });
});
