/** `app.getPath` and `app.setPath`, by the rules Electron follows on Linux. */
import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

export interface AppPaths {
  get(name: string): string;
  set(name: string, path: string): void;
}

export function createAppPaths(
  appName: () => string,
  userDataSwitch: string | undefined,
): AppPaths {
  const chosen = new Map<string, string>();
  const home = homedir();
  const inHome = (folder: string) => (): string => join(home, folder);
  const rules: Readonly<Record<string, () => string>> = {
    home: () => home,
    appData: () => process.env.XDG_CONFIG_HOME ?? join(home, '.config'),
    userData: () => userDataSwitch ?? join(get('appData'), appName()),
    sessionData: () => get('userData'),
    temp: () => tmpdir(),
    exe: () => process.execPath,
    desktop: inHome('Desktop'),
    documents: inHome('Documents'),
    downloads: inHome('Downloads'),
    logs: () => join(get('userData'), 'logs'),
    crashDumps: () => join(get('userData'), 'Crashpad'),
  };
  const get = (name: string): string => {
    const path = chosen.get(name) ?? rules[name]?.();
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  };
  return {
    get,
    set: (name, path) => {
      if (!isAbsolute(path)) throw new Error('Path must be absolute');
      if (!(name in rules)) throw new Error(`Failed to set path '${name}'`);
      chosen.set(name, path);
      mkdirSync(path, { recursive: true });
    },
  };
}
