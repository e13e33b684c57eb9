/**
 * Who is who: rows from the records of both sides.
 *
 * Keys:   a hand link first, then a known pair (its base's key), then the identity, else the record
 *         itself. An unlinked record that carries the email of a linked pair is keyed with that pair.
 * Said:   an address that a person called two people's is told apart by name; two records a person set apart are
 *         never one row.
 * Laws:   every record is in exactly one row.
 */
import type { IdentityRules } from '../domain/policy.ts';
import type { SideRecord } from '../domain/record.ts';
import type { RowDiff } from '../domain/row.ts';
import { pairKey } from '../domain/who-is-who.ts';
import { compareCodePoints } from './code-point-order.ts';
import type { ReconcileContext } from './diff-field.ts';
import { labelOf } from './diff-field.ts';
import { diffRow } from './diff3.ts';
import type { ProviderRule } from './normalize.ts';
import { STRICT_IDENTITY, normalizeEmail } from './normalize.ts';
import type { MatchGroup } from './match-group.ts';
import { pinnedPair } from './match-group.ts';
import { isStillMeant, judgeSharedAddress, separatePeople } from './suggest/shared-address.ts';
import { labelRank, statusRank } from './status-map.ts';

export function rowKeyOf(
  record: SideRecord,
  identity: string | null,
  linkedKey: string | null,
): string {
  return linkedKey ?? identity ?? `id:${record.side}:${record.recordId}`;
}

function byAge(a: SideRecord, b: SideRecord): number {
  const [first, second] = [a, b].map((record) => record.modifiedAt ?? record.createdAt ?? '');
  return compareCodePoints(second ?? '', first ?? '');
}

/** The chosen one, else the most advanced status, then the latest activity, then the oldest id. */
export function chooseKeeper(
  records: readonly SideRecord[],
  rankOf: (status: string | null) => number,
  chosenId: string | null,
): { keeper: SideRecord; others: readonly SideRecord[] } {
  const [keeper, ...others] = [...records].sort(
    (a, b) =>
      Number(b.recordId === chosenId) - Number(a.recordId === chosenId) ||
      rankOf(b.values.status) - rankOf(a.values.status) ||
      byAge(a, b) ||
      compareCodePoints(a.recordId, b.recordId),
  );
  if (keeper === undefined) throw new Error('A keeper is chosen among one record or more.');
  return { keeper, others };
}

function identityOf(record: SideRecord, rules: IdentityRules): string | null {
  return normalizeEmail(record.values.email, rules).identity;
}

interface Kept {
  readonly keeper: SideRecord | null;
  readonly others: readonly SideRecord[];
}

function keep(
  records: readonly SideRecord[],
  pinnedId: string | null,
  knownId: string | null,
  context: ReconcileContext,
): Kept {
  if (records.length === 0) return { keeper: null, others: [] };
  const isHere = (id: string | null): boolean => records.some(({ recordId }) => recordId === id);
  const chosen = records.find(({ recordId }) => context.chosenKeepers.has(recordId));
  const rankOf = (record: SideRecord): ((status: string | null) => number) =>
    record.side === 'salesforce'
      ? (label) => labelRank(context.policy.statusMap, labelOf(label, context))
      : statusRank;
  const [first] = records;
  return first === undefined
    ? { keeper: null, others: [] }
    : chooseKeeper(
        records,
        rankOf(first),
        isHere(pinnedId) ? pinnedId : (chosen?.recordId ?? knownId),
      );
}

/** The rule by which the records share an identity they would not share without it. */
function mergingRule(group: MatchGroup): ProviderRule | null {
  if (group.mergedBy === null) return null;
  const strict = new Set(
    [...group.members, ...group.registrations].map((record) => identityOf(record, STRICT_IDENTITY)),
  );
  return strict.size > 1 ? group.mergedBy : null;
}

/**
 * A pair that moved on to another email keeps its key, which is its old email. Whoever has that email
 * now is somebody else, and gets a group of their own.
 */
function splitStrangers(group: MatchGroup, context: ReconcileContext): readonly MatchGroup[] {
  const { base } = group;
  const isKnown = (record: SideRecord): boolean =>
    record.recordId === (record.side === 'salesforce' ? base?.memberId : base?.registrationId);
  const records = [...group.members, ...group.registrations];
  const known = records.filter(isKnown);
  if (known.length === 0 || known.length === records.length) return [group];
  const rules = context.policy.identity;
  const identities = new Set(known.map((record) => identityOf(record, rules)));
  const belongs = (record: SideRecord): boolean =>
    isKnown(record) || identities.has(identityOf(record, rules));
  if (records.every(belongs)) return [group];
  const part = (isIn: (record: SideRecord) => boolean): MatchGroup => ({
    ...group,
    members: group.members.filter(isIn),
    registrations: group.registrations.filter(isIn),
  });
  const strangers = part((record) => !belongs(record));
  const [someone] = [...strangers.members, ...strangers.registrations];
  const identity = someone === undefined ? null : identityOf(someone, rules);
  return [part(belongs), { ...strangers, identity, rowKey: `other:${group.rowKey}`, base: null }];
}

function rowsOf(group: MatchGroup, context: ReconcileContext): readonly RowDiff[] {
  const pinned = pinnedPair(group);
  const members = keep(
    group.members,
    pinned?.memberId ?? null,
    group.base?.memberId ?? null,
    context,
  );
  const registrations = keep(
    group.registrations,
    pinned?.registrationId ?? null,
    group.base?.registrationId ?? null,
    context,
  );
  if (members.keeper === null && registrations.keeper === null) return [];
  const meta = {
    rowKey: group.rowKey,
    identity: group.identity,
    keeperId: null,
    mergedBy: mergingRule(group),
  };
  const duplicates = [members, registrations].flatMap(({ keeper, others }) =>
    others.map((record) =>
      diffRow(
        record.side === 'salesforce' ? record : null,
        record.side === 'voyage' ? record : null,
        null,
        {
          ...meta,
          rowKey: `dup:${record.side}:${record.recordId}`,
          keeperId: keeper?.recordId ?? null,
        },
        context,
      ),
    ),
  );
  return [diffRow(members.keeper, registrations.keeper, group.base, meta, context), ...duplicates];
}

/** The group of an address that a person called two people's, as one group each; else the group alone. */
function peopleOf(group: MatchGroup, context: ReconcileContext): readonly MatchGroup[] {
  const decision =
    group.identity === null ? undefined : context.whoIsWho?.sharedAddresses.get(group.identity);
  if (decision?.decision !== 'two-people') return [group];
  const verdict = judgeSharedAddress([...group.members, ...group.registrations]);
  return isStillMeant(decision, verdict) ? separatePeople(group, verdict) : [group];
}

/** Registrations set apart from the member that is kept get a group of their own. */
function keptApart(group: MatchGroup, context: ReconcileContext): readonly MatchGroup[] {
  const apart = context.whoIsWho?.apart;
  if (apart === undefined || apart.size === 0 || group.registrations.length === 0) return [group];
  const pinned = pinnedPair(group)?.memberId ?? null;
  const { keeper } = keep(group.members, pinned, group.base?.memberId ?? null, context);
  if (keeper === null) return [group];
  const isApart = ({ recordId }: SideRecord): boolean =>
    apart.has(pairKey(keeper.recordId, recordId));
  const others = group.registrations.filter(isApart);
  if (others.length === 0) return [group];
  const isBaseOver = others.some(({ recordId }) => recordId === group.base?.registrationId);
  // A base is known by its key: a row that has lost it gets another, and with no base perhaps another keeper.
  if (isBaseOver) {
    const [row, ...strangers] = keptApart({ ...group, base: null }, context);
    return row === undefined ? [] : [{ ...row, rowKey: `alone:${row.rowKey}` }, ...strangers];
  }
  return [
    { ...group, registrations: group.registrations.filter((record) => !isApart(record)) },
    { ...group, rowKey: `apart:${group.rowKey}`, members: [], registrations: others, base: null },
  ];
}

/** The main row first, then its duplicates. */
export function groupRows(group: MatchGroup, context: ReconcileContext): readonly RowDiff[] {
  return splitStrangers(group, context)
    .flatMap((part) => peopleOf(part, context))
    .flatMap((part) => keptApart(part, context))
    .flatMap((part) => rowsOf(part, context));
}

type Ordered = Pick<RowDiff, 'identity' | 'cls' | 'rowKey'>;

/** By identity in code point order, those without one last; a main row before its duplicates. */
export function compareInReviewOrder(a: Ordered, b: Ordered): number {
  return (
    Number(a.identity === null) - Number(b.identity === null) ||
    compareCodePoints(a.identity ?? '', b.identity ?? '') ||
    Number(a.cls === 'duplicate') - Number(b.cls === 'duplicate') ||
    compareCodePoints(a.rowKey, b.rowKey)
  );
}
