import type { Side } from '../../../shared/domain/side.ts';

/** Where a push stands between two commits: for tests that end the process there. */
export type PushStep =
  | {
      readonly at: 'chosen' | 'in-flight' | 'answered' | 'settled';
      readonly side: Side;
      readonly isUndo: boolean;
      /** Batches of this lane begun by this process before, from 0. */
      readonly batch: number;
    }
  /** A job of the far side's was noted. */
  | { readonly at: 'ticket'; readonly side: Side; readonly isUndo: boolean }
  | { readonly at: 'started' | 'ending' | 'ended' };
