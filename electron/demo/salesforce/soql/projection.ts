import type { FieldType } from '@jetstreamapp/soql-parser-js';
import { lookUp } from '../read-field.ts';
import type { Reader } from '../read-field.ts';
import type { ObjectSchema } from '../schema.ts';
import type { StoredRecord } from '../store.ts';
import { resolvePath, resolveRelationship } from './field-path.ts';
import type { QueryContext } from './field-path.ts';
import { refuseQuery } from './soql-error.ts';

export type Render = (record: StoredRecord) => Record<string, unknown>;

type Entry = readonly [name: string, render: (record: StoredRecord) => unknown];

/** Fields of schema drift, as a member carries them when the fault `unknownFields` is on. */
export const DRIFT_FIELDS = { Attendee_Score__c: 42.5, BadgeDetails: { color: 'teal' } };

export function compileProjection(
  context: QueryContext,
  schema: ObjectSchema,
  fields: readonly FieldType[],
): Render {
  const render = renderPaths(context, schema, fields.map(pathOf));
  if (schema.name !== 'CampaignMember' || !context.faults.unknownFields) return render;
  return (record) => ({ ...render(record), ...DRIFT_FIELDS });
}

function pathOf(field: FieldType): readonly string[] {
  switch (field.type) {
    case 'Field':
      return [field.field];
    case 'FieldRelationship':
      return [...field.relationships, field.field];
    default:
      return refuseQuery('The demo org selects plain fields only.');
  }
}

/** Fields keep their order; those behind one relationship are gathered where it is first named. */
function renderPaths(
  context: QueryContext,
  schema: ObjectSchema,
  paths: readonly (readonly string[])[],
): Render {
  const seen = new Set<string>();
  const entries: Entry[] = [];
  for (const path of paths) {
    const [head = '', ...rest] = path;
    const key = head.toLowerCase();
    if (rest.length === 0) {
      const { field, read } = resolvePath(context, schema, path);
      entries.push([field.name, isDropped(context, schema, field.name) ? () => null : read]);
    } else if (!seen.has(key)) {
      seen.add(key);
      const inner = paths
        .filter((each) => each.length > 1 && each[0]?.toLowerCase() === key)
        .map((each) => each.slice(1));
      entries.push(relationshipEntry(context, schema, head, path, inner));
    }
  }
  const urlStart = `/services/data/v${context.version}/sobjects/${schema.name}/`;
  return (record) => {
    const row: Record<string, unknown> = {
      attributes: { type: schema.name, url: urlStart + record.Id },
    };
    for (const [name, render] of entries) row[name] = render(record);
    return row;
  };
}

function relationshipEntry(
  context: QueryContext,
  schema: ObjectSchema,
  name: string,
  path: readonly string[],
  inner: readonly (readonly string[])[],
): Entry {
  const relationship = resolveRelationship(context, schema, name, path);
  const readId: Reader = relationship.readId;
  const render = renderPaths(context, relationship.target, inner);
  return [
    relationship.name,
    (record) => {
      const parent = lookUp(context.store, relationship.target.name, readId(record));
      return parent === null ? null : render(parent);
    },
  ];
}

function isDropped(context: QueryContext, schema: ObjectSchema, field: string): boolean {
  return context.faults.dropStatus && schema.name === 'CampaignMember' && field === 'Status';
}
