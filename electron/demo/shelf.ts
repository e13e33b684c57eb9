import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../engine/refusal.ts';

const keptSchema = z.object({
  rows: z.int().positive(),
  seed: z.int(),
  chapter: z.literal([1, 2]),
  /** Bytes of both logs before an advance that was begun: it is undone when it did not end. */
  advancing: z.object({ salesforce: z.int(), voyage: z.int() }).nullable(),
});
type Kept = z.infer<typeof keptSchema>;

/** What a directory keeps of a demo; with none, nothing. */
export interface Shelf {
  pathOf(log: 'salesforce' | 'voyage'): string | null;
  read(): Kept | null;
  write(kept: Kept): void;
  logSizes(): { salesforce: number; voyage: number };
  cutLogs(sizes: { readonly salesforce: number; readonly voyage: number }): void;
}

export function openShelf(dir: string | null, isFresh: boolean): Shelf {
  if (dir === null) {
    return {
      pathOf: () => null,
      read: () => null,
      write: () => undefined,
      logSizes: () => ({ salesforce: 0, voyage: 0 }),
      cutLogs: () => undefined,
    };
  }
  const path = join(dir, 'demo.json');
  const logPath = (log: 'salesforce' | 'voyage'): string => join(dir, `${log}.jsonl`);
  if (isFresh) {
    for (const each of [path, logPath('salesforce'), logPath('voyage')])
      rmSync(each, { force: true });
  }
  return {
    pathOf: logPath,
    read() {
      if (!existsSync(path)) return null;
      try {
        return keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (cause) {
        const detail = 'It does not say which demo is kept here.';
        throw new Refusal({ code: 'input/unreadable-file', path, detail }, cause);
      }
    },
    write(kept) {
      mkdirSync(dir, { recursive: true });
      writeFileSync(`${path}.new`, `${JSON.stringify(kept)}\n`);
      renameSync(`${path}.new`, path);
    },
    logSizes: () => ({
      salesforce: statSync(logPath('salesforce')).size,
      voyage: statSync(logPath('voyage')).size,
    }),
    cutLogs({ salesforce, voyage }) {
      truncateSync(logPath('salesforce'), salesforce);
      truncateSync(logPath('voyage'), voyage);
    },
  };
}
