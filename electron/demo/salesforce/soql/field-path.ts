import { isHidden } from '../faults.ts';
import type { SalesforceFaultSettings } from '../faults.ts';
import { lookUp, readerOf, relationshipOf } from '../read-field.ts';
import type { Reader } from '../read-field.ts';
import { fieldOf } from '../schema.ts';
import type { FieldSchema, ObjectSchema } from '../schema.ts';
import type { Store } from '../store.ts';
import { refuseAt } from './soql-error.ts';

/** What a query is read against. */
export interface QueryContext {
  readonly store: Store;
  readonly faults: SalesforceFaultSettings;
  /** As in the address: `67.0`. */
  readonly version: string;
  readonly soql: string;
  /** What is in the recycle bin, too: queryAll. */
  readonly isAll?: boolean;
}

export interface FieldPath {
  readonly field: FieldSchema;
  readonly read: Reader;
  /** True where the path is a field of the queried object itself. */
  readonly isOwn: boolean;
}

/** Resolves `Email` or `Contact.Account.Name`; refuses what the org does not know, as the API does. */
export function resolvePath(
  context: QueryContext,
  schema: ObjectSchema,
  path: readonly string[],
): FieldPath {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    const field = fieldOf(schema, head);
    if (field === null || isHidden(context.faults, schema.name, field.name)) {
      return refuseField(context, schema, head);
    }
    return { field, read: readerOf(context.store, schema, field), isOwn: true };
  }
  const relationship = resolveRelationship(context, schema, head, path);
  const inner = resolvePath(context, relationship.target, rest);
  return {
    field: inner.field,
    isOwn: false,
    read: (record) => {
      const id = relationship.readId(record);
      const parent = lookUp(context.store, relationship.target.name, id);
      return parent === null ? null : inner.read(parent);
    },
  };
}

export function resolveRelationship(
  context: QueryContext,
  schema: ObjectSchema,
  name: string,
  path: readonly string[],
): { readonly name: string; readonly target: ObjectSchema; readonly readId: Reader } {
  const relationship = relationshipOf(schema, name);
  if (relationship === null) {
    return refuseAt(
      context.soql,
      'INVALID_FIELD',
      path.join('.'),
      `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  return {
    name: relationship.name,
    target: relationship.target,
    readId: readerOf(context.store, schema, relationship.idField),
  };
}

function refuseField(context: QueryContext, schema: ObjectSchema, name: string): never {
  return refuseAt(
    context.soql,
    'INVALID_FIELD',
    name,
    `No such column '${name}' on entity '${schema.name}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`,
  );
}
