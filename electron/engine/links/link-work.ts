/** What a person said of who is who, as the rows it sets. */
import type { SharedAddressDecision } from '../../../shared/domain/who-is-who.ts';
import type { EngineContext } from '../context.ts';
import { diffOf, nowIso, refuse } from '../context.ts';
import type { Cell, Journal } from '../journal/database.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowByKey } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import type { LinkChange } from '../journal/link-repository.ts';
import { basesOfPair, changeOf, linksOf } from '../journal/link-repository.ts';
import type { Suggested } from '../journal/suggestion-repository.ts';
import type { LinkWork } from './link-changes.ts';

interface Pair {
  readonly memberId: string;
  readonly registrationId: string;
}

/** Pairs that can't be linked any more are left alone; refuses with review/not-alone where that leaves none. */
export interface PairsWork extends LinkWork {
  readonly leftAlone: number;
}

export function linkRows(context: EngineContext, rowKeys: readonly [string, string]): LinkWork {
  const { diff } = diffOf(context);
  const rows = rowKeys.map((rowKey) => rowOf(context.db, diff, rowKey));
  const memberId = rows.find(isMemberAlone)?.member?.recordId ?? null;
  const registrationId = rows.find(isRegistrationAlone)?.registration?.recordId ?? null;
  if (memberId === null || registrationId === null) return refuse({ code: 'review/not-alone' });
  const changes = linkChanges(context, { memberId, registrationId });
  return { kind: 'link', count: 1, changes };
}

export function linkSuggested(context: EngineContext, pairs: readonly Suggested[]): PairsWork {
  const { db } = context;
  const { diff } = diffOf(context);
  const standing = pairs.filter((pair) => areAlone(db, diff, pair));
  if (standing.length === 0) return refuse({ code: 'review/not-alone' });
  return {
    kind: 'link',
    count: standing.length,
    changes: standing.flatMap((pair) => linkChanges(context, pair)),
    leftAlone: pairs.length - standing.length,
  };
}

/** Whether both of a suggestion still stand alone, as they did when it was made. */
export function areAlone(db: Journal, diff: Diff, pair: Suggested): boolean {
  const member = diffRowByKey(db, diff.id, pair.memberKey);
  const registration = diffRowByKey(db, diff.id, pair.registrationKey);
  return (
    member !== null &&
    registration !== null &&
    isMemberAlone(member) &&
    isRegistrationAlone(registration) &&
    member.member?.recordId === pair.memberId &&
    registration.registration?.recordId === pair.registrationId
  );
}

function isMemberAlone(row: DiffRow): boolean {
  return row.member !== null && row.registration === null;
}

function isRegistrationAlone(row: DiffRow): boolean {
  return row.registration !== null && row.member === null;
}

function rowOf(db: Journal, diff: Diff, rowKey: string): DiffRow {
  return diffRowByKey(db, diff.id, rowKey) ?? refuse({ code: 'review/superseded' });
}

/** What was linked to either before, or set apart, gives way. */
function linkChanges(context: EngineContext, pair: Pair): readonly LinkChange[] {
  const { db } = context;
  const { pairing } = diffOf(context);
  const before = linksOf(db, pairing.id, pair.memberId, pair.registrationId);
  return present([
    ...before.map((link) =>
      changeOf(db, pairing.id, 'link', [link.memberId, link.registrationId], null),
    ),
    changeOf(db, pairing.id, 'apart', [pair.memberId, pair.registrationId], null),
    changeOf(db, pairing.id, 'link', [pair.memberId, pair.registrationId], signed(context)),
  ]);
}

function signed(context: EngineContext): readonly Cell[] {
  return [context.options.actor, nowIso(context)];
}

function present(changes: readonly (LinkChange | null)[]): readonly LinkChange[] {
  return changes.filter((change) => change !== null);
}

/** The pair's link and its base end, and it is never matched again, whatever its addresses are. */
export function unlinkRow(context: EngineContext, rowKey: string): LinkWork {
  const { db } = context;
  const { pairing, diff } = diffOf(context);
  const { member, registration } = rowOf(db, diff, rowKey);
  if (member === null || registration === null) return refuse({ code: 'review/no-pair' });
  const [memberId, registrationId] = [member.recordId, registration.recordId];
  const changes = present([
    changeOf(db, pairing.id, 'link', [memberId, registrationId], null),
    ...basesOfPair(db, pairing.id, memberId, registrationId).map((key) =>
      changeOf(db, pairing.id, 'base', [key], null),
    ),
    changeOf(db, pairing.id, 'apart', [memberId, registrationId], signed(context)),
  ]);
  return { kind: 'unlink', count: 1, changes };
}

export function setApart(context: EngineContext, pair: Pair): LinkWork {
  const { pairing } = diffOf(context);
  const key = [pair.memberId, pair.registrationId];
  const changes = present([changeOf(context.db, pairing.id, 'apart', key, signed(context))]);
  return { kind: 'apart', count: 1, changes };
}

export function keepRow(context: EngineContext, rowKey: string): LinkWork {
  const { db } = context;
  const { pairing, diff } = diffOf(context);
  const row = rowOf(db, diff, rowKey);
  const recordId = (row.member ?? row.registration)?.recordId ?? null;
  if (row.keeperId === null || recordId === null) return refuse({ code: 'review/no-duplicate' });
  const changes = present([
    changeOf(db, pairing.id, 'keeper_choice', [row.keeperId], null),
    changeOf(db, pairing.id, 'keeper_choice', [recordId], signed(context)),
  ]);
  return { kind: 'keep', count: 1, changes };
}

export function decideAddress(
  context: EngineContext,
  identity: string,
  decision: SharedAddressDecision['decision'] | null,
  names: readonly string[],
): LinkWork {
  const { pairing } = diffOf(context);
  const after = decision === null ? null : [decision, JSON.stringify(names), ...signed(context)];
  const changes = present([changeOf(context.db, pairing.id, 'shared_address', [identity], after)]);
  return { kind: decision ?? 'ask-again', count: 1, changes };
}
