import type { VoyageStatus } from '../../../shared/domain/status.ts';
import type { VoyageRegistrationSeed } from '../seed.ts';

/** A registration as the API, version 1, shows it. */
export interface Registration extends VoyageRegistrationSeed {
  readonly version: number;
  readonly refs: Refs;
  readonly custom: Readonly<Record<string, unknown>>;
}

interface Refs {
  readonly salesforceMemberId: string | null;
  readonly salesforcePersonId: string | null;
}

const NO_REFS: Refs = Object.freeze({ salesforceMemberId: null, salesforcePersonId: null });
const NO_CUSTOM = Object.freeze({});

export function firstVersion(seed: VoyageRegistrationSeed): Registration {
  return {
    id: seed.id,
    eventId: seed.eventId,
    version: 1,
    status: seed.status,
    email: seed.email,
    firstName: seed.firstName,
    lastName: seed.lastName,
    company: seed.company,
    title: seed.title,
    phone: seed.phone,
    ticketType: seed.ticketType,
    source: seed.source,
    registeredAt: seed.registeredAt,
    checkedInAt: seed.checkedInAt,
    cancelledAt: seed.cancelledAt,
    updatedAt: seed.updatedAt,
    refs: NO_REFS,
    custom: NO_CUSTOM,
  };
}

/** What a write may set. A field left out is left alone. */
export type RegistrationFields = Partial<
  Pick<
    Registration,
    | 'email'
    | 'firstName'
    | 'lastName'
    | 'company'
    | 'title'
    | 'phone'
    | 'ticketType'
    | 'source'
    | 'refs'
    | 'custom'
  > & { readonly status: VoyageStatus }
>;

/** The next version with these fields, or the same object when nothing would change. */
export function withFields(
  registration: Registration,
  fields: RegistrationFields,
  now: string,
): Registration {
  const isChanged = (Object.keys(fields) as (keyof RegistrationFields)[]).some(
    (name) => JSON.stringify(fields[name]) !== JSON.stringify(registration[name]),
  );
  if (!isChanged) return registration;
  const status = fields.status ?? registration.status;
  return {
    ...registration,
    ...fields,
    version: registration.version + 1,
    checkedInAt:
      status === 'attended' ? (registration.checkedInAt ?? now) : registration.checkedInAt,
    cancelledAt: status === 'cancelled' ? (registration.cancelledAt ?? now) : null,
    updatedAt: now,
  };
}

const SEATED: ReadonlySet<VoyageStatus> = new Set([
  'pending',
  'registered',
  'confirmed',
  'attended',
]);

/** Whether a registration of this status counts against the event's capacity. */
export function takesSeat(status: VoyageStatus): boolean {
  return SEATED.has(status);
}
