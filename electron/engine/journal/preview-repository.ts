import { placesOfText } from './texts-in-order.ts';
import { countExported } from '../../../shared/reconcile/columns/preview-rows.ts';
import type { Journal } from './database.ts';
import type { DiffTable } from './diff-table.ts';
import { choicesOf, identitiesOf } from './diff-table.ts';

/** Rows an export would write to Salesforce. */
export function countExportOperations(db: Journal, table: DiffTable): number {
  const { policy } = table.diff;
  const hasPerson = policy.createPersonAs === 'lead' ? null : peopleFoundIn(db, table);
  return countExported(table, choicesOf(db, table), policy, (row) =>
    hasPerson === null ? true : hasPerson[table.registration[row] ?? 0] === 1,
  );
}

/** 1 at each 1 + place of the registrations whose email somebody in Salesforce has. */
function peopleFoundIn(db: Journal, table: DiffTable): Uint8Array {
  const found = new Uint8Array(table.heads.voyage.rows + 1);
  const { texts } = identitiesOf(db, table, 'voyage');
  const identities = db
    .statement('SELECT identity FROM person_found WHERE snapshot_id = ? AND person_id IS NOT NULL')
    .pluck()
    .all(table.diff.snapshots.voyage) as string[];
  for (const identity of identities) {
    const { from, end } = placesOfText(texts, identity);
    found.fill(1, from + 1, end + 1);
  }
  return found;
}
