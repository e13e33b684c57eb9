import { Readable } from 'node:stream';
import { parseQuery } from '@jetstreamapp/soql-parser-js';
import type { FastifyInstance } from 'fastify';
import { ApiRefusal, requestError } from '../api-error.ts';
import { objectNamed } from '../objects.ts';
import { ownerId } from '../read-field.ts';
import { runQuery } from '../soql/run-query.ts';
import { csvLine, isDelimiter, isLineEnding } from './csv.ts';
import type { BulkContext } from './ingest-routes.ts';
import type { QueryJob } from './job.ts';
import { brief, created, info } from './job.ts';
import { refuseToAbort, wrongState } from './jobs.ts';

/** What a set of results holds where nobody says how many records. */
const USUAL_SET = 50_000;
/** Lines joined into one piece of the body. */
const LINES_AT_ONCE = 1_000;

interface JobParams {
  readonly version: string;
  readonly id: string;
}

export function addQueryJobRoutes(app: FastifyInstance, context: BulkContext): void {
  const { jobs, org } = context;
  const path = '/services/data/v:version/jobs/query';

  app.post<{ Params: JobParams; Body: Readonly<Record<string, unknown>> }>(path, (request) => {
    const job = newJob(context, request.params.version, request.body);
    jobs.add(job);
    const answer = created(job);
    job.state = 'JobComplete';
    return answer;
  });

  app.get(path, () => ({
    done: true,
    records: jobs
      .list('V2Query')
      .map((job) => ({ ...brief(jobs.told(job)), jobType: job.jobType })),
    nextRecordsUrl: null,
  }));

  app.get<{ Params: JobParams }>(`${path}/:id`, (request) => {
    const job = jobs.find('V2Query', request.params.id);
    job.polls += 1;
    return info(jobs.told(job));
  });

  app.patch<{ Params: JobParams; Body: { state?: unknown } }>(`${path}/:id`, (request) => {
    const job = jobs.find('V2Query', request.params.id);
    refuseToAbort(jobs.told(job).state);
    job.state = 'Aborted';
    job.changedAt = org.clock();
    return brief(job);
  });

  app.delete<{ Params: JobParams }>(`${path}/:id`, (request, reply) => {
    const job = jobs.find('V2Query', request.params.id);
    jobs.remove(jobs.told(job));
    return reply.code(204).send();
  });

  app.get<{ Params: JobParams; Querystring: { locator?: string; maxRecords?: string } }>(
    `${path}/:id/results`,
    (request, reply) => {
      const job = jobs.find('V2Query', request.params.id);
      if (request.params.version !== job.version) {
        const what = 'The results are read with the API version the job was created with';
        throw new ApiRefusal(requestError(409, 'API_VERSION_MISMATCH', what));
      }
      const { state } = jobs.told(job);
      if (state !== 'JobComplete') {
        throw new ApiRefusal(wrongState(`Reading results of a job in state ${state}`));
      }
      const from = offsetOf(job, request.query.locator);
      const end = Math.min(job.rows.length, from + setSizeOf(request.query.maxRecords));
      return reply
        .type('text/csv')
        .header('Sforce-NumberOfRecords', String(end - from))
        .header('Sforce-Locator', end < job.rows.length ? locatorOf(end) : 'null')
        .send(Readable.from(linesOf(job, from, end), { objectMode: false }));
    },
  );
}

function newJob(
  { org, newJobId, jobFaults }: BulkContext,
  version: string,
  body: Readonly<Record<string, unknown>>,
): QueryJob {
  const { operation, query: soql, columnDelimiter = 'COMMA', lineEnding = 'LF' } = body;
  const isQuery = operation === 'query' || operation === 'queryAll';
  const isText = typeof soql === 'string';
  if (!isQuery || !isText || !isDelimiter(columnDelimiter) || !isLineEnding(lineEnding)) {
    const what = 'A query job has an operation and a query';
    throw new ApiRefusal({ ...requestError(400, 'INVALIDJOB', what), isCodeFirst: true });
  }
  if (jobFaults.settings().isQuotaUsedUp) {
    const what = 'ApiBatchItems Limit exceeded.';
    throw new ApiRefusal({ ...requestError(400, 'EXCEEDEDQUOTA', what), isCodeFirst: true });
  }
  const result = runQuery({ store: org.store, faults: org.faults.settings(), version, soql });
  const { fields = [], sObject = '', offset } = parseQuery(soql);
  const object = objectNamed(sObject);
  if (result.kind !== 'rows' || offset !== undefined || object === null) {
    throw new ApiRefusal(
      requestError(400, 'API_ERROR', 'A query job takes no aggregates and no OFFSET'),
    );
  }
  const now = org.clock();
  return {
    jobType: 'V2Query',
    id: newJobId(),
    createdById: ownerId(org.store),
    createdAt: now,
    changedAt: now,
    format: { columnDelimiter, lineEnding },
    version,
    object,
    operation,
    state: 'UploadComplete',
    errorMessage: null,
    polls: 0,
    rows: result.rows,
    render: result.render,
    columns: fields.map((field) => {
      if (field.type === 'Field') return field.field;
      return field.type === 'FieldRelationship'
        ? [...field.relationships, field.field].join('.')
        : '';
    }),
  };
}

/** Header and values are quoted, all of them. */
function* linesOf(job: QueryJob, from: number, end: number): Generator<string, void, void> {
  const { format, columns, render } = job;
  const paths = columns.map((column) => column.split('.'));
  yield csvLine(columns, format, 'always');
  for (let start = from; start < end; start += LINES_AT_ONCE) {
    const rows = job.rows.slice(start, Math.min(end, start + LINES_AT_ONCE));
    yield rows
      .map((row) => {
        const record = render(row);
        return csvLine(
          paths.map((path) => cellAt(record, path)),
          format,
          'always',
        );
      })
      .join('');
  }
}

/** Datetimes end in `Z` here, and not in `+0000` as they do in JSON. */
function cellAt(record: Readonly<Record<string, unknown>>, path: readonly string[]): string {
  let value: unknown = record;
  for (const name of path) value = valueNamed(value, name);
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+\+0000$/.test(text) ? text.replace('+0000', 'Z') : text;
}

function valueNamed(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as Readonly<Record<string, unknown>>;
  if (name in record) return record[name];
  const wanted = name.toLowerCase();
  return record[Object.keys(record).find((key) => key.toLowerCase() === wanted) ?? ''];
}

/** `MTAwMDA`: the number of records before the set, in base64 without its padding. */
function locatorOf(offset: number): string {
  return Buffer.from(String(offset)).toString('base64').replace(/=+$/, '');
}

function offsetOf(job: QueryJob, locator: string | undefined): number {
  if (locator === undefined) return 0;
  const offset = Number(Buffer.from(locator, 'base64').toString());
  if (Number.isInteger(offset) && offset > 0 && offset < job.rows.length) return offset;
  throw new ApiRefusal(requestError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator'));
}

function setSizeOf(maxRecords: string | undefined): number {
  const wish = Number(maxRecords ?? USUAL_SET);
  if (Number.isInteger(wish) && wish > 0) return wish;
  throw new ApiRefusal(requestError(400, 'API_ERROR', 'maxRecords is a whole number above 0'));
}
