/** The cells of the diff report; its columns are a fixed interface. */
import type { BaseValue, FieldDiff, RowDiff } from '../domain/row.ts';
import { formulaSafe } from './cells.ts';

export const DIFF_COLUMNS = [
  'email',
  'class',
  'field',
  'base',
  'salesforce',
  'voyage',
  'salesforce_id',
  'voyage_id',
] as const;

/** Both terms of a base whose sides word it differently, as statuses do. */
function baseText(base: BaseValue | null): string {
  if (base === null) return '';
  const [salesforce, voyage] = [base.salesforce ?? '', base.voyage ?? ''];
  return salesforce === voyage || voyage === '' ? salesforce : `${salesforce} / ${voyage}`;
}

/**
 * One line per differing field, in the order of FIELDS, and one without a field for a person on one
 * side only; none for a row in sync. Each has one cell per column of DIFF_COLUMNS.
 */
export function diffRows(row: RowDiff): string[][] {
  const { member, registration } = row;
  const line = (field: string, values: readonly [string, string, string]): string[] =>
    [
      row.identity ?? member?.values.email ?? registration?.values.email ?? '',
      row.cls,
      field,
      ...values,
      member?.recordId ?? '',
      registration?.recordId ?? '',
    ].map(formulaSafe);
  if (row.cls === 'in-sync') return [];
  if (member === null || registration === null) return [line('', ['', '', ''])];
  return row.fields
    .filter(({ cls }: FieldDiff) => cls !== 'same' && cls !== 'converged')
    .map(({ field, base, salesforce, voyage }) =>
      line(field, [baseText(base), salesforce ?? '', voyage ?? '']),
    );
}
