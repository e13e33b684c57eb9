/** How long a job that Salesforce works on by itself is waited for. */
import { sleep } from '../../http/wait.ts';
import type { Signal } from '../wire.ts';

export interface Polling {
  /** Before the first look; each further wait is twice the one before, less up to half of it. */
  readonly firstMs: number;
  readonly longestMs: number;
  readonly giveUpAfterMs: number;
  readonly random: () => number;
}

export const USUAL_POLLING: Polling = {
  firstMs: 500,
  longestMs: 15_000,
  giveUpAfterMs: 1_800_000,
  random: Math.random,
};

/** What a person asks for while a job is waited for: leave it to itself, or stop it. */
export type Asked = 'leave' | 'stop' | null;

const SLICE_MS = 250;

/** The wait before a look, from 0; in slices, so that whoever asks is heard. */
export async function waitForLook(
  look: number,
  polling: Polling,
  asked: () => Asked,
  signal: Signal,
): Promise<void> {
  const most = Math.min(polling.longestMs, polling.firstMs * 2 ** look);
  const ms = most * (1 - polling.random() / 2);
  for (let left = ms; left > 0 && asked() === null; left -= SLICE_MS) {
    await sleep(Math.min(SLICE_MS, left), signal);
  }
}

/** Rows a second of a usual org; an estimate needs no more. */
const PACE = { ingest: 2_000, query: 20_000 } as const;

/** Looks a job of so many rows will take. */
export function expectedLooks(kind: 'ingest' | 'query', rows: number, polling: Polling): number {
  const needed = 1_000 + (rows * 1_000) / PACE[kind];
  let looks = 0;
  for (let waited = 0; waited < needed; looks += 1) {
    waited += 0.75 * Math.min(polling.longestMs, polling.firstMs * 2 ** looks);
  }
  return looks;
}
