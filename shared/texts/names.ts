/** Names inside sentences. */
import type { Field } from '../domain/fields.ts';
import type { Side } from '../domain/side.ts';

export const SIDE_NAMES: Readonly<Record<Side, string>> = {
  salesforce: 'Salesforce',
  voyage: 'Voyage',
};

export const FIELD_NAMES: Readonly<Record<Field, string>> = {
  status: 'status',
  firstName: 'first name',
  lastName: 'last name',
  company: 'company',
  title: 'title',
  phone: 'phone',
  email: 'email',
};
