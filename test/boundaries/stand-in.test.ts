import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Words by which the app could know of the stand-in: its name, and the prefix of its own variables. */
const NAMES = /chromium-host|CHROMIUM_HOST|stand-in/i;

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|html|css|json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => NAMES.test(readFileSync(path, 'utf8')));
}

test.each(['electron', 'renderer', 'shared', 'resources'])(
  'nothing under %s knows that there may be a stand-in for Electron',
  (folder) => {
    expect(namesIn(folder)).toEqual([]);
  },
);
