import { ApiRefusal, NOT_FOUND, requestError } from '../api-error.ts';
import type { AnyJob, JobState } from './job.ts';
import { hasEnded } from './job.ts';
import type { JobFaults } from './job-faults.ts';

const OPEN_FOR_MS = 24 * 3_600_000;
const KEPT_FOR_MS = 7 * OPEN_FOR_MS;

/** The org's jobs, in memory: who restarts the org finds none of them, and all of their effects. */
export interface Jobs {
  add(job: AnyJob): void;
  /** Refuses with NOT_FOUND for one that is not there any more. */
  find<T extends AnyJob['jobType']>(jobType: T, id: string): Extract<AnyJob, { jobType: T }>;
  list(jobType: AnyJob['jobType'] | null): readonly AnyJob[];
  remove(job: AnyJob): void;
  /** The state the API tells, which lags behind what is done. */
  told<T extends AnyJob>(job: T): T;
}

export function createJobs(faults: JobFaults, clock: () => Date): Jobs {
  const jobs = new Map<string, AnyJob>();

  function dropOld(): void {
    const now = clock().getTime();
    for (const job of jobs.values()) {
      const kept = hasEnded(job.state) ? KEPT_FOR_MS : job.state === 'Open' ? OPEN_FOR_MS : null;
      if (kept !== null && now - job.changedAt.getTime() > kept) jobs.delete(job.id);
    }
  }

  return {
    add: (job) => jobs.set(job.id, job),
    find<T extends AnyJob['jobType']>(jobType: T, id: string) {
      dropOld();
      const job = jobs.get(id) ?? null;
      if (job?.jobType !== jobType) throw new ApiRefusal(NOT_FOUND);
      return job as Extract<AnyJob, { jobType: T }>;
    },
    list(jobType) {
      dropOld();
      return [...jobs.values()].filter((job) => jobType === null || job.jobType === jobType);
    },
    remove(job) {
      const canGo = hasEnded(job.state) || job.state === 'UploadComplete';
      if (!canGo) throw new ApiRefusal(wrongState(`Deleting a job in state ${job.state}`));
      jobs.delete(job.id);
    },
    told(job) {
      if (job.state !== 'JobComplete' && job.state !== 'Failed') return job;
      const { polls, busyMs } = faults.settings();
      const isBusy = clock().getTime() - job.createdAt.getTime() < busyMs;
      return job.polls <= polls || isBusy ? { ...job, state: 'InProgress' } : job;
    },
  };
}

export function wrongState(what: string): ReturnType<typeof requestError> {
  return {
    ...requestError(400, 'INVALIDJOBSTATE', `${what} not allowed`),
    isCodeFirst: true,
  };
}

/** Aborting what has ended is refused in these words. */
export function refuseToAbort(state: JobState): void {
  if (hasEnded(state)) throw new ApiRefusal(wrongState('Aborting already Completed Job'));
}
