/** What people said of who is who, beside the pairs they linked. */

/** A person said about an address that several records have, having seen these names. */
export interface SharedAddressDecision {
  readonly identity: string;
  readonly decision: 'same' | 'two-people';
  readonly names: readonly string[];
}

export interface WhoIsWho {
  /** Pairs that are not one person, by `pairKey`: never matched, never suggested. */
  readonly apart: ReadonlySet<string>;
  /** By identity. */
  readonly sharedAddresses: ReadonlyMap<string, SharedAddressDecision>;
}

export function pairKey(memberId: string, registrationId: string): string {
  return `${memberId} ${registrationId}`;
}

/** The ids `pairKey` was made of: none holds a space. */
export function pairOfKey(key: string): {
  readonly memberId: string;
  readonly registrationId: string;
} {
  const [memberId = '', registrationId = ''] = key.split(' ');
  return { memberId, registrationId };
}
