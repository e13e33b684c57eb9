import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

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
          include: ['{shared,electron,renderer}/**/*.property.test.ts'],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/int/**/*.int.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
