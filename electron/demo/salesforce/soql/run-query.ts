import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { OrderByClause, Query } from '@jetstreamapp/soql-parser-js';
import { objectNamed } from '../objects.ts';
import type { ObjectSchema } from '../schema.ts';
import type { Store, StoredRecord } from '../store.ts';
import { binOf } from '../store.ts';
import { resolvePath } from './field-path.ts';
import type { QueryContext } from './field-path.ts';
import { compileProjection } from './projection.ts';
import type { Render } from './projection.ts';
import { refuseAt, refuseQuery } from './soql-error.ts';
import { compileWhere, EVERYTHING } from './where.ts';
import type { Must } from './where.ts';

export type QueryResult =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'rows'; readonly rows: readonly StoredRecord[]; readonly render: Render };

export function runQuery(context: QueryContext): QueryResult {
  const query = parse(context.soql);
  const object = query.sObject ?? '';
  const schema = objectNamed(object);
  if (schema === null) {
    return refuseAt(
      context.soql,
      'INVALID_TYPE',
      object,
      `sObject type '${object}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`,
    );
  }
  if (query.groupBy !== undefined) refuseQuery('The demo org answers no GROUP BY.');
  const fields = query.fields ?? [];
  const isCount = isPlainCount(query);
  const render = isCount ? () => ({}) : compileProjection(context, schema, fields);
  const where = query.where === undefined ? EVERYTHING : compileWhere(context, schema, query.where);
  const { records, isInIdOrder } = candidates(context.store, schema, where.musts);
  const order = compileOrder(context, schema, query.orderBy);
  const compare = order === BY_ID && isInIdOrder ? null : order;
  const { offset = 0, limit = Number.POSITIVE_INFINITY } = query;
  const enough = compare === null ? offset + limit : Number.POSITIVE_INFINITY;
  const rows: StoredRecord[] = [];
  const deleted = context.isAll === true ? context.store.all(binOf(schema.name)) : [];
  for (const record of chained(records, deleted)) {
    if (rows.length >= enough) break;
    if (where.matches(record)) rows.push(record);
  }
  if (compare !== null) rows.sort(compare);
  const wanted = offset === 0 && rows.length <= limit ? rows : rows.slice(offset, offset + limit);
  return isCount ? { kind: 'count', count: wanted.length } : { kind: 'rows', rows: wanted, render };
}

function parse(soql: string): Query {
  try {
    return parseQuery(soql);
  } catch (error) {
    const [, token = ''] = /found(?: -->|:) '(.*?)'/.exec((error as Error).message) ?? [];
    return refuseQuery(`unexpected token: ${token === '' ? "'<EOF>'" : token}`);
  }
}

function isPlainCount(query: Query): boolean {
  const [field, ...others] = query.fields ?? [];
  return (
    others.length === 0 &&
    field?.type === 'FieldFunctionExpression' &&
    field.functionName.toUpperCase() === 'COUNT' &&
    field.parameters.length === 0
  );
}

type Compare = (a: StoredRecord, b: StoredRecord) => number;

const BY_ID: Compare = (a, b) => (a.Id < b.Id ? -1 : a.Id > b.Id ? 1 : 0);

function compileOrder(
  context: QueryContext,
  schema: ObjectSchema,
  orderBy: Query['orderBy'],
): Compare | null {
  if (orderBy === undefined) return null;
  const clauses: readonly OrderByClause[] = Array.isArray(orderBy) ? orderBy : [orderBy];
  const keys = clauses.map((clause) => {
    if (!('field' in clause)) return refuseQuery('The demo org orders by plain fields only.');
    const path = resolvePath(context, schema, clause.field.split('.'));
    const sign = clause.order === 'DESC' ? -1 : 1;
    const nulls = clause.nulls === 'LAST' ? 1 : -1;
    const isCaseless = path.field.type !== 'id' && path.field.type !== 'reference';
    return { path, sign, nulls, isCaseless };
  });
  const [first] = keys;
  if (keys.length === 1 && first?.path.field.name === 'Id' && first.sign === 1) return BY_ID;
  return (a, b) => {
    for (const { path, sign, nulls, isCaseless } of keys) {
      const left = sortable(path.read(a), isCaseless);
      const right = sortable(path.read(b), isCaseless);
      if (left === right) continue;
      if (left === null) return nulls;
      if (right === null) return -nulls;
      return left < right ? -sign : sign;
    }
    return 0;
  };
}

function sortable(value: unknown, isCaseless: boolean): string | number | boolean | null {
  if (typeof value === 'string') return isCaseless ? value.toLowerCase() : value;
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** The rows worth looking at: through an index where a condition allows, else the whole table. */
function candidates(
  store: Store,
  schema: ObjectSchema,
  musts: readonly Must[],
): { readonly records: Iterable<StoredRecord>; readonly isInIdOrder: boolean } {
  const campaignId = schema.name === 'CampaignMember' ? onlyCampaign(musts) : null;
  if (campaignId !== null) {
    const ids = idsAfter(store.memberIdsOf(campaignId), musts);
    return { records: recordsOf(store, schema, ids), isInIdOrder: true };
  }
  const ids = candidateIds(store, schema, musts);
  const records = ids === null ? store.all(schema.name) : recordsOf(store, schema, ids);
  return { records, isInIdOrder: false };
}

function* chained<T>(first: Iterable<T>, second: Iterable<T>): Generator<T, void, void> {
  yield* first;
  yield* second;
}

function* recordsOf(
  store: Store,
  schema: ObjectSchema,
  ids: Iterable<string>,
): Generator<StoredRecord, void, void> {
  for (const id of ids) {
    const record = store.get(schema.name, id);
    if (record !== null) yield record;
  }
}

function textsOf(musts: readonly Must[], field: string): readonly string[] | null {
  const must = musts.find(
    (each) => each.field === field && (each.operator === '=' || each.operator === 'IN'),
  );
  if (must === undefined) return null;
  // Indexes hold no rows without a value.
  const texts = must.values.filter((value) => typeof value === 'string');
  return texts.length === must.values.length ? texts : null;
}

/** The campaign, where its list of members is the best way in. */
function onlyCampaign(musts: readonly Must[]): string | null {
  const hasBetterWay = ['Id', 'LeadId', 'ContactId'].some(
    (field) => textsOf(musts, field) !== null,
  );
  const campaigns = textsOf(musts, 'CampaignId') ?? [];
  return hasBetterWay || campaigns.length !== 1 ? null : (campaigns[0] ?? null);
}

function candidateIds(
  store: Store,
  schema: ObjectSchema,
  musts: readonly Must[],
): Iterable<string> | null {
  const gather = (
    field: string,
    idsOf: (value: string) => readonly string[],
  ): Set<string> | null => {
    const values = textsOf(musts, field);
    return values === null ? null : new Set(values.flatMap(idsOf));
  };
  const ids = textsOf(musts, 'Id');
  if (ids !== null) return new Set(ids);
  switch (schema.name) {
    case 'CampaignMember':
      return (
        gather('ContactId', store.memberIdsOfPerson) ??
        gather('LeadId', store.memberIdsOfPerson) ??
        gather('CampaignId', store.memberIdsOf)
      );
    case 'CampaignMemberStatus':
      return gather('CampaignId', (id) => store.statusesOf(id).map((status) => status.Id));
    case 'Lead':
    case 'Contact':
      return gather('Email', (email) => store.idsWithEmail(schema.name, email));
    default:
      return null;
  }
}

/** The part of a sorted list that a keyset condition `Id > x` leaves. */
function* idsAfter(
  sorted: readonly string[],
  musts: readonly Must[],
): Generator<string, void, void> {
  const bound = musts.find((must) => must.field === 'Id' && must.operator.startsWith('>'));
  const [from = null] = bound?.values ?? [];
  let low = 0;
  if (typeof from === 'string') {
    for (let high = sorted.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? '') < from) low = middle + 1;
      else high = middle;
    }
  }
  for (let index = low; index < sorted.length; index += 1) yield sorted[index] ?? '';
}
