import { expect, test } from 'vitest';
import { railPlaceOf, reviewFilterOf, reviewRoute, screenOf, txIdOf } from './routes.ts';

test('an unknown route leads to Connect', () => {
  expect(screenOf('/from-a-later-version')).toBe('connect');
  expect(screenOf('')).toBe('connect');
  expect(screenOf('/review?class=conflict')).toBe('review');
});

test('plan, push and outcomes stand in the place Sync', () => {
  expect(railPlaceOf(screenOf('/outcomes/019a'))).toBe('sync');
  expect(railPlaceOf('review')).toBe('review');
});

test('a run is named by the route of its outcomes', () => {
  expect(txIdOf('/outcomes/019a')).toBe('019a');
  expect(txIdOf('/outcomes')).toBeNull();
  expect(txIdOf('/audit/019a')).toBeNull();
});

test('a filter of Review comes back from its route, without what is not known', () => {
  const route = reviewRoute({ classes: ['conflict', 'deleted'], only: ['undecided'] });
  expect(reviewFilterOf(route)).toEqual({
    classes: ['conflict', 'deleted'],
    fields: [],
    only: ['undecided'],
    statuses: [],
    search: '',
  });
  expect(reviewFilterOf('/review?class=nonsense')?.classes).toEqual([]);
  expect(reviewFilterOf('/review')).toBeNull();
  expect(reviewRoute({})).toBe('/review');
});
