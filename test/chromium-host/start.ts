/** The stand-in's entry: makes this Node process look like Electron's main process, and runs the app in it. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readCommandLine } from './command-line.ts';
import { createElectronHost, type AppManifest } from './electron-module.ts';
import { readHostSettings } from './host-settings.ts';
import { provideElectron } from './module-hooks.ts';

interface PackageJson {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
  readonly main?: string;
}

const electronPackage = join(import.meta.dirname, '../../node_modules/electron/package.json');

function end(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function readPackage(file: string): PackageJson {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PackageJson) : {};
}

/** `app` is a folder with a package.json, or a script. */
function findApp(app: string, electronVersion: string): { manifest: AppManifest; entry: string } {
  const target = resolve(app);
  const json = readPackage(join(target, 'package.json'));
  const isFolder = existsSync(join(target, 'package.json'));
  const entry = isFolder ? resolve(target, json.main ?? 'index.js') : target;
  if (!existsSync(entry)) end(`Unable to find Electron app at ${target}`);
  const manifest = {
    folder: isFolder ? target : dirname(entry),
    name: json.productName ?? json.name ?? 'Electron',
    version: json.version ?? electronVersion,
  };
  return { manifest, entry };
}

/** Electron's argv is `[executable, ...arguments]`; Playwright's loader cuts its own arguments out of it. */
function disguise(electronVersion: string): void {
  const executable = process.env.CHROMIUM_HOST_EXE ?? join(import.meta.dirname, 'electron');
  process.argv = [executable, ...process.argv.slice(2)];
  for (const name of ['CHROMIUM_HOST_EXE', 'ELECTRON_OVERRIDE_DIST_PATH', 'ELECTRON_EXEC_PATH']) {
    Reflect.deleteProperty(process.env, name);
  }
  const set = (target: object, key: string, value: unknown): void => {
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  set(process, 'execPath', executable);
  set(process, 'type', 'browser');
  set(process, 'defaultApp', true);
  set(process, 'resourcesPath', join(dirname(electronPackage), 'dist/resources'));
  set(process.versions, 'electron', electronVersion);
  set(process.versions, 'chrome', '');
}

async function run(): Promise<void> {
  const electronVersion = readPackage(electronPackage).version ?? '0.0.0';
  disguise(electronVersion);
  const commandLine = readCommandLine(process.argv.slice(1));
  if (commandLine.wantsVersion) {
    process.stdout.write(`v${electronVersion}\n`);
    return;
  }
  if (commandLine.app === undefined) end('chromium-host: no app given');
  const { manifest, entry } = findApp(commandLine.app, electronVersion);
  const host = createElectronHost(manifest, commandLine, readHostSettings(process.env));
  provideElectron(host.electron);

  const require = createRequire(import.meta.url);
  for (const path of commandLine.requires) require(resolve(path));

  process.on('uncaughtException', (error) => {
    if (process.listenerCount('uncaughtException') > 1) return;
    process.stderr.write(
      `A JavaScript error occurred in the main process\n${error.stack ?? String(error)}\n`,
    );
    // Electron shows a dialog and lives on; before `ready` that would help nobody.
    if (!host.isReady()) process.exit(1);
  });
  process.on('exit', host.kill);

  try {
    await import(pathToFileURL(entry).href);
  } catch (error) {
    end(
      `App threw an error during load\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  try {
    await host.start();
  } catch (error) {
    end(error instanceof Error ? error.message : String(error));
  }
}

await run();
