/** Why a row stands as it does, where its values alone don't say it. */
import type { RowLinks } from '../../../shared/ipc/link-views.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import { stepBackOf } from '../../../shared/reconcile/status-ladder.ts';
import type { EngineContext } from '../context.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { snapshotById } from '../journal/snapshot-repository.ts';
import { wholeRows } from '../sync/read-rows.ts';

export function whyRow(
  context: EngineContext,
  diff: Diff,
  stored: DiffRow,
): Pick<RowLinks, 'noEmail' | 'stepBack'> {
  const [whole] = wholeRows(context, diff, [stored]);
  if (whole === undefined) return { noEmail: null, stepBack: null };
  const { row } = whole;
  const record = row.member ?? row.registration;
  const email = normalizeEmail(record?.values.email ?? null, diff.policy.identity);
  const { statuses } = snapshotById(context.db, diff.snapshots.salesforce).facts;
  const defaultLabel = statuses.find(({ isDefault }) => isDefault)?.label ?? null;
  return {
    noEmail: row.cls === 'no-email' ? (email.reason ?? 'blank') : null,
    stepBack: stepBackOf(row, { policy: diff.policy, defaultLabel }),
  };
}
