import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RowView, ScenarioFiles } from './run-scenario.ts';
import { runScenario } from './run-scenario.ts';

type ExpectedRow = Partial<RowView> & Pick<RowView, 'row' | 'class' | 'outcome'>;

interface Expected {
  readonly says: string;
  readonly rows: readonly ExpectedRow[];
  readonly again?: readonly string[];
}

/** What a row is when a scenario says nothing of it. */
const QUIET: Partial<RowView> = {
  fields: {},
  presence: null,
  asks: [],
  undecided: [],
  unmapped: [],
  keeper: null,
  mergedBy: null,
  isSkippedByMap: false,
  personFieldsOff: false,
  operations: [],
};

function readJson(folder: string, name: string, missing: unknown): unknown {
  const path = join(folder, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : missing;
}

function saidOf(row: RowView, expected: ExpectedRow | undefined): Partial<RowView> {
  const names = new Set([...Object.keys(QUIET), ...Object.keys(expected ?? row)]);
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name)));
}

const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

describe('scenarios', () => {
  test('there is one for each behaviour', () => {
    expect(folders.length).toBeGreaterThanOrEqual(45);
  });

  for (const name of folders) {
    const folder = join(import.meta.dirname, name);
    const expected = readJson(folder, 'expected.json', null) as Expected;

    test(`${name}: ${expected.says}`, () => {
      const result = runScenario({
        base: readJson(folder, 'base.json', []),
        salesforce: readJson(folder, 'salesforce.json', []),
        voyage: readJson(folder, 'voyage.json', []),
        policy: readJson(folder, 'policy.json', {}),
        decisions: readJson(folder, 'decisions.json', {}),
        answers: readJson(folder, 'answers.json', {}),
      } as ScenarioFiles);
      expect(result.rows.map((row, at) => saidOf(row, expected.rows[at]))).toEqual(
        expected.rows.map((row) => ({ ...QUIET, ...row })),
      );
      if (expected.again !== undefined) expect(result.again).toEqual(expected.again);
    });
  }
});
