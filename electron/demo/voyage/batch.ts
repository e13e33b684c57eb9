/**
 * One batch of operations against the registrations of an event.
 *
 * Out:   a result per operation, in the order sent, and the mutations that make it so.
 * Laws:  `atomic`: one refusal (stale or rejected) and there are no mutations; the others are
 *        `not_attempted`. Nothing is changed here; the caller commits.
 */
import { isVoyageStatus } from '../../../shared/domain/status.ts';
import type { Mutation } from '../mutation-log.ts';
import { dropUndefined } from './drop-undefined.ts';
import type { VoyageFaults } from './faults.ts';
import {
  firstVersion,
  takesSeat,
  withFields,
  type Registration,
  type RegistrationFields,
} from './registration.ts';
import type { BatchOperation, OperationFields } from './request-schemas.ts';
import type { VoyageStore } from './voyage-store.ts';

export interface BatchResult {
  readonly ref: string;
  readonly status:
    | 'created'
    | 'updated'
    | 'unchanged'
    | 'cancelled'
    | 'deleted'
    | 'stale'
    | 'rejected'
    | 'not_attempted';
  readonly id?: string;
  readonly version?: number;
  readonly error?: { readonly code: string; readonly message: string; readonly pointer?: string };
  readonly current?: Registration;
}

interface Rejection {
  readonly code: string;
  readonly message: string;
  readonly pointer?: string;
}

export function runBatch(
  store: VoyageStore,
  faults: VoyageFaults,
  batch: {
    readonly eventId: string;
    readonly operations: readonly BatchOperation[];
    readonly atomic: boolean;
    readonly now: string;
  },
): { readonly results: readonly BatchResult[]; readonly mutations: readonly Mutation[] } {
  const { eventId, now } = batch;
  const capacity = store.event(eventId)?.capacity ?? null;
  let seats = store.seatsTaken(eventId);
  const written = new Map<string, Registration | null>();

  const find = (id: string): Registration | null => {
    const found = written.has(id) ? (written.get(id) ?? null) : store.registration(id);
    return found?.eventId === eventId ? found : null;
  };
  const seatsOf = (registration: Registration | null): number =>
    Number(registration !== null && takesSeat(registration.status));
  const write = (id: string, before: Registration | null, after: Registration | null): void => {
    seats += seatsOf(after) - seatsOf(before);
    written.set(id, after);
  };
  const isFull = (before: Registration | null, after: Registration): boolean =>
    capacity !== null && seatsOf(after) > seatsOf(before) && seats >= capacity;

  function create(operation: BatchOperation & { op: 'create' }): BatchResult {
    const { ref, fields = {} } = operation;
    const checked = check(fields);
    if ('rejection' in checked) return rejected(ref, checked.rejection);
    const struck = faults.rejectsCreate(fields.email ?? null);
    if (struck !== null) return rejected(ref, struck === 'invalid_email' ? BAD_EMAIL : FULL);
    const made = withVersion(
      1,
      withFields(
        firstVersion({
          ...BLANK,
          id: '',
          eventId,
          status: 'registered',
          registeredAt: now,
          updatedAt: now,
        }),
        checked.fields,
        now,
      ),
    );
    if (isFull(null, made)) return rejected(ref, FULL);
    const id = store.newRegistrationId();
    write(id, null, { ...made, id });
    return { ref, status: 'created', id, version: 1 };
  }

  function change(
    operation: Exclude<BatchOperation, { op: 'create' }>,
    before: Registration,
  ): BatchResult {
    const { ref, id } = operation;
    if (operation.op === 'delete') {
      write(id, before, null);
      return { ref, status: 'deleted', id, version: before.version };
    }
    const checked = check(operation.op === 'cancel' ? { status: 'cancelled' } : operation.fields);
    if ('rejection' in checked) return rejected(ref, checked.rejection, id);
    const email = checked.fields.email ?? null;
    if (email !== null && faults.settings().rejectEmails.includes(email)) {
      return rejected(ref, BAD_EMAIL, id);
    }
    const after = withFields(before, checked.fields, now);
    if (after === before) return { ref, status: 'unchanged', id, version: before.version };
    if (isFull(before, after)) return rejected(ref, FULL, id);
    write(id, before, after);
    const status = operation.op === 'cancel' ? 'cancelled' : 'updated';
    return { ref, status, id, version: after.version };
  }

  function run(operation: BatchOperation): BatchResult {
    if (operation.op === 'create') return create(operation);
    const { ref, id, ifVersion } = operation;
    const before = find(id);
    if (before === null) {
      return rejected(ref, { code: 'not_found', message: `There is no registration ${id}.` }, id);
    }
    if (ifVersion !== undefined && ifVersion !== before.version) {
      return { ref, status: 'stale', id, version: before.version, current: before };
    }
    return change(operation, before);
  }

  const results: BatchResult[] = [];
  for (const operation of batch.operations) {
    const result = run(operation);
    results.push(result);
    if (batch.atomic && isRefusal(result))
      return { results: onlyRefused(batch, result), mutations: [] };
  }
  const mutations = [...written].map(([id, record]) => ({
    kind: 'registration',
    id,
    record: record as Record<string, unknown> | null,
  }));
  return { results, mutations };
}

const BLANK = {
  email: null,
  firstName: null,
  lastName: null,
  company: null,
  title: null,
  phone: null,
  ticketType: null,
  source: null,
  checkedInAt: null,
  cancelledAt: null,
} as const;

const BAD_EMAIL: Rejection = {
  code: 'invalid_email',
  message: 'This is not an email address.',
  pointer: '/fields/email',
};
const FULL: Rejection = { code: 'capacity_reached', message: 'The event is full.' };

/** One @, no space, a dotted domain: international addresses pass. */
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(?:\.[^\s@<>,;".]+)+$/u;

function check(
  fields: OperationFields,
): { readonly fields: RegistrationFields } | { readonly rejection: Rejection } {
  const { status, email } = fields;
  if (status !== undefined && !isVoyageStatus(status)) {
    const message = `There is no status "${status}".`;
    return { rejection: { code: 'invalid_status', message, pointer: '/fields/status' } };
  }
  if (typeof email === 'string' && !ADDRESS.test(email)) return { rejection: BAD_EMAIL };
  return { fields: dropUndefined({ ...fields, status }) };
}

function withVersion(version: number, registration: Registration): Registration {
  return { ...registration, version };
}

function rejected(ref: string, error: Rejection, id?: string): BatchResult {
  return { ref, status: 'rejected', ...(id === undefined ? {} : { id }), error };
}

function isRefusal({ status }: BatchResult): boolean {
  return status === 'stale' || status === 'rejected';
}

function onlyRefused(
  batch: { readonly operations: readonly BatchOperation[] },
  refusal: BatchResult,
): readonly BatchResult[] {
  return batch.operations.map(({ ref }) =>
    ref === refusal.ref ? refusal : { ref, status: 'not_attempted' },
  );
}
