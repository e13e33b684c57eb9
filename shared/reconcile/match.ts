/**
 * Both sides whole, in memory: key, group, compare, in review order.
 */
import type { SideRecord } from '../domain/record.ts';
import type { Base, RowDiff } from '../domain/row.ts';
import { compareCodePoints } from './code-point-order.ts';
import type { ReconcileContext } from './diff-field.ts';
import { compareInReviewOrder, groupRows, rowKeyOf } from './group-rows.ts';
import type { HandLink, MatchGroup } from './match-group.ts';
import { linkKeyOf } from './match-group.ts';
import type { NormalizedEmail } from './normalize.ts';
import { normalizeEmail } from './normalize.ts';

export { compareInReviewOrder };
export type { HandLink };

export interface ReconcileInput {
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
  readonly bases: readonly Base[];
  readonly links: readonly HandLink[];
}

interface Linked {
  readonly key: string;
  readonly base: Base | null;
}

type LinkedKeys = ReadonlyMap<string, Linked>;

function byId(a: SideRecord, b: SideRecord): number {
  return compareCodePoints(a.recordId, b.recordId);
}

function idOf(record: SideRecord): string {
  return `${record.side}:${record.recordId}`;
}

/** Which records are bound by a hand link or a base, and to which key. */
function linkedKeys(input: ReconcileInput): LinkedKeys {
  const present = new Set([...input.members, ...input.registrations].map(idOf));
  const linked = new Map<string, Linked>();
  for (const link of input.links) {
    const ids = [`salesforce:${link.memberId}`, `voyage:${link.registrationId}`];
    if (!ids.every((id) => present.has(id) && !linked.has(id))) continue;
    const base =
      input.bases.find(
        ({ memberId, registrationId }) =>
          memberId === link.memberId && registrationId === link.registrationId,
      ) ?? null;
    for (const id of ids) linked.set(id, { key: linkKeyOf(link), base });
  }
  for (const base of input.bases) {
    const ids = [
      ...(base.memberId === null ? [] : [`salesforce:${base.memberId}`]),
      ...(base.registrationId === null ? [] : [`voyage:${base.registrationId}`]),
    ];
    if (ids.some((id) => linked.has(id))) continue;
    for (const id of ids) linked.set(id, { key: base.rowKey, base });
  }
  return linked;
}

interface Group {
  readonly members: SideRecord[];
  readonly registrations: SideRecord[];
  readonly emails: NormalizedEmail[];
  base: Base | null;
}

export function reconcile(input: ReconcileInput, context: ReconcileContext): readonly RowDiff[] {
  const records = [...input.members].sort(byId).concat([...input.registrations].sort(byId));
  const linked = linkedKeys(input);
  const emails = new Map(
    records.map((record) => [
      idOf(record),
      normalizeEmail(record.values.email, context.policy.identity),
    ]),
  );
  const emailOf = (record: SideRecord): NormalizedEmail =>
    emails.get(idOf(record)) ?? normalizeEmail(record.values.email, context.policy.identity);

  const pairOfIdentity = new Map<string, Linked>();
  for (const record of records) {
    const pair = linked.get(idOf(record));
    const { identity } = emailOf(record);
    if (pair === undefined || identity === null) continue;
    const other = pairOfIdentity.get(identity);
    if (other === undefined || compareCodePoints(pair.key, other.key) < 0) {
      pairOfIdentity.set(identity, pair);
    }
  }

  const groups = new Map<string, Group>();
  for (const record of records) {
    const email = emailOf(record);
    const pair =
      linked.get(idOf(record)) ??
      (email.identity === null ? undefined : pairOfIdentity.get(email.identity));
    const key = rowKeyOf(record, email.identity, pair?.key ?? null);
    const group = groups.get(key) ?? { members: [], registrations: [], emails: [], base: null };
    groups.set(key, group);
    (record.side === 'salesforce' ? group.members : group.registrations).push(record);
    group.emails.push(email);
    if (linked.has(idOf(record))) group.base = pair?.base ?? null;
  }

  return [...groups]
    .flatMap(([rowKey, group]) => {
      const whole: MatchGroup = {
        rowKey,
        identity: group.emails.find(({ identity }) => identity !== null)?.identity ?? null,
        mergedBy: group.emails.find(({ mergedBy }) => mergedBy !== null)?.mergedBy ?? null,
        members: group.members,
        registrations: group.registrations,
        base: group.base,
      };
      return groupRows(whole, context);
    })
    .sort(compareInReviewOrder);
}
