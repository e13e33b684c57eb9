import type { WriteStatus } from '../../../../shared/domain/outcome.ts';
import { z } from 'zod';
import { FIELDS, type Values } from '../../../../shared/domain/fields.ts';
import { Refusal } from '../../refusal.ts';
import type { WriteAnswer, WriteBatch, WriteOperation } from '../side-port.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';
import { toRegistration } from './to-registration.ts';

const resultSchema = z.object({
  ref: z.string(),
  status: z.string(),
  id: z.string().nullish(),
  version: z.int().nullish(),
  error: z.object({ code: z.string(), message: z.string() }).nullish(),
  current: z.unknown().optional(),
});
type Result = z.infer<typeof resultSchema>;
const answerSchema = z.object({ results: z.array(resultSchema) });

/**
 * One batch in one call. Its key goes along, so a batch sent again (a lost answer, a process that died)
 * gets its first answer and has no second effect, within Voyage's 24 hours.
 */
export async function writeBatch(
  client: VoyageClient,
  address: string,
  batch: WriteBatch,
  signal: AbortSignal,
): Promise<readonly WriteAnswer[]> {
  if (batch.operations.length === 0) return [];
  const answer = await client.ask(
    {
      method: 'POST',
      path: `/v1/events/${encodeURIComponent(batch.listId)}/registrations:batch`,
      headers: { 'idempotency-key': batch.key },
      body: { operations: batch.operations.map(toOperation), atomic: batch.isAtomic },
    },
    signal,
  );
  const { results } = parseAnswer(answerSchema, answer, address);
  const byRef = new Map(results.map((result) => [result.ref, result]));
  return batch.operations.map((operation) => {
    const result = byRef.get(operation.ref);
    if (result === undefined) {
      const detail = `The answer does not say what became of operation ${operation.ref}.`;
      throw new Refusal({ code: 'side/bad-answer', side: 'voyage', address, detail });
    }
    return toAnswer(operation, result, batch.isRetry, address);
  });
}

function toOperation(operation: WriteOperation): Readonly<Record<string, unknown>> {
  const { ref, op, recordId, expectVersion, fields } = operation;
  if (op === 'create') return { ref, op, fields: { ...writable(fields), source: 'salesforce' } };
  return {
    ref,
    op,
    id: recordId,
    ...(expectVersion === null ? {} : { ifVersion: Number(expectVersion) }),
    ...(op === 'update' ? { fields: writable(fields) } : {}),
  };
}

/** Every text may be blank over there; a status may not. */
function writable(fields: Readonly<Partial<Values>>): Readonly<Partial<Values>> {
  return Object.fromEntries(
    FIELDS.filter((field) => fields[field] !== undefined)
      .filter((field) => field !== 'status' || fields.status !== null)
      .map((field) => [field, fields[field]]),
  );
}

const STATUSES: Readonly<Record<string, WriteStatus>> = {
  created: 'created',
  updated: 'updated',
  unchanged: 'unchanged',
  cancelled: 'cancelled',
  deleted: 'deleted',
  stale: 'stale',
  rejected: 'rejected',
  not_attempted: 'not-attempted',
};

function toAnswer(
  operation: WriteOperation,
  result: Result,
  isRetry: boolean,
  address: string,
): WriteAnswer {
  const current = result.status === 'stale' && result.current ? result.current : null;
  const found = current === null ? null : toRegistration(current, address);
  const answer: WriteAnswer = {
    ref: operation.ref,
    status: STATUSES[result.status] ?? 'failed',
    recordId: result.id ?? operation.recordId,
    version: result.version == null ? (found?.version ?? null) : String(result.version),
    person: null,
    createdPerson: null,
    values: found === null ? null : pick(found.values, operation.fields),
    error: result.error ?? null,
    attempts: 1,
  };
  if (result.error?.code === 'not_found') return ofGone(operation, answer, isRetry);
  if (!(result.status in STATUSES) && answer.error === null) {
    const message = `Voyage answered with the status "${result.status}".`;
    return { ...answer, error: { code: 'unknown_status', message } };
  }
  const landed = isRetry && found !== null && holds(found.values, operation);
  return landed
    ? { ...answer, status: operation.op === 'cancel' ? 'cancelled' : 'updated' }
    : answer;
}

/** The registration is not there any more: a deletion has nothing left to do, the rest is stale. */
function ofGone(operation: WriteOperation, answer: WriteAnswer, isRetry: boolean): WriteAnswer {
  if (operation.op !== 'delete') return { ...answer, status: 'stale' };
  return { ...answer, status: isRetry ? 'deleted' : 'unchanged', error: null };
}

/** After a day the key is forgotten: then a stale answer may be our own write that had landed. */
function holds(values: Values, { op, fields }: WriteOperation): boolean {
  if (op === 'cancel') return values.status === 'cancelled';
  return (
    op === 'update' && FIELDS.every((field) => (fields[field] ?? values[field]) === values[field])
  );
}

function pick(values: Values, written: Readonly<Partial<Values>>): Readonly<Partial<Values>> {
  return Object.fromEntries(
    FIELDS.filter((field) => field in written).map((field) => [field, values[field]]),
  );
}
