/** `npm start`: opens the window; without a display it reconciles the demo on the command line instead. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { dataDirOf, reportsDir } from '../electron/workspace/workspaces.ts';
import { electronExecutable } from '../test/electron-executable.ts';
import { takePicture } from './picture.ts';

const ROOT = join(import.meta.dirname, '..');
const args = process.argv.slice(2);

if (hasDisplay()) await openWindow();
else await reconcileWithoutWindow();

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

async function openWindow(): Promise<void> {
  const electron = electronExecutable();
  process.stderr.write(`${electron.describe()}\n`);
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  process.exitCode = await run(electron.path, [...asRoot, '.', ...args]);
}

async function reconcileWithoutWindow(): Promise<void> {
  process.stderr.write(
    `No display here, so no window: the demo is reconciled on the command line instead.\n${electronExecutable().describe()}\n`,
  );
  const named = args.indexOf('--data');
  const dataDir = dataDirOf(named < 0 ? null : (args[named + 1] ?? null));
  const picture = join(reportsDir(dataDir, 'demo'), 'review.png');
  const pictured = await takePicture(picture, ['--data', dataDir, '--workspace', 'demo']).then(
    () => `picture of the review screen: ${picture}`,
    (cause: unknown) =>
      `no picture of the review screen could be taken: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`,
  );
  const cli = join(ROOT, 'electron', 'cli', 'main.ts');
  process.exitCode = await run(process.execPath, [cli, 'demo', '--run', ...args]);
  process.stdout.write(`${pictured}\n`);
}

function run(program: string, programArgs: readonly string[]): Promise<number> {
  const child = spawn(program, programArgs, { cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
