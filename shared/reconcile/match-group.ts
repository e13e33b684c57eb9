/** Records that share a key: what becomes one row or several. */
import type { SideRecord } from '../domain/record.ts';
import type { Base } from '../domain/row.ts';
import type { ProviderRule } from './normalize.ts';

export interface HandLink {
  readonly memberId: string;
  readonly registrationId: string;
}

export interface MatchGroup {
  readonly rowKey: string;
  readonly identity: string | null;
  readonly mergedBy: ProviderRule | null;
  readonly members: readonly SideRecord[];
  readonly registrations: readonly SideRecord[];
  /** A base one of whose records a hand link gave to another row is no base: null. */
  readonly base: Base | null;
}

/** The key of a hand-linked row: what groupRows knows its two records by. */
export function linkKeyOf(link: HandLink): string {
  return `link:${link.memberId}:${link.registrationId}`;
}

export function pinnedPair(group: MatchGroup): HandLink | null {
  if (!group.rowKey.startsWith('link:')) return null;
  for (const { recordId: memberId } of group.members) {
    for (const { recordId: registrationId } of group.registrations) {
      if (linkKeyOf({ memberId, registrationId }) === group.rowKey) {
        return { memberId, registrationId };
      }
    }
  }
  return null;
}

/** Whether a record is one of the two a person linked, or else one of those the base was confirmed with. */
export function isKnownTo(group: MatchGroup): (record: SideRecord) => boolean {
  const pair = pinnedPair(group) ?? group.base;
  return ({ side, recordId }) =>
    recordId === (side === 'salesforce' ? pair?.memberId : pair?.registrationId);
}
