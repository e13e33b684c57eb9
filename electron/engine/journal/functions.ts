/** What the set-based statements about decisions ask of the pure core, row by row. */
import type Database from 'better-sqlite3';
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { bitOf, decidablesIn } from '../../../shared/domain/fields.ts';
import type { Seen } from '../../../shared/reconcile/decide.ts';
import { isStillMeant } from '../../../shared/reconcile/decide.ts';

export function addFunctions(sqlite: Database.Database): void {
  sqlite.function('still_meant', { deterministic: true }, (fields, seen, now) =>
    stillMeant(Number(fields), textOf(seen), textOf(now)),
  );
  sqlite.function('with_typed', { deterministic: true }, (typed, fields, value) =>
    withTyped(textOf(typed), Number(fields), textOf(value)),
  );
}

/** Of the fields a decision was made for, those whose values are what they were. */
function stillMeant(fields: FieldMask, seen: string | null, now: string | null): FieldMask {
  if (seen === now) return fields;
  if (seen === null || now === null) return 0;
  const [was, is] = [JSON.parse(seen) as Seen, JSON.parse(now) as Seen];
  return decidablesIn(fields)
    .filter((decidable) => isStillMeant(decidable, was, is))
    .reduce((mask, decidable) => mask | bitOf(decidable), 0);
}

function withTyped(typed: string | null, fields: FieldMask, value: string | null): string {
  const values = typed === null ? {} : (JSON.parse(typed) as Record<string, string | null>);
  for (const decidable of decidablesIn(fields)) values[decidable] = value;
  return JSON.stringify(values);
}

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' ? cell : null;
}
