/** `compare` of two CSV files beside what a person could use instead, each in a process of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtCli } from './built-cli.ts';
import type { CompareFiles } from './compare-files.ts';
import { writeCompareFiles } from './compare-files.ts';
import type { Figure } from './figure.ts';
import { figureOf, shuffled } from './figure.ts';
import type { BenchSize } from './main.ts';
import { havePeer, peerPath } from './peers.ts';

const PEER = join(import.meta.dirname, 'compare-peer.ts');
/** Who takes longer is stopped, and counts as that long. */
const AT_MOST_MS = 120_000;
const LOOK_EVERY_MS = 10;
const SEED = 5;
const MEMORY_MIB = 300;
/** Of an answer as CSV that begins with an address. */
const LINE = /^[^\s,]+@[^\s,]+,/gmu;
const DAFF_SHARE = 1 / 50;

interface Tool {
  readonly name: string;
  /** A line of its answer that says one difference; without one it says none. */
  readonly says?: RegExp;
  readonly command: readonly string[];
  readonly ratioAtMost: number;
}

interface Measured {
  readonly seconds: number;
  /** User and system time of the process and what it ran. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

/** Wall time from start to end, and the high-water mark of memory as the system keeps it. */
async function measure(command: readonly string[]): Promise<Measured> {
  const timed = ['-c', '"$@"; code=$?; times >&2; exit $code', 'timed', ...command];
  const from = performance.now();
  const child = spawn('sh', timed, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  let peakMiB = 0;
  const look = setInterval(() => {
    peakMiB = Math.max(peakMiB, peakOf(child.pid ?? 0));
  }, LOOK_EVERY_MS);
  const limit = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), AT_MOST_MS);
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  clearInterval(look);
  clearTimeout(limit);
  const seconds = (performance.now() - from) / 1000;
  // Ours ends with 3 where values conflict.
  if (signal === null && code !== 0 && code !== 3) {
    throw new Error(`${command.join(' ')}: ${said.slice(-500)}`);
  }
  return { seconds, cpuSeconds: signal === null ? cpuOf(said) : seconds, peakMiB };
}

/** The shell's last line: what its children took. */
function cpuOf(said: string): number {
  const line = said.trim().split('\n').at(-1) ?? '';
  return [...line.matchAll(/(\d+)m([\d.]+)s/gu)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
}

/** Of the process and what it runs. */
function peakOf(pid: number): number {
  try {
    const own = /VmHWM:\s+(\d+)/u.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    const below = children === '' ? [] : children.split(' ').map(Number);
    return Math.max(Number(own?.[1] ?? 0) / 1024, ...below.map(peakOf));
  } catch {
    return 0;
  }
}

const hasProgram = (name: string) => spawnSync('which', [name]).status === 0;

function ours(
  cli: string,
  { left, right }: CompareFiles,
  out: string,
  base?: string,
): readonly string[] {
  const three = base === undefined ? [] : ['--base', base];
  return [process.execPath, cli, 'compare', left, right, ...three, '--csv', out, '--quiet'];
}

function toolsFor({ left, right }: CompareFiles, out: string): readonly Tool[] {
  const inNode = (peer: string) => [process.execPath, PEER, peer, left, right, out];
  const inShell = (script: string) => ['sh', '-c', script];
  const fields = ['first name', 'last name', 'company', 'title', 'phone', 'status'];
  const differs = fields.map((each) => `\${l_${each}} != \${r_${each}}`).join(' || ');
  const sqlite = (db: string, path: string) =>
    `sqlite3 ${db} 'CREATE TABLE p (email TEXT PRIMARY KEY, f, l, c, t, p, s)' '.import --csv --skip 1 ${path} p'`;
  const found: readonly (Tool | false)[] = [
    havePeer('@duckdb/node-api') && {
      name: 'DuckDB',
      command: inNode('duckdb'),
      ratioAtMost: 2,
      says: LINE,
    },
    havePeer('nodejs-polars') && {
      name: 'polars',
      command: inNode('polars'),
      ratioAtMost: 1,
      says: LINE,
    },
    { name: 'papaparse + Map', command: inNode('papaparse'), ratioAtMost: 1, says: LINE },
    hasProgram('mlr') && {
      name: 'Miller',
      says: /^\{/gmu,
      command: inShell(
        `mlr --icsv --ojsonl join --ul --ur --lp l_ --rp r_ -j email -f ${left} then filter 'is_absent(\${l_phone}) || is_absent(\${r_phone}) || ${differs}' ${right} > ${out}`,
      ),
      ratioAtMost: 1,
    },
    hasProgram('sqldiff') && {
      name: 'sqldiff',
      says: /^(?:UPDATE|INSERT|DELETE)/gmu,
      command: inShell(
        `rm -f ${out}.a ${out}.b; ${sqlite(`${out}.a`, left)} && ${sqlite(`${out}.b`, right)} && sqldiff --primarykey ${out}.a ${out}.b > ${out}`,
      ),
      ratioAtMost: 1,
    },
    hasProgram('csvjoin') && {
      name: 'csvkit (join alone)',
      command: inShell(`csvjoin -I --outer -c email ${left} ${right} > ${out}`),
      ratioAtMost: 1,
    },
    havePeer('daff') && {
      name: 'daff',
      says: /^"?(?:-+>|\+\+\+|---)/gmu,
      command: [
        process.execPath,
        peerPath('daff', 'bin/daff.js'),
        'diff',
        '--id',
        'email',
        '--output',
        out,
        left,
        right,
      ],
      ratioAtMost: 1,
    },
  ];
  return found.filter((tool) => tool !== false);
}

function saidIn(path: string, line: RegExp): number {
  return existsSync(path) ? (readFileSync(path, 'utf8').match(line)?.length ?? 0) : 0;
}

/** Who finds other differences than ours does another task, and it is told. */
function say(name: string, line: RegExp | undefined, out: string, ours: number): void {
  const found = line === undefined ? null : saidIn(out, line);
  const lines = found === null ? 'does not say what differs' : `${String(found)} differences`;
  process.stderr.write(`  ${name}: ${lines}${found === ours ? '' : ` (ours ${String(ours)})`}\n`);
}

/** Each peer as often as is worth its time: the slow ones once. */
async function twoWay(
  cli: string,
  folder: string,
  rows: number,
  runs: number,
): Promise<readonly Figure[]> {
  const files = writeCompareFiles(folder, rows, SEED);
  const out = join(folder, 'out.csv');
  await measure(ours(cli, files, out));
  const lines = saidIn(out, LINE);
  const tools = toolsFor(files, out);
  const pairs = new Map(tools.map(({ name }) => [name, [] as { us: Measured; peer: Measured }[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const { name, command, says } of shuffled(tools)) {
      const before = pairs.get(name) ?? [];
      if ((before[0]?.peer.seconds ?? 0) > 30) continue;
      const isFirst = Math.random() < 0.5;
      const us = ours(cli, files, out);
      const first = await measure(isFirst ? us : command);
      if (!isFirst && before.length === 0) say(name, says, out, lines);
      const second = await measure(isFirst ? command : us);
      if (isFirst && before.length === 0) say(name, says, out, lines);
      before.push(isFirst ? { us: first, peer: second } : { us: second, peer: first });
      process.stderr.write(
        `  ${name}: ${(isFirst ? second : first).seconds.toFixed(2)} s, ours ${(isFirst ? first : second).seconds.toFixed(2)} s\n`,
      );
    }
  }
  const size = `compare ${rows.toLocaleString('en')} x ${rows.toLocaleString('en')}`;
  return tools.flatMap(({ name, ratioAtMost }) => {
    const found = pairs.get(name) ?? [];
    const of = (what: keyof Measured) =>
      found.map(({ us, peer }) => ({ value: us[what], peerValue: peer[what] }));
    const goal = { of: 'ratio', atMost: ratioAtMost } as const;
    return [
      figureOf(`${size}: wall time`, 's', of('seconds'), { peer: name, goal }),
      figureOf(`${size}: CPU`, 's', of('cpuSeconds'), { peer: name }),
      figureOf(`${size}: peak memory`, 'MiB', of('peakMiB'), { peer: name }),
    ];
  });
}

async function threeWay(
  cli: string,
  folder: string,
  rows: number,
  runs: number,
): Promise<readonly Figure[]> {
  const files = writeCompareFiles(folder, rows, SEED);
  const out = join(folder, 'out.csv');
  const mine: Measured[] = [];
  for (let run = 0; run < runs; run += 1)
    mine.push(await measure(ours(cli, files, out, files.base)));
  const size = `compare three-way, ${rows.toLocaleString('en')} rows`;
  const memory = figureOf(
    `${size}: peak memory`,
    'MiB',
    mine.map(({ peakMiB }) => ({ value: peakMiB, peerValue: null })),
    { goal: { of: 'value', atMost: MEMORY_MIB } },
  );
  if (!havePeer('daff')) return [memory];
  const { base, left, right } = files;
  const merge = [
    process.execPath,
    peerPath('daff', 'bin/daff.js'),
    'merge',
    '--id',
    'email',
    '--output',
    out,
    base,
    left,
    right,
  ];
  const daff = await measure(merge);
  const runsBeside = mine.map(({ seconds }) => ({ value: seconds, peerValue: daff.seconds }));
  const goal = { of: 'ratio', atMost: DAFF_SHARE } as const;
  return [figureOf(`${size}: wall time`, 's', runsBeside, { peer: 'daff merge', goal }), memory];
}

export async function compareFigures({ rows, runs }: BenchSize): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'compare-bench-'));
  try {
    const cli = await builtCli();
    return [
      ...(await twoWay(cli, folder, rows * 5, runs)),
      ...(await threeWay(cli, folder, rows, runs)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
