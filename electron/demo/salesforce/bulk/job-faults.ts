import { z } from 'zod';

/** What Bulk jobs can be told to do wrong. Counts are of jobs, and count down as they are met. */
const settingsSchema = z.strictObject({
  /** Fail half-way, with `failMessage`; the rest of their rows stay unprocessed. */
  failJobs: z.int().nonnegative(),
  failMessage: z.string(),
  /** Stop half-way and stay InProgress, until they are aborted or the faults are reset. */
  stallJobs: z.int().nonnegative(),
  /** Are aborted half-way by an administrator. */
  abortJobs: z.int().nonnegative(),
  /** So many rows are done, and missing from the result files. */
  dropResults: z.int().nonnegative(),
  /** Values in result files are quoted only where they have to be. */
  unquoted: z.boolean(),
  /** So many times a job that is done is still told as InProgress. */
  polls: z.int().nonnegative(),
  /** A job takes at least so long. */
  busyMs: z.int().nonnegative(),
  /** Creating a job is refused: the day's rows are used up. */
  isQuotaUsedUp: z.boolean(),
});

export type JobFaultSettings = Readonly<z.infer<typeof settingsSchema>>;

export const jobFaultChangesSchema = settingsSchema.partial();

const NONE: JobFaultSettings = {
  failJobs: 0,
  failMessage: 'InternalServerError : An unexpected error occurred.',
  stallJobs: 0,
  abortJobs: 0,
  dropResults: 0,
  unquoted: false,
  polls: 1,
  busyMs: 0,
  isQuotaUsedUp: false,
};

type Countable = 'failJobs' | 'stallJobs' | 'abortJobs' | 'dropResults';

export interface JobFaults {
  settings(): JobFaultSettings;
  set(changes: Partial<JobFaultSettings>): void;
  reset(): void;
  /** True when this one is to be struck; counts down. */
  take(name: Countable): boolean;
}

export function createJobFaults(): JobFaults {
  let settings = NONE;
  return {
    settings: () => settings,
    set(changes) {
      settings = { ...settings, ...changes };
    },
    reset() {
      settings = NONE;
    },
    take(name) {
      if (settings[name] === 0) return false;
      settings = { ...settings, [name]: settings[name] - 1 };
      return true;
    },
  };
}
