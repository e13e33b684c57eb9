/**
 * Everything CI checks, in order, ending with one line `N passed, N failed`. Each tool counts as one test;
 * the runners count their own. `--quick` is `npm run check`: no laws, sockets or windows. `--faults` is
 * `npm run test:faults`: the matrix of faults and the storms alone, the storms with every seed.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest } from './count-tests.ts';
import type { Count } from './count-tests.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Reads the runner's own count from its JSON report; without it the exit code is the one test. */
  readonly count?: () => Count;
  readonly needsKeychain?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const ROOT = join(import.meta.dirname, '..');
const isQuick = process.argv.includes('--quick');
const isFaults = process.argv.includes('--faults');
const scratch = mkdtempSync(join(tmpdir(), 'voyage-reconcile-test-'));
const bin = (name: string) => join(ROOT, 'node_modules', '.bin', name);
const typecheck = (project: string): Step => ({
  name: `types: ${project}`,
  command: [
    process.execPath,
    join(ROOT, 'node_modules/typescript-7/bin/tsc'),
    '-p',
    `${project}/tsconfig.json`,
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.cache/types/${project}.tsbuildinfo`,
  ],
});
const vitest = (projects: readonly string[], files: readonly string[] = []): Step => ({
  name: [...projects, ...files].join(', '),
  command: [
    bin('vitest'),
    'run',
    '--config',
    '.dev/vitest.config.ts',
    ...files,
    ...projects.flatMap((project) => ['--project', project]),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report(projects.join('-'))}`,
  ],
  count: () => countVitest(report(projects.join('-'))),
});
const playwright = (project: string): Step => ({
  name: project,
  command: [
    bin('playwright'),
    'test',
    '-c',
    'test/playwright.config.ts',
    '--project',
    project,
    // Cleared at the start: each has its own, as they run beside each other.
    '--output',
    `test-results/${project}`,
    '--reporter=list,json',
  ],
  count: () => countPlaywright(report(project)),
  needsKeychain: true,
});

const quick: readonly Step[] = [
  { name: 'format', command: [bin('prettier'), '--check', '--cache', '--log-level', 'warn', '.'] },
  { name: 'lint', command: [bin('oxlint'), '--quiet', '--report-unused-disable-directives'] },
  ...['shared', 'electron', 'renderer', 'test', '.dev'].map(typecheck),
  {
    name: 'boundaries',
    command: [
      bin('depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      'electron',
      'renderer',
      'shared',
      'test',
    ],
  },
  { name: 'unused code', command: [bin('knip')] },
  vitest(['unit']),
];
/** Two lanes beside each other, as much of it is waiting for sockets; whichever ends first does the rest. */
const thorough: readonly (readonly Step[])[] = [
  [{ ...vitest(['integration']), needsKeychain: true }],
  // Both need the one port that sign-ins come back to.
  [{ ...vitest(['sign-ins']), needsKeychain: true }, playwright('e2e')],
];
const rest: readonly Step[] = [playwright('conformance'), vitest(['laws'])];

const faults: Step = {
  ...vitest(['integration'], ['fault-matrix', 'storm']),
  needsKeychain: true,
  env: { STORM_SEEDS: '5' },
};

const totals = { passed: 0, failed: 0 };
const failures: string[] = [];
const from = Date.now();
if (isFaults) await runStep(faults, false);
else {
  await Promise.all(split(quick, cpus().length).map(runLane));
  if (!isQuick) {
    const shared = split(rest, 1);
    await Promise.all(thorough.map((lane) => runLane(chain(lane, ...shared))));
  }
}
rmSync(scratch, { recursive: true, force: true });
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join('\n')}\n`);
process.stdout.write(`\n${seconds(from)} s\n${totals.passed} passed, ${totals.failed} failed\n`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** Several lanes run beside each other: the output of a step comes whole, as it fails. */
async function runLane(steps: Iterable<Step>): Promise<void> {
  for (const step of steps) await runStep(step, true);
}

/** Lanes that take the next step as they come free. */
function split(steps: readonly Step[], lanes: number): readonly Iterable<Step>[] {
  const waiting = steps.values();
  return Array.from({ length: lanes }, () => ({ [Symbol.iterator]: () => waiting }));
}

function* chain(...parts: readonly Iterable<Step>[]): Iterable<Step> {
  for (const part of parts) yield* part;
}

async function runStep(step: Step, isQuiet: boolean): Promise<void> {
  const started = Date.now();
  if (!isQuiet) process.stdout.write(`\n== ${step.name}\n`);
  const { code, output } = await run(step, isQuiet);
  const count = countOf(step, code);
  totals.passed += count.passed;
  totals.failed += count.failed;
  if (count.failed > 0) {
    failures.push(step.name, ...(count.failures ?? []).map((name) => `  ${name}`));
    process.stdout.write(output);
  }
  process.stdout.write(
    `== ${step.name}: ${String(count.passed)} passed, ${String(count.failed)} failed, ${seconds(started)} s${slowestOf(count)}\n`,
  );
}

/** Of a step of many files those that cost most of its time. */
function slowestOf({ files = [] }: Count): string {
  const told = files.slice(0, 6).map(({ name, ms }) => `${name} ${(ms / 1000).toFixed(0)} s`);
  return files.length < 10 ? '' : `\n   slowest: ${told.join(', ')}`;
}

function run(step: Step, isQuiet: boolean): Promise<{ code: number; output: string }> {
  const command = step.needsKeychain === true ? withKeychain(step.command) : step.command;
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: ROOT,
    stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    env: {
      ...process.env,
      FORCE_COLOR: '0',
      PLAYWRIGHT_JSON_OUTPUT_NAME: report(step.name),
      // Each of the many processes that tests start would strip and compile the same modules anew.
      NODE_COMPILE_CACHE: join(scratch, 'compiled'),
      ...(step.needsKeychain === true ? temporaryHome() : {}),
      ...step.env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return new Promise((resolve) => {
    child.once('error', (cause) =>
      resolve({ code: 127, output: `${program}: ${cause.message}\n` }),
    );
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A session bus and an unlocked gnome-keyring of the run's own, gone when the command ends. */
function withKeychain(command: readonly string[]): readonly string[] {
  if (process.platform !== 'linux') return command;
  const unlock =
    'printf "\\n" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1';
  return ['dbus-run-session', '--', 'sh', '-c', `${unlock}; exec "$@"`, 'sh', ...command];
}

function temporaryHome(): Readonly<Record<string, string>> {
  const home = mkdtempSync(join(scratch, 'home-'));
  return {
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: mkdtempSync(join(scratch, 'run-')),
  };
}

/** A runner that fails without a report, or with none of its tests failed, still counts as one failure. */
function countOf(step: Step, code: number): Count {
  const alone = { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (!step.count) return alone;
  try {
    const count = step.count();
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

function report(name: string): string {
  return join(scratch, `${name.replaceAll(/\W+/g, '-')}.json`);
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(1);
}
