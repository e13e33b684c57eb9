import { Command } from 'commander';
import { WORKSPACE_KINDS } from '../../../shared/domain/side.ts';
import { Refusal } from '../../engine/refusal.ts';
import { addWorkspace, dataDirOf, listWorkspaces } from '../../workspace/workspaces.ts';
import { withCommonOptions } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../text.ts';

export function workspaceCommand(shell: Shell): Command {
  const list = withCommonOptions(new Command('list'))
    .description('the workspaces and their kinds')
    .action((options: CommonOptions) => {
      const workspaces = listWorkspaces(dataDirOf(options.data ?? null, shell.env));
      const rows = workspaces.map(({ name, kind }) => [name, kind]);
      shell.output(options).answer({ workspaces }, table(['name', 'kind'], rows));
      shell.end(EXIT.done);
    });
  const add = withCommonOptions(new Command('add'))
    .description('make another workspace')
    .argument('<name>', 'small letters, digits and hyphens')
    .requiredOption('--kind <kind>', WORKSPACE_KINDS.join(', '))
    .action((name: string, options: CommonOptions & { readonly kind: string }) => {
      const kind = WORKSPACE_KINDS.find((known) => known === options.kind);
      if (!kind) {
        const detail = `--kind takes ${WORKSPACE_KINDS.join(', ')}; “${options.kind}” is none of them.`;
        throw new Refusal({ code: 'usage/invalid', detail });
      }
      addWorkspace(dataDirOf(options.data ?? null, shell.env), { name, kind });
      shell.output(options).answer({ name, kind }, `Workspace “${name}” (${kind}) is there.`);
      shell.end(EXIT.done);
    });
  return new Command('workspace')
    .description('list or add workspaces')
    .addCommand(list)
    .addCommand(add);
}
