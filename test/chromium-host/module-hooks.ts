/** Makes `electron` importable and requirable: for the app, for Playwright's loader, and for the inspector's console. */
import Module, { registerHooks } from 'node:module';

type Load = (this: unknown, request: string, ...rest: unknown[]) => unknown;

const NAMES: ReadonlySet<string> = new Set(['electron', 'electron/main', 'electron/common']);
const URL_OF_MODULE = 'chromium-host:electron';

export function provideElectron(electron: Readonly<Record<string, unknown>>): void {
  const loader = Module as unknown as { _load: Load };
  const load = loader._load;
  loader._load = function loadOrElectron(request, ...rest) {
    return NAMES.has(request) ? electron : load.call(this, request, ...rest);
  };
  const names = Object.keys(electron);
  const source = [
    "const electron = process.getBuiltinModule('node:module')._load('electron');",
    'export default electron;',
    ...names.map((name) => `export const ${name} = electron.${name};`),
  ].join('\n');
  registerHooks({
    resolve: (specifier, context, next) =>
      NAMES.has(specifier) && context.conditions.includes('import')
        ? { url: URL_OF_MODULE, format: 'module', shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) =>
      url === URL_OF_MODULE ? { format: 'module', source, shortCircuit: true } : next(url, context),
  });
}
