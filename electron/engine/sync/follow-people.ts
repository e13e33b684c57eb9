/**
 * A pair stays a pair when its member changes: a contact is merged into another, a lead is converted into a contact who is
 * on the campaign, or somebody is taken off it and added again. Then another member stands for the same person, and takes
 * the place of the one that is gone in whatever names it.
 *
 * Answers how to take it back, for lists that are not put in place after all.
 */
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import { nowIso } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import type { GoneMember } from '../journal/followed-repository.ts';
import {
  follow,
  hasGone,
  newlyGone,
  noteGone,
  returns,
  strandedReturns,
  unfollow,
} from '../journal/followed-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import type { Successor, SidePort } from '../sides/side-port.ts';

export async function followPeople(
  context: EngineContext,
  pairingId: number,
  salesforce: SidePort,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<() => void> {
  const { db } = context;
  const before = currentSnapshots(db, pairingId)?.salesforce;
  const gone =
    before === undefined || before.id === snapshots.salesforce
      ? []
      : newlyGone(db, pairingId, { before: before.id, now: snapshots.salesforce });
  const successors = await successorsOf(salesforce, gone, signal);
  const came = db.transaction(() => {
    for (const { memberId, person } of gone) {
      const next = successors.get(person.id);
      noteGone(db, pairingId, {
        memberId,
        personId: next?.person.id ?? person.id,
        why: next?.why ?? 'added-again',
      });
    }
    if (!hasGone(db, pairingId)) return [];
    const at = nowIso(context);
    const found = returns(db, pairingId, snapshots.salesforce);
    for (const one of found) follow(db, pairingId, one, at);
    return found;
  });
  return () => {
    db.transaction(() => {
      for (const one of came) unfollow(db, pairingId, one);
    });
  };
}

/** At start: what a process that ended before its comparison did has followed is taken back; the next pull follows. */
export function takeBackFollowed(db: Journal, pairingId: number): void {
  const now = currentSnapshots(db, pairingId)?.salesforce;
  if (now === undefined) return;
  db.transaction(() => {
    for (const one of strandedReturns(db, pairingId, now.id)) unfollow(db, pairingId, one);
  });
}

async function successorsOf(
  salesforce: SidePort,
  gone: readonly GoneMember[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Successor>> {
  if (gone.length === 0 || salesforce.successors === undefined) return new Map();
  return salesforce.successors(
    gone.map(({ person }) => person),
    signal,
  );
}
