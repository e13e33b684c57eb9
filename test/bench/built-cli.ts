/** The command line bundled from these sources into the cache, much as electron.vite.config.ts does it. */
import { join } from 'node:path';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'node_modules/.cache/bench-cli');

export async function builtCli(): Promise<string> {
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node24',
      outDir: FOLDER,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: {
        external: ['better-sqlite3', 'keytar'],
        input: {
          cli: join(ROOT, 'electron/cli/main.ts'),
          'roster-worker': join(ROOT, 'electron/roster/worker.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  });
  return join(FOLDER, 'cli.js');
}
