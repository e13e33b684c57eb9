import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const NOT_PLAYED = /^not played/;

/** The last cell of each row under a table's head, with the one before it. */
function rowsOf(markdown: string): readonly (readonly string[])[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| answer') && !/^\| -/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
}

test('every answer of the demo’s Salesforce that is listed is held by a test of that name', () => {
  const tests = globSync('test/int/*.int.test.ts', { cwd: ROOT })
    .map((path) => readFileSync(join(ROOT, path), 'utf8').replaceAll("\\'", "'"))
    .join('\n');
  const rows = rowsOf(readFileSync(join(ROOT, 'docs/fidelity.md'), 'utf8'));
  expect(rows.length).toBeGreaterThan(25);
  const unheld = rows
    .filter(([, evidence = '']) => !NOT_PLAYED.test(evidence))
    .map(([, , title = '']) => title)
    .filter((title) => title === '' || !tests.includes(title));
  expect(unheld).toEqual([]);
});
