import type { Field, Values } from '../../../../shared/domain/fields.ts';
import type { PersonKind } from '../../../../shared/domain/record.ts';

type Fields = Readonly<Partial<Values>>;

export const ON_LEAD: Readonly<Partial<Record<Field, string>>> = {
  firstName: 'FirstName',
  lastName: 'LastName',
  company: 'Company',
  title: 'Title',
  phone: 'Phone',
  email: 'Email',
};
/** A Contact's company is its Account: that one is never renamed from here. */
export const ON_CONTACT: typeof ON_LEAD = {
  firstName: 'FirstName',
  lastName: 'LastName',
  title: 'Title',
  phone: 'Phone',
  email: 'Email',
};

/** What Salesforce itself writes where a required text is not known. */
const NOT_PROVIDED = '[not provided]';

export const LEAD_SOURCE = 'Voyage';

export function hasPersonFields(fields: Fields): boolean {
  return Object.keys(fields).some((field) => field in ON_LEAD);
}

/** Fields of the Lead or Contact; null where that kind of person is not written from here. */
export function toPersonFields(
  fields: Fields,
  kind: PersonKind,
): Readonly<Record<string, string | null>> | null {
  if (kind === 'Account') return null;
  const names = kind === 'Lead' ? ON_LEAD : ON_CONTACT;
  const entries = Object.entries(fields).flatMap(([field, value]) => {
    const name = names[field as Field];
    return name === undefined ? [] : [[name, value] as const];
  });
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** `writable`: the names of fields this user may give a new Lead. */
export function toNewLead(
  fields: Fields,
  identity: string | null,
  writable: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  const wanted: Readonly<Record<string, string | null | undefined>> = {
    FirstName: fields.firstName,
    LastName: fields.lastName ?? NOT_PROVIDED,
    Company: fields.company ?? NOT_PROVIDED,
    Title: fields.title,
    Phone: fields.phone,
    Email: fields.email ?? identity,
    LeadSource: LEAD_SOURCE,
  };
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) =>
      value == null || !writable.has(name) ? [] : [[name, value] as const],
    ),
  );
}
