import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ApiRefusal, requestError } from '../api-error.ts';
import type { WriteContext } from '../collections.ts';
import { makeRecordId } from '../record-id.ts';
import { addIngestRoutes } from './ingest-routes.ts';
import type { BulkContext } from './ingest-routes.ts';
import type { JobFaults } from './job-faults.ts';
import { createJobFaults, jobFaultChangesSchema } from './job-faults.ts';
import type { JobFaultSettings } from './job-faults.ts';
import { createJobs } from './jobs.ts';
import { addQueryJobRoutes } from './query-job-routes.ts';
import { workOnRows } from './work-on-rows.ts';

export interface FakeBulk {
  readonly faults: JobFaults;
  /** Turns the faults off; jobs that stalled go on. */
  reset(): void;
  /** Jobs of each state, for who looks at the far side. */
  states(): Readonly<Record<string, number>>;
}

/** Bulk API 2.0 of the fake org: ingest and query jobs, and `/__demo/bulk` to make them go wrong. */
export function addBulkRoutes(app: FastifyInstance, context: WriteContext): FakeBulk {
  const faults = createJobFaults();
  const jobs = createJobs(faults, context.org.clock);
  const running = new Set<Promise<void>>();
  let made = 0;
  const bulk: BulkContext = {
    ...context,
    jobFaults: faults,
    jobs,
    newJobId: () => makeRecordId('750', (made += 1)),
    begin(job) {
      const done = nextTurn()
        .then(() => workOnRows(bulk, job))
        .catch((failure: unknown) => {
          job.state = 'Failed';
          job.errorMessage = `InternalServerError : ${String(failure)}`;
        })
        .finally(() => running.delete(done));
      running.add(done);
    },
  };
  app.addHook('onClose', async () => {
    for (const job of jobs.list('V2Ingest')) if (job.state === 'InProgress') job.state = 'Aborted';
    await Promise.all(running);
  });
  addIngestRoutes(app, bulk);
  addQueryJobRoutes(app, bulk);

  const fake: FakeBulk = {
    faults,
    reset() {
      faults.reset();
      for (const job of jobs.list('V2Ingest')) {
        if (job.jobType === 'V2Ingest' && job.isStalled) bulk.begin(job);
      }
    },
    states() {
      const counts: Record<string, number> = {};
      for (const { state } of jobs.list(null)) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    },
  };
  app.post('/__demo/bulk', (request) => {
    const changes = jobFaultChangesSchema.safeParse(request.body);
    if (!changes.success) {
      throw new ApiRefusal(requestError(400, 'INVALID_FIELD', changes.error.message));
    }
    faults.set(changes.data as Partial<JobFaultSettings>);
    return faults.settings();
  });
  app.delete('/__demo/bulk', () => {
    fake.reset();
    return faults.settings();
  });
  return fake;
}
