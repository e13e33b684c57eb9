/** What an org's admin and its other users put in the way of a write: rules and locks. */
import { ApiRefusal, recordError } from './api-error.ts';
import type { Fields } from './check-fields.ts';
import { isAmong } from './faults.ts';
import type { SalesforceFaults } from './faults.ts';
import type { ObjectSchema } from './schema.ts';
import type { Store, StoredRecord } from './store.ts';

interface RuledOrg {
  readonly store: Store;
  readonly faults: SalesforceFaults;
}

/** How a record is written. */
export interface WriteOptions {
  /** `Sforce-Duplicate-Rule-Header: allowSave=true`: an alert is no reason to stop. */
  readonly allowDuplicates: boolean;
  readonly version: string;
}

export const ORDINARY: WriteOptions = { allowDuplicates: false, version: '67.0' };

export function checkEmailRule(org: RuledOrg, email: unknown, fields: readonly string[]): void {
  if (!isAmong(org.faults.settings().rejectEmails, email)) return;
  refuseByRule(org, 'People with this address may not be changed by an integration.', fields);
}

export function checkValidationRules(
  org: RuledOrg,
  schema: ObjectSchema,
  record: StoredRecord,
): void {
  for (const { object, field, is, message } of org.faults.settings().validationRules) {
    if (object === schema.name && record[field] === is) refuseByRule(org, message, [field]);
  }
}

function refuseByRule(org: RuledOrg, message: string, fields: readonly string[]): never {
  org.faults.schedule.note('validation-rule');
  throw new ApiRefusal(recordError('FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields));
}

export function checkDuplicateRule(
  org: RuledOrg,
  lead: StoredRecord,
  { allowDuplicates, version }: WriteOptions,
): void {
  const rule = org.faults.settings().duplicateRule;
  if (rule === null || !isAmong(rule.emails, lead['Email'])) return;
  const isAlert = rule.action === 'alert';
  if (isAlert && allowDuplicates) return;
  const found = lookAlike(org.store, lead);
  if (found === null) return;
  const message = `You're creating a duplicate record. We recommend you use an existing record instead.`;
  const { object, id } = found;
  org.faults.schedule.note('duplicate-rule');
  throw new ApiRefusal({
    ...recordError('DUPLICATES_DETECTED', message),
    duplicates: {
      allowSave: isAlert,
      duplicateRule: 'Standard_Lead_Duplicate_Rule',
      duplicateRuleEntityType: 'Lead',
      errorMessage: message,
      matchResults: [
        {
          entityType: object,
          errors: [],
          matchEngine: 'FuzzyMatchEngine',
          matchRecords: [
            {
              additionalInformation: [],
              fieldDiffs: [],
              matchConfidence: 100,
              record: {
                attributes: {
                  type: object,
                  url: `/services/data/v${version}/sobjects/${object}/${id}`,
                },
                Id: id,
              },
            },
          ],
          rule: `Standard_${object}_Match_Rule_v1_1`,
          size: 1,
          success: true,
        },
      ],
    },
  });
}

/** Whom a fuzzy rule takes for the same person: the same address, else a namesake, else just anybody. */
function lookAlike(
  store: Store,
  lead: StoredRecord,
): { readonly object: 'Lead' | 'Contact'; readonly id: string } | null {
  const email = String(lead['Email']);
  for (const object of ['Contact', 'Lead'] as const) {
    const [id = null] = store.idsWithEmail(object, email);
    if (id !== null) return { object, id };
  }
  let anybody: string | null = null;
  for (const other of store.all('Lead')) {
    if (other['LastName'] === lead['LastName']) return { object: 'Lead', id: other.Id };
    anybody ??= other.Id;
  }
  return anybody === null ? null : { object: 'Lead', id: anybody };
}

/** Refuses the record when somebody else is at its row. */
export function checkLock(org: RuledOrg, record: StoredRecord): void {
  if (org.faults.takeLock()) refuseLocked(org, parentsOf(record)[0] ?? record.Id);
}

export function refuseLocked(org: RuledOrg, id: string): never {
  org.faults.schedule.note('row-lock');
  throw new ApiRefusal(
    recordError(
      'UNABLE_TO_LOCK_ROW',
      `unable to obtain exclusive access to this record or 1 records: ${id}`,
    ),
  );
}

const PARENTS = ['CampaignId', 'LeadId', 'ContactId', 'AccountId'];

function parentsOf(record: Fields): readonly string[] {
  return PARENTS.map((name) => record[name]).filter((id) => typeof id === 'string');
}

/**
 * For the records of one call, by their fields as they will be: the parent at which each is locked out by
 * its siblings, null where it may be written.
 */
export function lockedParents(
  org: RuledOrg,
  records: readonly Fields[],
): readonly (string | null)[] {
  const most = org.faults.settings().lockSiblings;
  if (most === null) return records.map(() => null);
  const counts = new Map<string, number>();
  for (const parent of records.flatMap(parentsOf)) {
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return records.map(
    (record) => parentsOf(record).find((parent) => (counts.get(parent) ?? 0) > most) ?? null,
  );
}
