import { expect, test } from 'vitest';
import type { StatusMapView } from '../../shared/ipc/engine-views.ts';
import { middlesOf, sourcesOf, suggestionCount, tiesOf } from './map-model.ts';

const label = (name: string, rows: number) => ({
  label: name,
  rows,
  isDefault: false,
  hasResponded: false,
  sortOrder: 0,
  isOwn: true,
});

const view: StatusMapView = {
  map: { toVoyage: { Sent: 'invited', Old: 'skip' }, toSalesforce: { invited: 'Sent' } },
  suggested: { toVoyage: { Attended: 'attended' }, toSalesforce: { attended: 'Attended' } },
  labels: [
    label('Sent', 5),
    label('Attended', 3),
    label('Old', 2),
    label('Odd', 4),
    label('New', 0),
  ],
  statuses: [
    { status: 'invited', rows: 5 },
    { status: 'attended', rows: 2 },
    { status: 'cancelled', rows: 1 },
  ],
  unmapped: [
    { side: 'salesforce', label: 'Odd', rows: 4 },
    { side: 'salesforce', label: 'Attended', rows: 3 },
    { side: 'voyage', label: 'cancelled', rows: 1 },
  ],
  statusMayGoBack: false,
};

test('each label stands as the map, the suggestions and its rows say', () => {
  expect(sourcesOf(view, 'toVoyage').map(({ key, standing, to }) => [key, standing, to])).toEqual([
    ['Sent', 'tied', 'invited'],
    ['Attended', 'suggested', 'attended'],
    ['Old', 'skipped', 'skip'],
    ['Odd', 'open', null],
    ['New', 'free', null],
  ]);
});

test('the way back asks for the statuses of Voyage', () => {
  expect(sourcesOf(view, 'toSalesforce').map(({ key, standing }) => [key, standing])).toEqual([
    ['invited', 'tied'],
    ['attended', 'suggested'],
    ['cancelled', 'open'],
  ]);
});

test('a line is drawn for what is mapped or suggested, and for nothing else', () => {
  const ties = tiesOf(sourcesOf(view, 'toVoyage'), ['invited', 'attended', 'cancelled']);
  expect(ties).toEqual([
    { from: 'Sent', to: 'invited', standing: 'tied' },
    { from: 'Attended', to: 'attended', standing: 'suggested' },
  ]);
});

test('suggestions of both ways are counted together', () => {
  expect(suggestionCount(view)).toBe(2);
});

test('an open row pushes down what follows it', () => {
  const rows = [
    { key: 'a', isOpen: false },
    { key: 'b', isOpen: true },
    { key: 'c', isOpen: false },
  ];
  const middles = middlesOf(rows, { row: 40, open: 90 });
  expect([...middles.values()]).toEqual([20, 60, 150]);
});
