/** What the window takes from its command line: `--data DIR`, `--workspace NAME`, `--rows N`. */
import { parseArgs } from 'node:util';
import { resolve } from 'node:path';

export interface WindowOptions {
  readonly dataDir: string;
  readonly workspace: string | null;
  readonly rows: number | null;
}

/** Switches of Electron and Chromium pass by; a size that is no number is left at its default. */
export function readOptions(argv: readonly string[], userData: string): WindowOptions {
  const { values } = parseArgs({
    args: argv.slice(1),
    options: {
      data: { type: 'string' },
      workspace: { type: 'string' },
      rows: { type: 'string' },
    },
    strict: false,
    allowPositionals: true,
  });
  const rows = Number(values['rows']);
  return {
    dataDir: typeof values['data'] === 'string' ? resolve(values['data']) : userData,
    workspace: typeof values['workspace'] === 'string' ? values['workspace'] : null,
    rows: Number.isInteger(rows) && rows > 0 ? rows : null,
  };
}
