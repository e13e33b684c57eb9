import type { Field } from './fields.ts';
import type { StatusMap } from './status.ts';
import { EMPTY_STATUS_MAP } from './status.ts';

/** How a conflict or a missing base is settled for one field. */
export const FIELD_POLICIES = [
  'ask',
  'prefer-salesforce',
  'prefer-voyage',
  'prefer-non-blank',
  'newest',
] as const;
export type FieldPolicy = (typeof FIELD_POLICIES)[number];

/** What becomes of a person who is on one side only. */
export const ONLY_IN_POLICIES = ['create', 'skip', 'ask'] as const;
export type OnlyInPolicy = (typeof ONLY_IN_POLICIES)[number];

export const CREATE_PERSON_POLICIES = ['lead', 'never'] as const;
type CreatePersonPolicy = (typeof CREATE_PERSON_POLICIES)[number];

/** `propose` asks a person, `apply` carries one-sided deletions out, `skip` leaves them. */
export const DELETION_POLICIES = ['propose', 'apply', 'skip'] as const;
type DeletionPolicy = (typeof DELETION_POLICIES)[number];

export interface IdentityRules {
  readonly plusTags: boolean;
  readonly gmailDots: boolean;
}

export interface GuardLimits {
  readonly maxDeletesPercent: number;
  readonly maxChangesPercent: number;
}

/** The rules of a pairing, as its policy file says them (docs: resources/policy.schema.json). */
export interface Policy {
  readonly version: 1;
  readonly identity: IdentityRules;
  readonly statusMap: StatusMap;
  readonly fields: Readonly<Partial<Record<Field, FieldPolicy>>>;
  readonly onlyInSalesforce: OnlyInPolicy;
  readonly onlyInVoyage: OnlyInPolicy;
  readonly createPersonAs: CreatePersonPolicy;
  readonly deletions: DeletionPolicy;
  readonly statusMayGoBack: boolean;
  readonly writePersonFields: boolean;
  readonly guards: GuardLimits;
}

export const DEFAULT_POLICY: Policy = {
  version: 1,
  identity: { plusTags: false, gmailDots: false },
  statusMap: EMPTY_STATUS_MAP,
  fields: {},
  onlyInSalesforce: 'create',
  onlyInVoyage: 'create',
  createPersonAs: 'lead',
  deletions: 'propose',
  statusMayGoBack: false,
  writePersonFields: false,
  guards: { maxDeletesPercent: 5, maxChangesPercent: 50 },
};
