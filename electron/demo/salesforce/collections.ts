/** `/composite/sobjects`: up to 200 records in one call, answered one by one in the order given. */
import {
  ApiRefusal,
  itemOfError,
  NO_SUCH_REFERENCE,
  recordError,
  requestError,
} from './api-error.ts';
import type { ApiError } from './api-error.ts';
import { checkNames } from './check-fields.ts';
import type { Fields } from './check-fields.ts';
import { objectNamed, objectOfId } from './objects.ts';
import { lockedParents, refuseLocked } from './org-rules.ts';
import type { WriteOptions } from './org-rules.ts';
import { toRecordId } from './record-id.ts';
import type { ObjectSchema } from './schema.ts';
import { beginTransaction } from './transaction.ts';
import type { Transaction } from './transaction.ts';
import { createRecord, deleteRecord, updateRecord } from './write-record.ts';
import type { Org } from './write-record.ts';
import type { Mutation } from '../mutation-log.ts';

const MOST_RECORDS = 200;

export interface WriteContext {
  readonly org: Org;
  readonly keep: (mutations: readonly Mutation[]) => void;
}

const ROLLED_BACK = recordError(
  'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  'Record rolled back because not all records were valid and the request was using AllOrNone header',
);

const SERVER_FAILURE = requestError(
  500,
  'UNKNOWN_EXCEPTION',
  'An unexpected error occurred. Please include this ErrorId if you contact support: 1482918273-12345 (-1482918273)',
);

/** Does one write; what it changed is kept also where it throws, as an org's other users would. */
export function writeOne<T>(context: WriteContext, write: (transaction: Transaction) => T): T {
  const transaction = beginTransaction(context.org.store);
  try {
    failWhenTold(context.org);
    const result = write(transaction);
    context.org.faults.noteWritten(1);
    return result;
  } finally {
    context.keep(transaction.commit());
  }
}

function writeAll<T>(
  context: WriteContext,
  items: readonly T[],
  allOrNone: boolean,
  steps: {
    /** The item's record as it will be, for the parents it hangs on. */
    readonly record: (item: T) => Fields;
    readonly write: (transaction: Transaction, item: T) => string;
  },
): readonly unknown[] {
  const transaction = beginTransaction(context.org.store);
  const results: (string | ApiError)[] = [];
  try {
    const locked = lockedParents(context.org, items.map(steps.record));
    for (const [index, item] of items.entries()) {
      failWhenTold(context.org);
      const parent = locked[index] ?? null;
      results.push(
        attempt(() =>
          parent === null ? steps.write(transaction, item) : refuseLocked(context.org, parent),
        ),
      );
      context.org.faults.noteWritten(1);
    }
  } catch (failure) {
    if (allOrNone) transaction.rollback();
    context.keep(transaction.commit());
    throw failure;
  }
  const isRolledBack = allOrNone && results.some((result) => typeof result !== 'string');
  if (isRolledBack) transaction.rollback();
  context.keep(transaction.commit());
  return results.map((result) => {
    if (typeof result !== 'string') return itemOfError(result);
    return isRolledBack ? itemOfError(ROLLED_BACK) : { id: result, success: true, errors: [] };
  });
}

function attempt(write: () => string): string | ApiError {
  try {
    return write();
  } catch (error) {
    if (error instanceof ApiRefusal) return error.error;
    throw error;
  }
}

function failWhenTold(org: Org): void {
  if (org.faults.writesLeft() === 0) throw new ApiRefusal(SERVER_FAILURE);
}

export function createAll(
  context: WriteContext,
  body: unknown,
  options: WriteOptions,
): readonly unknown[] {
  const { records, allOrNone } = readBody(context, body);
  return writeAll(context, records, allOrNone, {
    record: ({ fields }) => fields,
    write: (transaction, { schema, fields }) =>
      createRecord(context.org, transaction, schema, fields, options),
  });
}

export function updateAll(context: WriteContext, body: unknown): readonly unknown[] {
  const { records, allOrNone } = readBody(context, body);
  const idOf = ({ fields }: TypedRecord): unknown => fields['id'] ?? fields['Id'];
  return writeAll(context, records, allOrNone, {
    record: (item) => ({ ...stored(context, idOf(item)), ...item.fields }),
    write: (transaction, item) => {
      const { schema, fields } = item;
      const given = idOf(item);
      if (typeof given !== 'string') {
        throw new ApiRefusal(recordError('MISSING_ARGUMENT', 'Id not specified in an update call'));
      }
      const id = toRecordId(given);
      if (id?.startsWith(schema.keyPrefix) !== true) {
        throw new ApiRefusal(
          recordError('MALFORMED_ID', `${schema.label} ID: id value of incorrect type: ${given}`, [
            'Id',
          ]),
        );
      }
      updateRecord(context.org, transaction, schema, id, without(fields, ['Id', 'id']));
      return id;
    },
  });
}

export function deleteAll(
  context: WriteContext,
  ids: string,
  allOrNone: boolean,
): readonly unknown[] {
  const given = ids.split(',').filter((id) => id !== '');
  refuseTooMany(given.length);
  return writeAll(context, given, allOrNone, {
    record: (text) => stored(context, text),
    write: (transaction, text) => {
      const id = toRecordId(text);
      if (id === null) throw new ApiRefusal(recordError('MALFORMED_ID', `malformed id ${text}`));
      const schema = objectOfId(id);
      if (schema === null) throw new ApiRefusal(NO_SUCH_REFERENCE);
      deleteRecord(context.org, transaction, schema, id);
      return id;
    },
  });
}

function stored(context: WriteContext, given: unknown): Fields {
  const id = typeof given === 'string' ? toRecordId(given) : null;
  const schema = id === null ? null : objectOfId(id);
  return id === null || schema === null ? {} : (context.org.store.get(schema.name, id) ?? {});
}

interface TypedRecord {
  readonly schema: ObjectSchema;
  readonly fields: Fields;
}

function readBody(
  context: WriteContext,
  body: unknown,
): { readonly records: readonly TypedRecord[]; readonly allOrNone: boolean } {
  const { records, allOrNone = false } = (body ?? {}) as {
    records?: unknown;
    allOrNone?: boolean;
  };
  if (!Array.isArray(records)) {
    throw new ApiRefusal(requestError(400, 'MISSING_ARGUMENT', 'The records list is missing.'));
  }
  refuseTooMany(records.length);
  const faults = context.org.faults.settings();
  return {
    allOrNone,
    records: (records as readonly Fields[]).map((record) => {
      const type = (record['attributes'] as { type?: unknown } | undefined)?.type;
      const schema = typeof type === 'string' ? objectNamed(type) : null;
      if (schema === null) {
        throw new ApiRefusal(
          requestError(400, 'INVALID_TYPE', 'The record has no type, or one that is not known.'),
        );
      }
      checkNames(schema, record, faults);
      return { schema, fields: without(record, ['attributes']) };
    }),
  };
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

function refuseTooMany(records: number): void {
  if (records <= MOST_RECORDS) return;
  throw new ApiRefusal(
    requestError(
      400,
      'EXCEEDED_ID_LIMIT',
      'record limit reached. cannot submit more than 200 records into this call',
    ),
  );
}
