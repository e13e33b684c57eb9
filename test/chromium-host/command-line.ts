/** What Electron itself reads from its command line. */
export interface CommandLine {
  /** `-r` modules, loaded before the app. */
  readonly requires: readonly string[];
  /** The app's folder or file: the first argument that is no switch. */
  readonly app: string | undefined;
  /** Of `--remote-debugging-port`, wherever it stands. */
  readonly devtoolsPort: string | undefined;
  /** All other `--name=value` switches; these reach Chromium, as with Electron. */
  readonly switches: Map<string, string>;
  readonly wantsVersion: boolean;
}

const OWN_SWITCHES: ReadonlySet<string> = new Set([
  'inspect',
  'inspect-brk',
  'remote-debugging-port',
  'version',
  'require',
]);

/** `args` is argv without the executable. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const requires: string[] = [];
  let app: string | undefined;
  for (let at = 0; at < args.length && app === undefined; at += 1) {
    const argument = args[at] ?? '';
    if (argument === '-r' || argument === '--require') {
      at += 1;
      requires.push(args[at] ?? '');
    } else if (!argument.startsWith('-')) app = argument;
  }
  const switches = new Map<string, string>();
  let devtoolsPort: string | undefined;
  for (const argument of args) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (name === undefined) continue;
    if (name === 'remote-debugging-port') devtoolsPort = value ?? '0';
    else if (!OWN_SWITCHES.has(name)) switches.set(name, value ?? '');
  }
  const wantsVersion = args.some((argument) => argument === '--version' || argument === '-v');
  return { requires, app, devtoolsPort, switches, wantsVersion };
}
