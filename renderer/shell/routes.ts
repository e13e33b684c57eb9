/**
 * Routes are plain texts that main keeps for the next start: '/review?class=conflict'.
 * A route this version does not know leads to Connect.
 */
import type { Field } from '../../shared/domain/fields.ts';
import { FIELDS } from '../../shared/domain/fields.ts';
import type { RowClass } from '../../shared/domain/row.ts';
import { ROW_CLASSES } from '../../shared/domain/row.ts';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';

const SCREENS = [
  'connect',
  'sync',
  'review',
  'pairs',
  'plan',
  'push',
  'outcomes',
  'audit',
  'ledger',
] as const;
export type Screen = (typeof SCREENS)[number];

export type RailPlace = 'sync' | 'review' | 'audit';

export function screenOf(route: string): Screen {
  const first = pathOf(route).split('/')[1];
  return SCREENS.find((screen) => screen === first) ?? 'connect';
}

export function railPlaceOf(screen: Screen): RailPlace {
  if (screen === 'pairs') return 'review';
  if (screen === 'ledger') return 'audit';
  if (screen === 'review' || screen === 'audit') return screen;
  return 'sync';
}

/** The run of '/outcomes/<txId>'; null for the newest. */
export function txIdOf(route: string): string | null {
  const [, screen, txId] = pathOf(route).split('/');
  return screen === 'outcomes' && txId !== undefined && txId !== '' ? txId : null;
}

export function outcomesRoute(txId: string): string {
  return `/outcomes/${txId}`;
}

/** The story of an email; without one it is asked for there. */
export function ledgerRoute(email: string): string {
  return email === '' ? '/ledger' : `/ledger?${new URLSearchParams({ email }).toString()}`;
}

export function ledgerEmailOf(route: string): string {
  const mark = route.indexOf('?');
  if (screenOf(route) !== 'ledger' || mark === -1) return '';
  return new URLSearchParams(route.slice(mark + 1)).get('email') ?? '';
}

/** Review, opened on some of its rows. */
export function reviewRoute(filter: Partial<ReviewFilter>): string {
  const query = new URLSearchParams();
  for (const cls of filter.classes ?? []) query.append('class', cls);
  for (const field of filter.fields ?? []) query.append('field', field);
  for (const only of filter.only ?? []) query.append('only', only);
  if (filter.search !== undefined && filter.search !== '') query.set('search', filter.search);
  const text = query.toString();
  return text === '' ? '/review' : `/review?${text}`;
}

/** What the route of Review asks to see; null when it asks for nothing in particular. */
export function reviewFilterOf(route: string): ReviewFilter | null {
  const mark = route.indexOf('?');
  if (screenOf(route) !== 'review' || mark === -1) return null;
  const query = new URLSearchParams(route.slice(mark + 1));
  return {
    classes: query.getAll('class').filter((text): text is RowClass => isOneOf(ROW_CLASSES, text)),
    fields: query.getAll('field').filter((text): text is Field => isOneOf(FIELDS, text)),
    only: query
      .getAll('only')
      .filter((text): text is ReviewFilter['only'][number] =>
        isOneOf(['undecided', 'decided', 'unmapped'] as const, text),
      ),
    statuses: [],
    search: query.get('search') ?? '',
  };
}

export function pathOf(route: string): string {
  return route.split('?')[0] ?? '';
}

function isOneOf(all: readonly string[], text: string): boolean {
  return all.includes(text);
}
