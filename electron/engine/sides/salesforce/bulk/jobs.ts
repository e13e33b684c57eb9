/**
 * The requests of Bulk API 2.0, one job at a time.
 *
 * Laws:   a job has no effect before it is closed, so what comes before may be begun anew; closing is asked
 *         after and never repeated blindly. A job that was closed is Salesforce's: it goes on whoever waits.
 * Errors: a Refusal; `mayHaveLanded` from the closing on.
 */
import type { z } from 'zod';
import { Refusal } from '../../../refusal.ts';
import type { HttpRequest, HttpStream } from '../../http/messages.ts';
import { SalesforceRefusal } from '../to-app-error.ts';
import type { Signal, Wire } from '../wire.ts';
import type { Job } from './job-answers.ts';
import { hasEnded, jobAnswer } from './job-answers.ts';
import type { Asked, Polling } from './patience.ts';
import { waitForLook } from './patience.ts';

type JobKind = 'ingest' | 'query';

export interface Bulk {
  readonly polling: Polling;
  create(kind: JobKind, job: Readonly<Record<string, unknown>>, signal: Signal): Promise<Job>;
  upload(id: string, csv: string, signal: Signal): Promise<void>;
  close(id: string, signal: Signal): Promise<void>;
  /** Null when it is not there any more. */
  look(kind: JobKind, id: string, signal: Signal): Promise<Job | null>;
  /** As it has ended, or null when somebody asks to leave it to itself; `stop` aborts it. */
  wait(kind: JobKind, job: Job, asked: () => Asked, signal: Signal): Promise<Job | null>;
  abort(kind: JobKind, id: string, signal: Signal): Promise<void>;
  results(path: string, signal: Signal): Promise<HttpStream>;
}

export function createBulk(wire: Wire, polling: Polling): Bulk {
  const address = (path: string): string => `${wire.base}/jobs/${path}`;

  async function ask<T>(request: HttpRequest, schema: z.ZodType<T>, signal: Signal): Promise<T> {
    const { body } = await wire.exchange(request, signal);
    return wire.parse(schema, body);
  }

  const setState = (kind: JobKind, id: string, state: string, signal: Signal): Promise<Job> =>
    ask(
      {
        method: 'PATCH',
        url: address(`${kind}/${id}`),
        headers: JSON_BODY,
        body: JSON.stringify({ state }),
        isRepeatable: false,
        isUnderWay: true,
      },
      jobAnswer,
      signal,
    );

  async function look(kind: JobKind, id: string, signal: Signal): Promise<Job | null> {
    const url = address(`${kind}/${id}`);
    try {
      return await ask(
        { method: 'GET', url, isRepeatable: true, isUnderWay: true },
        jobAnswer,
        signal,
      );
    } catch (failure) {
      if (isCode(failure, 'NOT_FOUND')) return null;
      throw failure;
    }
  }

  async function abort(kind: JobKind, id: string, signal: Signal): Promise<void> {
    try {
      await setState(kind, id, 'Aborted', signal);
    } catch (failure) {
      // It has ended by itself, or is gone: then there is nothing to abort.
      if (!isCode(failure, 'INVALIDJOBSTATE') && !isCode(failure, 'NOT_FOUND')) throw failure;
    }
  }

  return {
    polling,
    look,
    abort,
    create: (kind, job, signal) =>
      ask(
        {
          method: 'POST',
          url: address(kind),
          headers: JSON_BODY,
          body: JSON.stringify({
            ...job,
            contentType: 'CSV',
            columnDelimiter: 'COMMA',
            lineEnding: 'LF',
          }),
          // One more job that nothing is uploaded to, or that nobody reads, does no harm.
          isRepeatable: true,
        },
        jobAnswer,
        signal,
      ),
    async upload(id, csv, signal) {
      await wire.exchange(
        {
          method: 'PUT',
          url: address(`ingest/${id}/batches`),
          headers: { 'content-type': 'text/csv' },
          body: csv,
          isRepeatable: false,
          isUnderWay: true,
        },
        signal,
      );
    },
    async close(id, signal) {
      try {
        await setState('ingest', id, 'UploadComplete', signal);
      } catch (failure) {
        if (!(failure instanceof Refusal) || !failure.mayHaveLanded) throw failure;
        const job = await look('ingest', id, signal);
        if (job?.state === 'Open') await setState('ingest', id, 'UploadComplete', signal);
      }
    },
    async wait(kind, given, asked, signal) {
      const until = performance.now() + polling.giveUpAfterMs;
      let isStopping = false;
      for (let looks = 0; ; looks += 1) {
        await waitForLook(looks, polling, isStopping ? () => null : asked, signal);
        if (asked() === 'stop' && !isStopping) {
          isStopping = true;
          looks = 0;
          await abort(kind, given.id, signal);
        }
        const job = await look(kind, given.id, signal);
        if (job === null || hasEnded(job)) return job ?? goneOf(given);
        if (asked() === 'leave') return null;
        if (performance.now() > until) throw stalled();
      }
    },
    results: (path, signal) =>
      wire.stream(
        { method: 'GET', url: address(path), headers: { accept: 'text/csv' }, ...READ },
        signal,
      ),
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
const READ = { isRepeatable: true, isUnderWay: true, expects: 'text' } as const;

function isCode(failure: unknown, code: string): boolean {
  return failure instanceof SalesforceRefusal && failure.salesforceCode === code;
}

/** Deleted by somebody while it was waited for; what it did stays, and is told by nobody. */
function goneOf({ id, createdDate }: Job): Job {
  return {
    id,
    createdDate,
    state: 'Aborted',
    numberRecordsProcessed: null,
    numberRecordsFailed: null,
    errorMessage: null,
  };
}

/** The run pauses, and whoever resumes it waits for the job anew. */
function stalled(): Refusal {
  const detail =
    'A Bulk job has not come to its end. It is looked for again when the run is resumed.';
  return new Refusal({ code: 'side/unavailable', side: 'salesforce', detail });
}
