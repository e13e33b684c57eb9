/** The answers of Salesforce that are read, parsed once at this edge; fields not named here are ignored. */
import { z } from 'zod';

const text = z.string().nullish().default(null);

export const queryAnswer = z.object({
  totalSize: z.number(),
  done: z.boolean(),
  nextRecordsUrl: z.string().optional(),
  records: z.array(z.unknown()),
});

const parent = z.object({ SystemModstamp: text }).nullish().default(null);

export const memberRow = z.object({
  Id: z.string(),
  Status: text,
  SystemModstamp: z.string(),
  CreatedDate: text,
  CreatedById: text,
  LeadId: text,
  ContactId: text,
  AccountId: text,
  Email: text,
  FirstName: text,
  LastName: text,
  CompanyOrAccount: text,
  Title: text,
  Phone: text,
  Lead: parent,
  Contact: parent,
});
export type MemberRow = z.infer<typeof memberRow>;

export const campaignRow = z.object({
  Id: z.string(),
  Name: z.string(),
  StartDate: text,
  IsActive: z.boolean().nullish().default(false),
  NumberOfLeads: z.number().nullish().default(null),
  NumberOfContacts: z.number().nullish().default(null),
});

export const statusRow = z.object({
  Label: z.string(),
  IsDefault: z.boolean().nullish().default(false),
  HasResponded: z.boolean().nullish().default(false),
  SortOrder: z.number().nullish().default(null),
});

export const personRow = z.object({
  Id: z.string(),
  Email: text,
  LeadSource: text,
});

export const namedPersonRow = z.object({ Id: z.string(), Name: text, ConvertedContactId: text });

export const successorRow = z.object({
  Id: z.string(),
  MasterRecordId: text,
  ConvertedContactId: text,
});

export const createdAnswer = z.object({ id: z.string() });

export const organizationRow = z.object({
  Id: z.string(),
  Name: z.string(),
  IsSandbox: z.boolean(),
});

export const userRow = z.object({ Name: text, Username: text });

const fieldAnswer = z.object({
  name: z.string(),
  createable: z.boolean().nullish().default(true),
  updateable: z.boolean().nullish().default(true),
});
export type FieldAnswer = z.infer<typeof fieldAnswer>;

export const describeAnswer = z.object({ fields: z.array(fieldAnswer) });

export const resourcesAnswer = z.object({ identity: z.string().optional() });

export const saveAnswer = z.array(
  z.object({
    id: z.string().nullish().default(null),
    success: z.boolean(),
    errors: z
      .array(z.object({ statusCode: z.string(), message: z.string() }))
      .nullish()
      .default([]),
  }),
);
export type SaveResult = z.infer<typeof saveAnswer>[number];
