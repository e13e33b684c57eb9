/** Registration statuses of Voyage's API, version 1, in the order a person moves through them. */
export const VOYAGE_STATUSES = [
  'invited',
  'pending',
  'waitlisted',
  'registered',
  'confirmed',
  'attended',
  'no_show',
  'declined',
  'cancelled',
] as const;
export type VoyageStatus = (typeof VOYAGE_STATUSES)[number];

export function isVoyageStatus(text: string): text is VoyageStatus {
  return (VOYAGE_STATUSES as readonly string[]).includes(text);
}

/** One of a campaign's own CampaignMemberStatus rows. */
export interface MemberStatus {
  readonly label: string;
  readonly isDefault: boolean;
  readonly hasResponded: boolean;
  readonly sortOrder: number;
}

export const SKIP = 'skip';
export type Skip = typeof SKIP;

/**
 * Both ways of the status map. A label or status without an entry is unmapped and blocks the commit
 * of its way; `skip` leaves the rows that hold it out.
 */
export interface StatusMap {
  readonly toVoyage: Readonly<Record<string, VoyageStatus | Skip>>;
  readonly toSalesforce: Readonly<Partial<Record<VoyageStatus, string>>>;
}

export const EMPTY_STATUS_MAP: StatusMap = { toVoyage: {}, toSalesforce: {} };
