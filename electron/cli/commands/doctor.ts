import { Command } from 'commander';
import { dataDirOf } from '../../workspace/workspaces.ts';
import { checkUp } from '../checkup.ts';
import type { Check } from '../checkup.ts';
import { withCommonOptions } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { worstOf } from '../exit-codes.ts';

const MARKS: Readonly<Record<Check['state'], string>> = {
  ok: 'ok     ',
  warning: 'look   ',
  failed: 'WRONG  ',
  skipped: '-      ',
};

export function doctorCommand(shell: Shell): Command {
  return withCommonOptions(new Command('doctor'))
    .description('check keychain, journal, disk, clock, network and both sign-ins')
    .action(async (options: CommonOptions) => {
      const output = shell.output(options);
      const checks = await checkUp({
        dataDir: dataDirOf(options.data ?? null, shell.env),
        workspaceName: options.workspace,
        env: shell.env,
        output,
      });
      const lines = checks.map(({ name, state, text }) => `${MARKS[state]}${name}: ${text}`);
      const told = checks.map(({ name, state, text }) => ({ name, state, text }));
      output.answer({ checks: told }, lines.join('\n'));
      shell.end(worstOf(checks.map(({ exit }) => exit)));
    });
}
