import type { PersonStory } from '../../../shared/ipc/engine-views.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { EngineContext } from '../context.ts';
import { baseConfirmedAt } from '../journal/base-repository.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowsOfIdentity } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { readOutcomesOfRow } from '../journal/outcome-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { loadRows } from '../sync/load-rows.ts';
import { wholeRows } from '../sync/read-rows.ts';
import { toReviewRow } from './to-review-row.ts';

/** The main row of whoever has this email. */
export function findPerson(context: EngineContext, diff: Diff, email: string): DiffRow | null {
  const { identity } = normalizeEmail(email, diff.policy.identity);
  if (identity === null) return null;
  return diffRowsOfIdentity(context.db, diff.id, identity)[0] ?? null;
}

export function personStory(
  context: EngineContext,
  pairing: Pairing,
  diff: Diff,
  stored: DiffRow,
): PersonStory {
  const { db, connections } = context;
  const ofIdentity =
    stored.identity === null ? [] : diffRowsOfIdentity(db, diff.id, stored.identity);
  const others = ofIdentity.filter((other) => other.position !== stored.position);
  const [main, ...rest] = loadRows(db, diff, [stored, ...others]);
  const [whole] = wholeRows(context, diff, [stored]);
  if (main === undefined || whole === undefined)
    throw new Error('A stored row was not found again.');
  const { member, registration } = main;
  const linkTo = (side: 'salesforce' | 'voyage', id: string, listId: string) =>
    connections.known(side)?.port.linkTo(id, listId) ?? null;
  return {
    row: toReviewRow(main),
    fields: whole.row.fields,
    salesforceModifiedAt: member?.modifiedAt ?? null,
    voyageModifiedAt: registration?.modifiedAt ?? null,
    personKind: member?.person?.kind ?? null,
    baseAt: main.base === null ? null : baseConfirmedAt(db, pairing.id, main.base.rowKey),
    salesforceLink:
      member === null ? null : linkTo('salesforce', member.recordId, pairing.campaignId),
    voyageLink:
      registration === null ? null : linkTo('voyage', registration.recordId, pairing.eventId),
    runs: readOutcomesOfRow(db, pairing.id, stored.rowKey),
    others: rest.map(toReviewRow),
  };
}
