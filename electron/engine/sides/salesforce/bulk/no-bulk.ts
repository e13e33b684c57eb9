import { Refusal } from '../../../refusal.ts';

/** The org does not do it by Bulk, now or ever: another way is left. */
export class NoBulk extends Error {}

/** What the org refuses to do this way; whoever can't be reached can't be asked another way either. */
export function asNoBulk(failure: unknown): unknown {
  if (!(failure instanceof Refusal)) return failure;
  switch (failure.error.code) {
    case 'side/refused':
    case 'side/not-found':
    case 'side/missing-field':
    case 'auth/forbidden':
      return new NoBulk(failure.error.code);
    default:
      return failure;
  }
}
