import { Command } from 'commander';
import { restoreBackup } from '../../engine/journal/restore.ts';
import { dataDirOf, findWorkspace, journalPath } from '../../workspace/workspaces.ts';
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

interface DoctorOptions extends CommonOptions {
  readonly restore?: true | string;
}

export function doctorCommand(shell: Shell): Command {
  return withCommonOptions(new Command('doctor'))
    .description('check keychain, journal, disk, clock, network and both sign-ins')
    .option(
      '--restore [backup]',
      'first put a backup in the place of a damaged journal, which is kept: the newest sound one, or by name',
    )
    .action(async (options: DoctorOptions) => {
      const output = shell.output(options);
      const dataDir = dataDirOf(options.data ?? null, shell.env);
      if (options.restore !== undefined) {
        const { name } = findWorkspace(dataDir, options.workspace);
        const named = options.restore === true ? null : options.restore;
        const { takenAt } = restoreBackup(journalPath(dataDir, name), named, new Date());
        output.say(
          `The journal is again as it was at ${takenAt}; the other file is kept beside it.`,
        );
      }
      const checks = await checkUp({
        dataDir,
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
