import type { Timing } from '../../electron/engine/sides/side-connection.ts';

/** Waits that a test can wait for. */
export const QUICK: Partial<Timing> = { firstWaitMs: 4, longestWaitMs: 20 };
