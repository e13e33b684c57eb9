/** The walls that lint and the compiler keep: each planted line is reported by the rule meant for it. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What is planted, where, and the rule that must report it. */
const PLANTS: readonly (readonly [string, string, string, string])[] = [
  [
    'ipcMain outside its door',
    'electron/app/takes-calls.ts',
    `import { ipcMain } from 'electron';\nvoid ipcMain;`,
    'eslint(no-restricted-imports)',
  ],
  [
    'ipcRenderer outside the preload',
    'electron/app/calls.ts',
    `import { ipcRenderer } from 'electron';\nvoid ipcRenderer;`,
    'eslint(no-restricted-imports)',
  ],
  ['a console in product code', 'electron/app/says.ts', `console.log('x');`, 'eslint(no-console)'],
  [
    'a default export',
    'electron/app/is-default.ts',
    `export default 1;`,
    'eslint(no-restricted-exports)',
  ],
  [
    'a promise nobody waits for',
    'electron/app/floats.ts',
    `Promise.resolve(1);`,
    'typescript(no-floating-promises)',
  ],
  [
    'a promise where nobody looks at it',
    'electron/app/is-misused.ts',
    `[1].forEach(async () => { await Promise.resolve(); });`,
    'typescript(no-misused-promises)',
  ],
  [
    'the bridge outside bridge.ts',
    'renderer/takes-the-bridge.tsx',
    `export const b = window.reconcile;`,
    'eslint(no-restricted-properties)',
  ],
  [
    'a component that is other each time',
    'renderer/is-impure.tsx',
    `export function Impure() {\n  return <b>{Date.now()}</b>;\n}`,
    'react(purity)',
  ],
];

/** What lint reports, by file, in a tree that has nothing but the plants. */
function lintPlants(): ReadonlyMap<string, readonly string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'planted-lint-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'), 'dir');
    copyFileSync(join(ROOT, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
    const config = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { types: ['node'], jsx: 'react-jsx', lib: ['es2024', 'dom'] },
      include: ['electron', 'renderer'],
    };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
    for (const [, file, code] of PLANTS) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), `${code}\n`);
    }
    const found = new Map<string, string[]>();
    for (const { filename, code } of lint(dir)) {
      found.set(filename, [...(found.get(filename) ?? []), code]);
    }
    return found;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

interface Report {
  readonly diagnostics: readonly { readonly filename: string; readonly code: string }[];
}

function lint(dir: string): Report['diagnostics'] {
  const bin = join(ROOT, 'node_modules/oxlint/bin/oxlint');
  try {
    execFileSync(process.execPath, [bin, '--format', 'json'], { cwd: dir, encoding: 'utf8' });
  } catch (error) {
    return (JSON.parse((error as { stdout: string }).stdout) as Report).diagnostics;
  }
  return [];
}

const reported = lintPlants();

test.each(PLANTS)('%s is reported', (_name, file, _code, rule) => {
  expect(reported.get(file) ?? []).toContain(rule);
});

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
