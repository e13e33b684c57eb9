/**
 * The fields compared between a member and a registration, and the bit sets that name some of them.
 *
 * `presence` is not a field of a record: it is the question whether the person belongs on the other
 * list at all (create, cancel, restore). It is decided like a field, so it has a bit of its own.
 */
export const FIELDS = [
  'status',
  'firstName',
  'lastName',
  'company',
  'title',
  'phone',
  'email',
] as const;
export type Field = (typeof FIELDS)[number];

export const DECIDABLES = [...FIELDS, 'presence'] as const;
export type Decidable = (typeof DECIDABLES)[number];

/** Fields of the person behind a member: writing them to Salesforce writes the Lead or Contact. */
export const PERSON_FIELDS = [
  'firstName',
  'lastName',
  'company',
  'title',
  'phone',
  'email',
] as const satisfies readonly Field[];

/** One value per field; null is blank. `status` holds a member status label or a Voyage status. */
export type Values = Readonly<Record<Field, string | null>>;

/** A set of decidables as bits: bit i stands for DECIDABLES[i]. */
export type FieldMask = number;

export function bitOf(decidable: Decidable): FieldMask {
  return 1 << DECIDABLES.indexOf(decidable);
}

export function maskOf(decidables: readonly Decidable[]): FieldMask {
  return decidables.reduce((mask, decidable) => mask | bitOf(decidable), 0);
}

export function decidablesIn(mask: FieldMask): readonly Decidable[] {
  return DECIDABLES.filter((decidable) => (mask & bitOf(decidable)) !== 0);
}

export const BLANK_VALUES: Values = {
  status: null,
  firstName: null,
  lastName: null,
  company: null,
  title: null,
  phone: null,
  email: null,
};
