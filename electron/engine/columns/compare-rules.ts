import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { basesVersion } from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import { handLinks } from '../journal/match-repository.ts';

/** Everything but the records that a comparison depends on, as one text. */
export function rulesText(db: Journal, pairingId: number, context: ReconcileContext): string {
  const { policy, comparedFields, defaultLabel, chosenKeepers, whoIsWho } = context;
  return JSON.stringify([
    policy,
    comparedFields,
    defaultLabel,
    [...chosenKeepers].sort(),
    [...(whoIsWho?.apart ?? [])].sort(),
    [...(whoIsWho?.sharedAddresses ?? [])],
    handLinks(db, pairingId),
    basesVersion(db, pairingId),
  ]);
}
