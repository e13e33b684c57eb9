/**
 * A job's work: chunks of 200 rows, each a transaction of its own in which a refused row fails alone.
 * Between two chunks others get their turn, and somebody may have aborted the job.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ApiRefusal, recordError } from '../api-error.ts';
import type { ApiError } from '../api-error.ts';
import type { Fields } from '../check-fields.ts';
import type { WriteContext } from '../collections.ts';
import { isHidden } from '../faults.ts';
import { lockedParents, refuseLocked } from '../org-rules.ts';
import { toRecordId } from '../record-id.ts';
import { fieldOf } from '../schema.ts';
import { beginTransaction } from '../transaction.ts';
import type { Transaction } from '../transaction.ts';
import { createRecord, deleteRecord, updateRecord } from '../write-record.ts';
import type { Org } from '../write-record.ts';
import type { IngestJob, IngestRow } from './job.ts';
import { hasEnded } from './job.ts';
import type { JobFaults } from './job-faults.ts';

const CHUNK_ROWS = 200;
/** In a cell: null. An empty cell is left out. */
const NULL_CELL = '#N/A';

export interface Bench extends WriteContext {
  readonly jobFaults: JobFaults;
}

/** Works until the job has ended, stalls or is aborted; called once more it goes on where it stalled. */
export async function workOnRows(bench: Bench, job: IngestJob): Promise<void> {
  const { org, jobFaults } = bench;
  const wrong = job.errorMessage ?? wrongColumn(bench, job);
  if (wrong !== null) {
    end(bench, job, 'Failed', wrong);
    return;
  }
  job.state = 'InProgress';
  const trouble = job.isStalled ? null : troubleOf(jobFaults);
  job.isStalled = false;
  const half = Math.floor(job.rows.length / 2);
  for (;;) {
    const from = job.rows.findIndex(({ fate }) => fate === 'unprocessed');
    if (from === -1) break;
    const chunk = job.rows.slice(from, from + CHUNK_ROWS);
    const doable = trouble === null ? chunk : chunk.slice(0, Math.max(0, half - from));
    if (!writeChunk(bench, job, doable)) {
      end(bench, job, 'Failed', 'InternalServerError : An unexpected error occurred.');
      return;
    }
    job.changedAt = org.clock();
    if (doable.length < chunk.length) {
      if (trouble === 'stallJobs') job.isStalled = true;
      else if (trouble === 'abortJobs') end(bench, job, 'Aborted', null);
      else end(bench, job, 'Failed', jobFaults.settings().failMessage);
      return;
    }
    await nextTurn();
    if (hasEnded(job.state)) return;
  }
  end(bench, job, 'JobComplete', null);
}

function troubleOf(faults: JobFaults): 'failJobs' | 'stallJobs' | 'abortJobs' | null {
  const kinds = ['failJobs', 'stallJobs', 'abortJobs'] as const;
  return kinds.find((kind) => faults.take(kind)) ?? null;
}

function end(
  { org }: Bench,
  job: IngestJob,
  state: 'JobComplete' | 'Failed' | 'Aborted',
  errorMessage: string | null,
): void {
  job.state = state;
  job.errorMessage = errorMessage;
  job.changedAt = org.clock();
}

function wrongColumn({ org }: Bench, job: IngestJob): string | null {
  if (job.upload === null) return 'InvalidBatch : No data was uploaded';
  for (const column of job.upload.columns) {
    const field = fieldOf(job.object, column);
    const isKnown = field !== null && !isHidden(org.faults.settings(), job.object.name, field.name);
    if (!isKnown) return `InvalidBatch : Field name not found : ${column}`;
  }
  return null;
}

/** False when the chunk as a whole could not be done; then none of its rows was. */
function writeChunk(
  { org, keep }: WriteContext,
  job: IngestJob,
  chunk: readonly IngestRow[],
): boolean {
  const transaction = beginTransaction(org.store);
  const sent = chunk.map((row) => sentBy(job, row));
  const locked = lockedParents(
    org,
    sent.map(({ id, fields }) => ({ ...storedAs(org, job, id), ...fields })),
  );
  const fates = chunk.map((row, index): (() => void) | null => {
    if (org.faults.writesLeft() === 0) return null;
    const parent = locked[index] ?? null;
    const fate = attempt(row, job, () =>
      parent === null ? write(org, job, sent[index], transaction) : refuseLocked(org, parent),
    );
    org.faults.noteWritten(1);
    return fate;
  });
  const settling = fates.filter((fate) => fate !== null);
  const isDone = settling.length === fates.length;
  if (!isDone) transaction.rollback();
  keep(transaction.commit());
  if (isDone) for (const settle of settling) settle();
  return isDone;
}

function attempt(row: IngestRow, { operation }: IngestJob, write: () => string): () => void {
  try {
    const id = write();
    return () => {
      row.id = id;
      row.fate = operation === 'insert' ? 'created' : 'written';
    };
  } catch (failure) {
    if (!(failure instanceof ApiRefusal)) throw failure;
    const { code, fields } = failure.error;
    const message = messageOf(failure.error);
    return () => {
      row.fate = 'failed';
      row.error = `${code}:${message}:${[...(fields ?? []), '--'].join(' ')}`;
    };
  }
}

/** As in a collection, what a duplicate rule found is not told. */
function messageOf({ message, duplicates }: ApiError): string {
  return duplicates === undefined ? message : 'Use one of these records?';
}

interface SentRow {
  readonly id: string | null;
  readonly fields: Fields;
}

function sentBy(job: IngestJob, row: IngestRow): SentRow {
  const fields: Record<string, unknown> = {};
  let id: string | null = null;
  for (const [index, column] of (job.upload?.columns ?? []).entries()) {
    const cell = row.cells[index] ?? '';
    if (column.toLowerCase() === 'id') id = cell;
    else if (cell !== '') fields[column] = cell === NULL_CELL ? null : cell;
  }
  return { id, fields };
}

function storedAs(org: Org, { object }: IngestJob, given: string | null): Fields {
  const id = toRecordId(given ?? '');
  return id === null ? {} : (org.store.get(object.name, id) ?? {});
}

function write(
  org: Org,
  { object, operation }: IngestJob,
  sent: SentRow | undefined,
  transaction: Transaction,
): string {
  const { id: given, fields } = sent ?? { id: null, fields: {} };
  if (operation === 'insert') return createRecord(org, transaction, object, fields);
  const id = toRecordId(given ?? '');
  if (id?.startsWith(object.keyPrefix) !== true) {
    const text = `${object.label} ID: id value of incorrect type: ${given ?? ''}`;
    throw new ApiRefusal(recordError('MALFORMED_ID', text, ['Id']));
  }
  if (operation === 'update') updateRecord(org, transaction, object, id, fields);
  else deleteRecord(org, transaction, object, id);
  return id;
}
