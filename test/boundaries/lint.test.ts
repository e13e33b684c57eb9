/** The walls that lint and the compiler keep: each planted line is reported by the rule meant for it. */
import { join } from 'node:path';
import { ESLint } from 'eslint';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const eslint = new ESLint({
  cwd: ROOT,
  overrideConfigFile: join(ROOT, '.dev/eslint.config.mjs'),
  overrideConfig: {
    files: ['**/*.ts', '**/*.tsx'],
    // Under CI the parser would read the file from the disk instead of the text it is given.
    languageOptions: { parserOptions: { disallowAutomaticSingleRunInference: true } },
  },
});

async function reported(filePath: string, code: string): Promise<readonly (string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: join(ROOT, filePath) });
  return (result?.messages ?? []).map((message) => message.ruleId);
}

/** Lint reads types from the project, so a plant takes the place of a file that is part of it. */
const LINES: readonly (readonly [string, string, string, string])[] = [
  [
    'ipcMain outside its door',
    'electron/app/window.ts',
    `import { ipcMain } from 'electron';\nvoid ipcMain;`,
    'no-restricted-imports',
  ],
  [
    'ipcRenderer outside the preload',
    'electron/app/window.ts',
    `import { ipcRenderer } from 'electron';\nvoid ipcRenderer;`,
    'no-restricted-imports',
  ],
  ['a console in product code', 'electron/app/window.ts', `console.log('x');`, 'no-console'],
  ['a default export', 'electron/app/window.ts', `export default 1;`, 'no-restricted-exports'],
  [
    'a promise nobody waits for',
    'electron/app/window.ts',
    `Promise.resolve(1);`,
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'the bridge outside bridge.ts',
    'renderer/main.tsx',
    `export const b = window.reconcile;`,
    'no-restricted-properties',
  ],
];

test.each(LINES)(
  '%s is reported',
  async (_name, file, code, rule) => {
    expect(await reported(file, code)).toContain(rule);
  },
  60_000,
);

const FOREIGN: readonly (readonly [string, string])[] = [
  ['Node', 'export const planted = process.env;'],
  ['the page', 'export const planted = document.title;'],
];

test.each(FOREIGN)('shared does not compile with %s', (_name, code) => {
  const config = ts.readConfigFile(join(ROOT, 'shared/tsconfig.json'), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, join(ROOT, 'shared'));
  const planted = join(ROOT, 'shared/planted.ts');
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === planted ? ts.createSourceFile(name, code, version) : read(name, version);
  host.fileExists = (name) => name === planted || ts.sys.fileExists(name);
  const program = ts.createProgram([planted], options, host);
  const errors = ts.getPreEmitDiagnostics(program).map((found) => found.code);
  expect(
    errors.some((code) => code === 2580 || code === 2584 || code === 2304 || code === 2591),
  ).toBe(true);
});
