import type { FastifyInstance } from 'fastify';
import { ApiRefusal, NO_SUCH_REFERENCE, NOT_FOUND, recordError } from './api-error.ts';
import { checkNames } from './check-fields.ts';
import type { Fields } from './check-fields.ts';
import { createAll, deleteAll, updateAll, writeOne } from './collections.ts';
import type { WriteContext } from './collections.ts';
import { describeBriefly, describeGlobal, describeObject } from './describe.ts';
import { isHidden } from './faults.ts';
import type { WriteOptions } from './org-rules.ts';
import { objectNamed } from './objects.ts';
import { readerOf } from './read-field.ts';
import { toRecordId } from './record-id.ts';
import type { ObjectSchema } from './schema.ts';
import { DRIFT_FIELDS } from './soql/projection.ts';
import { createRecord, deleteRecord, updateRecord } from './write-record.ts';

interface ObjectParams {
  readonly version: string;
  readonly object: string;
}

interface RecordParams extends ObjectParams {
  readonly id: string;
}

export function addRecordRoutes(app: FastifyInstance, context: WriteContext): void {
  const { org } = context;
  const data = '/services/data/v:version';

  app.get<{ Params: { version: string } }>(`${data}/sobjects`, (request) =>
    describeGlobal(request.params.version),
  );
  app.get<{ Params: ObjectParams }>(`${data}/sobjects/:object`, (request) => ({
    objectDescribe: describeBriefly(schemaOf(request.params.object), request.params.version),
    recentItems: [],
  }));
  app.get<{ Params: ObjectParams }>(`${data}/sobjects/:object/describe`, (request) =>
    describeObject(schemaOf(request.params.object), request.params.version, org.faults.settings()),
  );

  app.get<{ Params: RecordParams; Querystring: { fields?: string } }>(
    `${data}/sobjects/:object/:id`,
    (request) => {
      const { version, object, id } = request.params;
      const names = request.query.fields?.split(',').map((name) => name.trim().toLowerCase());
      return readRecord(context, schemaOf(object), version, id, names ?? null);
    },
  );
  app.post<{ Params: ObjectParams; Body: Fields }>(`${data}/sobjects/:object`, (request, reply) => {
    const { version, object } = request.params;
    const schema = schemaOf(object);
    checkNames(schema, request.body, org.faults.settings());
    const id = writeOne(context, (transaction) =>
      createRecord(org, transaction, schema, request.body, optionsOf(request)),
    );
    reply.code(201).header('Location', `/services/data/v${version}/sobjects/${schema.name}/${id}`);
    return { id, success: true, errors: [] };
  });
  app.patch<{ Params: RecordParams; Body: Fields }>(
    `${data}/sobjects/:object/:id`,
    (request, reply) => {
      const schema = schemaOf(request.params.object);
      if ('Id' in request.body || 'id' in request.body) {
        throw new ApiRefusal(
          recordError('INVALID_FIELD', 'The Id field should not be specified in the sobject data.'),
        );
      }
      checkNames(schema, request.body, org.faults.settings());
      const id = idOf(schema, request.params.id);
      writeOne(context, (transaction) => {
        updateRecord(org, transaction, schema, id, request.body);
      });
      return reply.code(204).send();
    },
  );
  app.delete<{ Params: RecordParams }>(`${data}/sobjects/:object/:id`, (request, reply) => {
    const schema = schemaOf(request.params.object);
    const id = idOf(schema, request.params.id);
    writeOne(context, (transaction) => {
      deleteRecord(org, transaction, schema, id);
    });
    return reply.code(204).send();
  });

  app.post<{ Params: { version: string } }>(`${data}/composite/sobjects`, (request) =>
    createAll(context, request.body, optionsOf(request)),
  );
  app.patch(`${data}/composite/sobjects`, (request) => updateAll(context, request.body));
  app.delete<{ Querystring: { ids?: string; allOrNone?: string } }>(
    `${data}/composite/sobjects`,
    (request) => deleteAll(context, request.query.ids ?? '', request.query.allOrNone === 'true'),
  );
  app.post<{ Params: ObjectParams; Body: { ids?: string[]; fields?: string[] } }>(
    `${data}/composite/sobjects/:object`,
    (request) => {
      const { version, object } = request.params;
      const { ids = [], fields = [] } = request.body;
      const names = fields.map((name) => name.toLowerCase());
      return ids.map((id) => {
        const schema = schemaOf(object);
        const known = toRecordId(id);
        if (known === null || org.store.get(schema.name, known) === null) return null;
        return readRecord(context, schema, version, known, names);
      });
    },
  );
}

function optionsOf(request: {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly params: { readonly version: string };
}): WriteOptions {
  const asked = String(request.headers['sforce-duplicate-rule-header']);
  const allowDuplicates = /(?:^|;)\s*allowSave=true\b/i.test(asked);
  return { allowDuplicates, version: request.params.version };
}

function schemaOf(name: string): ObjectSchema {
  const schema = objectNamed(name);
  if (schema === null) throw new ApiRefusal(NOT_FOUND);
  return schema;
}

function idOf(schema: ObjectSchema, text: string): string {
  const id = toRecordId(text);
  if (id === null) {
    throw new ApiRefusal(
      recordError('MALFORMED_ID', `Record ID: id value of incorrect type: ${text}`, ['Id']),
    );
  }
  if (!id.startsWith(schema.keyPrefix)) throw new ApiRefusal(NO_SUCH_REFERENCE);
  return id;
}

function readRecord(
  context: WriteContext,
  schema: ObjectSchema,
  version: string,
  idText: string,
  names: readonly string[] | null,
): unknown {
  const { store, faults } = context.org;
  const settings = faults.settings();
  const id = toRecordId(idText);
  const record = id === null ? null : store.get(schema.name, id);
  if (record === null) throw new ApiRefusal(NOT_FOUND);
  const row: Record<string, unknown> = {
    attributes: {
      type: schema.name,
      url: `/services/data/v${version}/sobjects/${schema.name}/${record.Id}`,
    },
  };
  for (const field of schema.fields) {
    if (isHidden(settings, schema.name, field.name)) continue;
    if (names !== null && field.name !== 'Id' && !names.includes(field.name.toLowerCase()))
      continue;
    row[field.name] = readerOf(store, schema, field)(record);
  }
  const isMember = schema.name === 'CampaignMember';
  if (isMember && settings.dropStatus && 'Status' in row) row['Status'] = null;
  return isMember && settings.unknownFields ? { ...row, ...DRIFT_FIELDS } : row;
}
