/** Every wall is shown to stand: each rule reports its planted violation, and the house itself has none. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseOptions, ICruiseResult, IFlattenedRuleSet } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const PLANTED = join(import.meta.dirname, 'planted');
const FEWEST_MODULES = 200;

interface Config {
  readonly forbidden: NonNullable<IFlattenedRuleSet['forbidden']>;
  readonly options: ICruiseOptions;
}
const config = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as Config;

async function violations(baseDir: string, folders: string[]) {
  const { exclude, ...rest } = config.options;
  const answer = await cruise(
    folders,
    {
      ...rest,
      ...(baseDir === ROOT && exclude !== undefined ? { exclude } : {}),
      baseDir,
      validate: true,
      ruleSet: { forbidden: config.forbidden },
    },
    rest.enhancedResolveOptions,
  );
  const { summary } = answer.output as ICruiseResult;
  return {
    modules: summary.totalCruised,
    found: summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`),
  };
}

/** Which planted file each rule must report. */
const PLANTS: Readonly<Record<string, string>> = {
  'shared-is-standalone': 'shared/reconcile/reaches-the-engine.ts',
  'shared-has-no-packages': 'shared/reconcile/uses-a-package.ts',
  'renderer-sees-shared-alone': 'renderer/review/reaches-the-engine.ts',
  'renderer-has-no-node': 'renderer/review/uses-electron.ts',
  'renderer-has-no-core': 'renderer/review/uses-node.ts',
  'electron-is-for-main': 'electron/engine/push/uses-electron.ts',
  'engine-stands-alone': 'electron/engine/push/reaches-main.ts',
  'only-the-salesforce-side-knows-jsforce': 'electron/engine/push/knows-jsforce.ts',
  'only-the-journal-knows-sqlite': 'electron/engine/push/knows-sqlite.ts',
  'only-the-vault-knows-keytar': 'electron/engine/push/knows-keytar.ts',
  'only-readers-and-writers-of-csv-know-papaparse': 'electron/engine/push/knows-papaparse.ts',
  'only-sign-in-knows-oauth': 'electron/engine/push/knows-oauth.ts',
  'product-never-imports-tests': 'electron/engine/push/imports-a-test.ts',
  'only-the-picker-knows-the-stand-in': 'test/e2e/knows-the-stand-in.ts',
  'no-cycles': 'electron/engine/journal/cycle-first.ts',
};

const planted = await violations(PLANTED, ['electron', 'renderer', 'shared', 'test']);

test.each(config.forbidden.map((rule) => rule.name ?? ''))(
  'the wall %s reports the violation planted for it',
  (name) => {
    expect(planted.found).toContain(`${name}: ${PLANTS[name] ?? 'nothing is planted for it'}`);
  },
);

test('shared reports Node as well as a package', () => {
  expect(planted.found).toContain('shared-has-no-packages: shared/reconcile/uses-node.ts');
});

test('the house itself breaks no wall, and all of it was looked at', async () => {
  const house = await violations(ROOT, ['electron', 'renderer', 'shared', 'test', '.dev']);
  expect(house.found).toEqual([]);
  expect(house.modules).toBeGreaterThan(FEWEST_MODULES);
}, 60_000);
