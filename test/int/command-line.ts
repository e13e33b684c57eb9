/** The command line in this process: what it prints, and the code it ends with. */
import { createOutput } from '../../electron/cli/output.ts';
import { runProgram } from '../../electron/cli/program.ts';

export interface Told {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function commandLine(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Told> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    ({
      isTTY: false,
      write: (piece: string) => {
        written[name] += piece;
        return true;
      },
    }) as unknown as NodeJS.WriteStream;
  const code = await runProgram(
    argv,
    {
      env,
      output: ({ json, quiet }) =>
        createOutput({
          isJson: json === true,
          isQuiet: quiet === true,
          stdout: stream('stdout'),
          stderr: stream('stderr'),
          now: () => 0,
        }),
      onInterrupt: () => () => undefined,
      rosterReader: new URL('../../electron/roster/worker.ts', import.meta.url),
    },
    '0',
    (cause) => {
      throw cause;
    },
  );
  return { code, ...written };
}
