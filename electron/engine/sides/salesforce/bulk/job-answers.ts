/** What a Bulk job tells of itself. Only what is read here is asked for; the rest is ignored. */
import { z } from 'zod';

const STATES = [
  'Open',
  'UploadComplete',
  'InProgress',
  'JobComplete',
  'Failed',
  'Aborted',
] as const;

export const jobAnswer = z.object({
  id: z.string(),
  state: z.enum(STATES),
  createdDate: z.string().nullish().default(null),
  numberRecordsProcessed: z.number().nullish().default(null),
  /** JobComplete says nothing about rows: this does. */
  numberRecordsFailed: z.number().nullish().default(null),
  errorMessage: z.string().nullish().default(null),
});

export type Job = z.infer<typeof jobAnswer>;

export function hasEnded({ state }: Job): boolean {
  return state === 'JobComplete' || state === 'Failed' || state === 'Aborted';
}
