/**
 * A registration of Voyage's API as a SideRecord. Unknown fields are ignored, optional ones that are missing
 * are blank; `id`, `version` and `status` are required.
 */
import { z } from 'zod';
import { FIELDS, type Field } from '../../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../../shared/domain/record.ts';
import { Refusal } from '../../refusal.ts';

const REQUIRED = ['id', 'version', 'status'] as const;
const text = z.string().nullish();

const registrationSchema = z.object({
  id: z.string(),
  version: z.int(),
  status: z.string(),
  email: text,
  firstName: text,
  lastName: text,
  company: text,
  title: text,
  phone: text,
  registeredAt: text,
  updatedAt: text,
});

export function toRegistration(input: unknown, address: string): SideRecord {
  const parsed = registrationSchema.safeParse(input);
  if (!parsed.success) throw new Refusal(flawOf(input, parsed.error, address));
  const { id, version, status, registeredAt, updatedAt, ...texts } = parsed.data;
  return {
    side: 'voyage',
    recordId: id,
    values: {
      status,
      firstName: texts.firstName ?? null,
      lastName: texts.lastName ?? null,
      company: texts.company ?? null,
      title: texts.title ?? null,
      phone: texts.phone ?? null,
      email: texts.email ?? null,
    },
    version: String(version),
    modifiedAt: updatedAt ?? null,
    createdAt: registeredAt ?? null,
    person: null,
  };
}

/** The compared fields that a registration does not carry at all, not even as null. */
export function absentFieldsOf(registration: unknown): readonly Field[] {
  if (typeof registration !== 'object' || registration === null) return [];
  return FIELDS.filter((field) => field !== 'status' && !(field in registration));
}

function flawOf(input: unknown, error: z.ZodError, address: string): Refusal['error'] {
  const given = z.record(z.string(), z.unknown()).safeParse(input).data ?? {};
  const missing = REQUIRED.find((field) => given[field] === undefined || given[field] === null);
  if (missing !== undefined) {
    return { code: 'side/missing-field', side: 'voyage', field: `registration.${missing}` };
  }
  return { code: 'side/bad-answer', side: 'voyage', address, detail: z.prettifyError(error) };
}
