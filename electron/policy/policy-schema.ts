/** A policy as JSON: the shape, its defaults, and a clear sentence for what does not fit. */
import { z } from 'zod';
import { FIELDS } from '../../shared/domain/fields.ts';
import {
  CREATE_PERSON_POLICIES,
  DEFAULT_POLICY,
  DELETION_POLICIES,
  FIELD_POLICIES,
  ONLY_IN_POLICIES,
} from '../../shared/domain/policy.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { SKIP, VOYAGE_STATUSES } from '../../shared/domain/status.ts';

const label = z.string().min(1).max(765);
const percent = z.number().min(0).max(100);
const d = DEFAULT_POLICY;

/** Every key but `version` may be left out; an unknown key is an error. */
export const policySchema = z.strictObject({
  version: z.literal(1),
  identity: z
    .strictObject({ plusTags: z.boolean().default(false), gmailDots: z.boolean().default(false) })
    .default(d.identity),
  statusMap: z
    .strictObject({
      toVoyage: z.record(label, z.enum([...VOYAGE_STATUSES, SKIP])).default({}),
      toSalesforce: z.partialRecord(z.enum(VOYAGE_STATUSES), label).default({}),
    })
    .default({ toVoyage: {}, toSalesforce: {} }),
  fields: z.partialRecord(z.enum(FIELDS), z.enum(FIELD_POLICIES)).default({}),
  onlyInSalesforce: z.enum(ONLY_IN_POLICIES).default(d.onlyInSalesforce),
  onlyInVoyage: z.enum(ONLY_IN_POLICIES).default(d.onlyInVoyage),
  createPersonAs: z.enum(CREATE_PERSON_POLICIES).default(d.createPersonAs),
  deletions: z.enum(DELETION_POLICIES).default(d.deletions),
  statusMayGoBack: z.boolean().default(d.statusMayGoBack),
  writePersonFields: z.boolean().default(d.writePersonFields),
  guards: z
    .strictObject({
      maxDeletesPercent: percent.default(d.guards.maxDeletesPercent),
      maxChangesPercent: percent.default(d.guards.maxChangesPercent),
    })
    .default(d.guards),
}) satisfies z.ZodType<Policy>;
