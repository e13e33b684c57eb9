import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string) => resolve(import.meta.dirname, path);

/** Native modules stay outside the bundles: their binaries are found beside their package. */
const NATIVE = ['electron', 'better-sqlite3', 'keytar'];

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        external: NATIVE,
        input: {
          index: at('electron/main.ts'),
          'engine-worker': at('electron/engine/worker.ts'),
          'demo-worker': at('electron/demo/worker.ts'),
          'roster-worker': at('electron/roster/worker.ts'),
          cli: at('electron/cli/main.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      sourcemap: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      sourcemap: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
    plugins: [react()],
  },
});
