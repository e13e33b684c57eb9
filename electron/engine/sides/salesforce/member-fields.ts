import type { Field } from '../../../../shared/domain/fields.ts';

/** Where a member shows each compared field; all but Status come from its Lead or Contact. */
const MEMBER_FIELD = {
  status: 'Status',
  firstName: 'FirstName',
  lastName: 'LastName',
  company: 'CompanyOrAccount',
  title: 'Title',
  phone: 'Phone',
  email: 'Email',
} as const satisfies Record<Field, string>;

/** Without these a member can't be told, matched or written safely. */
const REQUIRED = ['Id', 'CampaignId', 'LeadId', 'ContactId', 'Status', 'Email', 'SystemModstamp'];
/** Read where the org has them. */
const OPTIONAL = [
  'CreatedDate',
  'CreatedById',
  'AccountId',
  'FirstName',
  'LastName',
  'CompanyOrAccount',
  'Title',
  'Phone',
];

export interface MemberSchema {
  /** What to select, in SOQL's words. */
  readonly select: string;
  readonly absent: readonly Field[];
  /** First required field the org does not show, or null. */
  readonly missing: string | null;
  /** Person accounts can be members. */
  readonly hasAccounts: boolean;
}

export function memberSchemaOf(fieldNames: Iterable<string>): MemberSchema {
  const known = new Set(fieldNames);
  const wanted = [...REQUIRED.filter((name) => name !== 'CampaignId'), ...OPTIONAL];
  const select = [
    ...wanted.filter((name) => known.has(name)),
    'Lead.SystemModstamp',
    'Contact.SystemModstamp',
  ].join(', ');
  const fields = Object.entries(MEMBER_FIELD) as [Field, string][];
  return {
    select,
    absent: fields.filter(([, name]) => !known.has(name)).map(([field]) => field),
    missing: REQUIRED.find((name) => !known.has(name)) ?? null,
    hasAccounts: known.has('AccountId'),
  };
}
