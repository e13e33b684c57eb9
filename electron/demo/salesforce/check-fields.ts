/** What Salesforce refuses in the fields of a write before it looks at any rule of the object. */
import { ApiRefusal, NO_SUCH_REFERENCE, recordError, requestError } from './api-error.ts';
import { isHidden, isReadOnly } from './faults.ts';
import type { SalesforceFaults, SalesforceFaultSettings } from './faults.ts';
import { objectNamed } from './objects.ts';
import { toRecordId } from './record-id.ts';
import { fieldOf, isRequiredOnCreate } from './schema.ts';
import type { FieldSchema, ObjectSchema } from './schema.ts';
import { toDatetime } from './store.ts';
import type { Store } from './store.ts';

export type Fields = Readonly<Record<string, unknown>>;

const NOT_FIELDS = new Set(['attributes', 'id', 'type']);

/** Refuses the whole request, as its JSON can't be read into the object. */
export function checkNames(
  schema: ObjectSchema,
  fields: Fields,
  faults: SalesforceFaultSettings,
): void {
  for (const name of Object.keys(fields)) {
    if (NOT_FIELDS.has(name.toLowerCase())) continue;
    const field = fieldOf(schema, name);
    if (field === null || isHidden(faults, schema.name, field.name)) {
      throw new ApiRefusal(
        requestError(
          400,
          'INVALID_FIELD',
          `No such column '${name}' on sobject of type ${schema.name}`,
        ),
      );
    }
  }
}

/** The fields under their true names, with values as they will be stored. */
export function checkFields(
  { store, faults }: { readonly store: Store; readonly faults: SalesforceFaults },
  schema: ObjectSchema,
  fields: Fields,
  way: 'create' | 'update',
): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  const forbidden: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (NOT_FIELDS.has(name.toLowerCase())) continue;
    const field = fieldOf(schema, name);
    if (field === null) continue;
    const isWritable =
      (way === 'create' ? field.isCreateable : field.isUpdateable) &&
      !isReadOnly(faults.settings(), schema.name, field.name);
    if (!isWritable) forbidden.push(field.name);
    else clean[field.name] = checkValue(store, field, value);
  }
  if (forbidden.length > 0) {
    throw new ApiRefusal(
      recordError(
        'INVALID_FIELD_FOR_INSERT_UPDATE',
        `Unable to create/update fields: ${forbidden.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
        forbidden,
      ),
    );
  }
  const missing = schema.fields
    .filter((field) => (way === 'create' ? isRequiredOnCreate(field) : isRequiredText(field)))
    .filter((field) => field.type !== 'boolean')
    .filter((field) =>
      way === 'create' ? (clean[field.name] ?? null) === null : clean[field.name] === null,
    )
    .map((field) => field.name);
  if (missing.length > 0) {
    throw new ApiRefusal(
      recordError(
        'REQUIRED_FIELD_MISSING',
        `Required fields are missing: [${missing.join(', ')}]`,
        missing,
      ),
    );
  }
  return clean;
}

/** A value as text; JSON's numbers and booleans are taken as written. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRequiredText(field: FieldSchema): boolean {
  return field.isUpdateable && !field.isNillable;
}

function checkValue(store: Store, field: FieldSchema, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  switch (field.type) {
    case 'boolean':
      return value === true || value === 'true';
    case 'int':
    case 'double':
    case 'currency':
    case 'percent':
      return Number(value);
    case 'datetime':
      return toDatetime(textOf(value));
    case 'date':
      return textOf(value).slice(0, 10);
    case 'reference':
      return checkReference(store, field, textOf(value));
    default:
      return checkText(field, textOf(value).trim());
  }
}

function checkText(field: FieldSchema, text: string): string | null {
  if (text === '') return null;
  if (field.type === 'email' && !/^[^\s@"<>(),;:]+@[^\s@"<>(),;:]+\.[^\s@"<>(),;:.]+$/.test(text)) {
    throw new ApiRefusal(
      recordError('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, [
        field.name,
      ]),
    );
  }
  if (field.length > 0 && Array.from(text).length > field.length) {
    throw new ApiRefusal(
      recordError(
        'STRING_TOO_LONG',
        `${field.label}: data value too large: ${text} (max length=${field.length})`,
        [field.name],
      ),
    );
  }
  return text;
}

function checkReference(store: Store, field: FieldSchema, text: string): string {
  const id = toRecordId(text);
  const targets = field.referenceTo.map(objectNamed).filter((schema) => schema !== null);
  const target = targets.find((schema) => id?.startsWith(schema.keyPrefix) ?? false);
  if (id === null || (targets.length > 0 && target === undefined)) {
    throw new ApiRefusal(
      recordError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${text}`, [
        field.name,
      ]),
    );
  }
  if (target !== undefined && store.get(target.name, id) === null) {
    throw new ApiRefusal(
      store.wasDeleted(id)
        ? recordError('ENTITY_IS_DELETED', 'entity is deleted')
        : { ...NO_SUCH_REFERENCE, status: 400, fields: [], isCodeFirst: false },
    );
  }
  return id;
}
