import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** Their redirect comes to the one registered port: never two of them at once, nor beside the window's. */
const SIGN_INS = 'test/int/{oauth-*,secrets,isolation,demo-renewal}.int.test.ts';
const LONG = {
  testTimeout: 120_000,
  hookTimeout: 60_000,
  fileParallelism: false,
  // A process for each file costs as much again as the tests: each loads the whole engine.
  isolate: false,
};

const root = join(import.meta.dirname, '..');

export default defineConfig({
  root,
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          pool: 'threads',
          isolate: false,
          include: [
            '{shared,electron,renderer,scripts}/**/*.test.ts',
            'test/scenarios/*.test.ts',
            'test/boundaries/*.test.ts',
          ],
          exclude: ['**/*.property.test.ts'],
        },
      },
      {
        test: {
          name: 'laws',
          isolate: false,
          include: ['{shared,electron,renderer}/**/*.property.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/int/**/*.int.test.ts'],
          exclude: [SIGN_INS],
          ...LONG,
        },
      },
      { test: { name: 'sign-ins', include: [SIGN_INS], ...LONG } },
    ],
  },
});
