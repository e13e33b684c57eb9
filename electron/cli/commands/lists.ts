import { Command } from 'commander';
import type { Side } from '../../../shared/domain/side.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { table } from '../text.ts';

export function listCommand(shell: Shell, name: 'campaigns' | 'events', side: Side): Command {
  const of = side === 'salesforce' ? 'Salesforce campaigns' : 'Voyage events';
  return withCommonOptions(new Command(name))
    .description(`list ${of}`)
    .option('--query <text>', 'only those whose name contains the text', '')
    .action(async (options: CommonOptions & { readonly query: string }) => {
      await withSession(shell, options, { isOnline: true }, async ({ ask }, output) => {
        const found = await ask('lists:find', { side, query: options.query });
        const rows = found.map((list) => [
          list.listId,
          list.rows === null ? '' : String(list.rows),
          list.startsOn?.slice(0, 10) ?? '',
          list.name,
        ]);
        output.answer({ [name]: found }, table(['id', 'people', 'starts', 'name'], rows));
      });
      shell.end(EXIT.done);
    });
}
