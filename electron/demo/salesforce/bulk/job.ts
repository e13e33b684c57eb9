import type { ObjectSchema } from '../schema.ts';
import type { Render } from '../soql/projection.ts';
import type { StoredRecord } from '../store.ts';
import { toDatetime } from '../store.ts';
import type { CsvFormat, Upload } from './csv.ts';

export type JobState =
  'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

interface Job {
  readonly id: string;
  readonly createdById: string | null;
  readonly createdAt: Date;
  readonly format: CsvFormat;
  /** As in the address: `67.0`. */
  readonly version: string;
  state: JobState;
  changedAt: Date;
  /** Told once it has failed. */
  errorMessage: string | null;
  /** How often it was asked for since its work began. */
  polls: number;
}

export type IngestOperation = 'insert' | 'update' | 'delete';

/** A row of an upload, and what became of it. */
export interface IngestRow {
  readonly cells: readonly string[];
  fate: 'unprocessed' | 'created' | 'written' | 'failed';
  id: string;
  /** `CODE:message:fields --`. */
  error: string;
}

export interface IngestJob extends Job {
  readonly jobType: 'V2Ingest';
  readonly object: ObjectSchema;
  readonly operation: IngestOperation;
  upload: Upload | null;
  rows: readonly IngestRow[];
  isStalled: boolean;
}

export interface QueryJob extends Job {
  readonly jobType: 'V2Query';
  readonly object: ObjectSchema;
  readonly operation: 'query' | 'queryAll';
  /** As they were when the job was created. */
  readonly rows: readonly StoredRecord[];
  readonly render: Render;
  readonly columns: readonly string[];
}

export type AnyJob = IngestJob | QueryJob;

export function hasEnded(state: JobState): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}

/** Keys and their order as real orgs show them: the answer to a change of state has these alone. */
export function brief(job: AnyJob): Readonly<Record<string, unknown>> {
  return {
    id: job.id,
    operation: job.operation,
    object: job.object.name,
    createdById: job.createdById,
    createdDate: toDatetime(secondsOf(job.createdAt)),
    systemModstamp: toDatetime(secondsOf(job.changedAt)),
    state: job.state,
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.version),
  };
}

export function created(job: AnyJob): Readonly<Record<string, unknown>> {
  return { ...brief(job), ...contentUrl(job), ...formatOf(job) };
}

export function info(job: AnyJob): Readonly<Record<string, unknown>> {
  const { jobType } = job;
  const worked = Math.max(0, job.changedAt.getTime() - job.createdAt.getTime());
  const error = job.state === 'Failed' ? { errorMessage: job.errorMessage } : {};
  if (job.jobType === 'V2Query') {
    const numberRecordsProcessed = job.state === 'JobComplete' ? job.rows.length : 0;
    const work = { numberRecordsProcessed, retries: 0, totalProcessingTime: worked };
    return { ...brief(job), jobType, ...formatOf(job), ...work, ...error };
  }
  const processed = job.rows.filter(({ fate }) => fate !== 'unprocessed');
  const counts = {
    numberRecordsProcessed: processed.length,
    numberRecordsFailed: processed.filter(({ fate }) => fate === 'failed').length,
  };
  return {
    ...brief(job),
    jobType,
    ...contentUrl(job),
    ...formatOf(job),
    ...(job.upload === null ? {} : counts),
    retries: 0,
    totalProcessingTime: worked,
    apiActiveProcessingTime: worked,
    apexProcessingTime: 0,
    ...error,
  };
}

/** As long as something may be uploaded. */
function contentUrl(job: AnyJob): Readonly<Record<string, string>> {
  if (job.jobType !== 'V2Ingest' || job.state !== 'Open') return {};
  return { contentUrl: `services/data/v${job.version}/jobs/ingest/${job.id}/batches` };
}

function formatOf({ format }: AnyJob): CsvFormat {
  return { lineEnding: format.lineEnding, columnDelimiter: format.columnDelimiter };
}

function secondsOf(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
