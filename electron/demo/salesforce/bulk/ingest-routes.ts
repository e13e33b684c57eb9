import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiRefusal, requestError } from '../api-error.ts';
import { objectNamed } from '../objects.ts';
import { ownerId } from '../read-field.ts';
import { csvLine, isDelimiter, isLineEnding, readUpload } from './csv.ts';
import type { IngestJob, IngestOperation, IngestRow } from './job.ts';
import { brief, created, info } from './job.ts';
import type { Jobs } from './jobs.ts';
import { refuseToAbort, wrongState } from './jobs.ts';
import type { Bench } from './work-on-rows.ts';

/** 150 MB once they are base64. */
const MOST_UPLOADED = 100 * 1024 * 1024;
const OBJECTS = new Set(['Lead', 'Contact', 'CampaignMember']);
const OPERATIONS: ReadonlySet<unknown> = new Set<IngestOperation>(['insert', 'update', 'delete']);

interface JobParams {
  readonly version: string;
  readonly id: string;
}

export interface BulkContext extends Bench {
  readonly jobs: Jobs;
  readonly newJobId: () => string;
  /** The job is worked on behind the answers. */
  readonly begin: (job: IngestJob) => void;
}

export function addIngestRoutes(app: FastifyInstance, context: BulkContext): void {
  const { jobs, org } = context;
  const path = '/services/data/v:version/jobs/ingest';

  app.post<{ Params: JobParams; Body: Readonly<Record<string, unknown>> }>(path, (request) => {
    const job = newJob(context, request.params.version, request.body);
    jobs.add(job);
    return created(job);
  });

  app.get<{ Querystring: { jobType?: string } }>(path, (request) => ({
    done: true,
    records: jobs
      .list(request.query.jobType === 'V2Ingest' ? 'V2Ingest' : null)
      .map((job) => ({ ...brief(jobs.told(job)), jobType: job.jobType })),
    nextRecordsUrl: null,
  }));

  app.get<{ Params: JobParams }>(`${path}/:id`, (request) => {
    const job = jobs.find('V2Ingest', request.params.id);
    if (job.state !== 'Open') job.polls += 1;
    return info(jobs.told(job));
  });

  app.put<{ Params: JobParams; Body: string }>(
    `${path}/:id/batches`,
    { bodyLimit: 2 * MOST_UPLOADED },
    (request, reply) => {
      upload(jobs.find('V2Ingest', request.params.id), request.body);
      return reply.code(201).send();
    },
  );

  app.patch<{ Params: JobParams; Body: { state?: unknown } }>(`${path}/:id`, (request) => {
    const job = jobs.find('V2Ingest', request.params.id);
    switch (request.body.state) {
      case 'UploadComplete':
        if (job.state !== 'Open') {
          throw new ApiRefusal(wrongState(`Closing a job in state ${job.state}`));
        }
        job.state = 'UploadComplete';
        context.begin(job);
        break;
      case 'Aborted':
        refuseToAbort(jobs.told(job).state);
        job.state = 'Aborted';
        break;
      default:
        throw new ApiRefusal(
          requestError(400, 'INVALIDJOBSTATE', 'The state is UploadComplete or Aborted'),
        );
    }
    job.changedAt = org.clock();
    return brief(job);
  });

  app.delete<{ Params: JobParams }>(`${path}/:id`, (request, reply) => {
    jobs.remove(jobs.find('V2Ingest', request.params.id));
    return reply.code(204).send();
  });

  const results = (
    name: string,
    fates: readonly IngestRow['fate'][],
    head: readonly string[],
    cellsOf: (row: IngestRow) => readonly string[],
  ): void => {
    app.get<{ Params: JobParams }>(`${path}/:id/${name}/`, (request, reply) => {
      const job = jobs.find('V2Ingest', request.params.id);
      return sendResults(context, job, reply, { fates, head, cellsOf });
    });
  };
  results('successfulResults', ['created', 'written'], ['sf__Id', 'sf__Created'], (row) => [
    row.id,
    String(row.fate === 'created'),
  ]);
  results('failedResults', ['failed'], ['sf__Id', 'sf__Error'], (row) => ['', row.error]);
  results('unprocessedrecords', ['unprocessed'], [], () => []);
}

function newJob(
  context: BulkContext,
  version: string,
  body: Readonly<Record<string, unknown>>,
): IngestJob {
  const { org, jobFaults } = context;
  const { object, operation, columnDelimiter = 'COMMA', lineEnding = 'LF' } = body;
  const schema = typeof object === 'string' && OBJECTS.has(object) ? objectNamed(object) : null;
  const isKnown = OPERATIONS.has(operation) && (body['contentType'] ?? 'CSV') === 'CSV';
  if (schema === null || !isKnown || !isDelimiter(columnDelimiter) || !isLineEnding(lineEnding)) {
    const what = `The demo org takes no such job: ${JSON.stringify(body)}`;
    throw new ApiRefusal({ ...requestError(400, 'INVALIDJOB', what), isCodeFirst: true });
  }
  if (jobFaults.settings().isQuotaUsedUp) {
    const what = 'ApiBatchItems Limit exceeded.';
    throw new ApiRefusal({ ...requestError(400, 'EXCEEDEDQUOTA', what), isCodeFirst: true });
  }
  const now = org.clock();
  return {
    jobType: 'V2Ingest',
    id: context.newJobId(),
    createdById: ownerId(org.store),
    createdAt: now,
    changedAt: now,
    format: { columnDelimiter, lineEnding },
    version,
    object: schema,
    operation: operation as IngestOperation,
    state: 'Open',
    errorMessage: null,
    polls: 0,
    upload: null,
    rows: [],
    isStalled: false,
  };
}

/** Once, and while the job is open; what is wrong with the rows is told by the job later. */
function upload(job: IngestJob, text: string): void {
  if (job.state !== 'Open') {
    throw new ApiRefusal(wrongState(`Uploading to a job in state ${job.state}`));
  }
  if (job.upload !== null || job.errorMessage !== null) {
    const what = `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`;
    throw new ApiRefusal({ ...requestError(400, 'CLIENTINPUTERROR', what), isCodeFirst: true });
  }
  if (Buffer.byteLength(text) > MOST_UPLOADED) {
    throw new ApiRefusal(
      requestError(413, 'EXCEEDED_MAX_SIZE_REQUEST', 'The upload is larger than 100 MB'),
    );
  }
  const read = readUpload(text, job.format);
  if (read === null) {
    job.errorMessage = `ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is ${job.format.lineEnding}`;
    return;
  }
  job.upload = read;
  job.rows = read.rows.map((cells) => ({ cells, fate: 'unprocessed', id: '', error: '' }));
}

interface ResultFile {
  readonly fates: readonly IngestRow['fate'][];
  readonly head: readonly string[];
  readonly cellsOf: (row: IngestRow) => readonly string[];
}

/** The `sf__` columns are quoted; the header that was uploaded is echoed as it was sent. */
async function sendResults(
  { jobs, jobFaults }: BulkContext,
  job: IngestJob,
  reply: FastifyReply,
  { fates, head, cellsOf }: ResultFile,
): Promise<FastifyReply> {
  const { format } = job;
  const told = jobs.told(job).state;
  if (told !== 'JobComplete' && told !== 'Failed' && told !== 'Aborted') {
    throw new ApiRefusal(wrongState(`Reading results of a job in state ${told}`));
  }
  const quotes = jobFaults.settings().unquoted ? 'where-needed' : 'always';
  const added = head.map((name) => `"${name}",`).join('');
  const lines = [`${added}${job.upload?.headerLine ?? ''}${csvLine([], format, quotes)}`];
  for (const row of shuffled(job)) {
    if (!fates.includes(row.fate)) continue;
    if (fates.includes('created') && jobFaults.take('dropResults')) continue;
    lines.push(csvLine([...cellsOf(row), ...row.cells], format, quotes));
  }
  return reply.type('text/csv').send(lines.join(''));
}

/** Never in the order of the upload, and the same again for each file of a job. */
function shuffled(job: IngestJob): readonly IngestRow[] {
  const rows = [...job.rows];
  let state = Number.parseInt(job.id.slice(-6, -3), 36);
  for (let last = rows.length - 1; last > 0; last -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (last + 1);
    const row = rows[last];
    const otherRow = rows[other];
    if (row === undefined || otherRow === undefined) continue;
    rows[last] = otherRow;
    rows[other] = row;
  }
  return rows;
}
