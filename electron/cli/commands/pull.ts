import { Command } from 'commander';
import { withPairing, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export function pullCommand(shell: Shell): Command {
  return withPairing(new Command('pull'))
    .description('pull both sides of a pairing into the journal and compare them')
    .option('--full', 'read everything again, whatever was read before')
    .action(async (options: CommonOptions & { readonly full?: boolean }) => {
      await withSession(shell, options, { isOnline: true }, async ({ ask, engine }, output) => {
        const stop = shell.onInterrupt(() => {
          output.say('Stopping the pull; what was read before stays as it was.');
          void engine.call('pull:cancel', null);
        });
        const state = await ask('pull:start', { isFull: options.full === true }).finally(stop);
        const { pairing } = state;
        output.answer(
          { pairing },
          `${pairing?.members ?? 0} members and ${pairing?.registrations ?? 0} registrations read at ${pairing?.pulledAt ?? 'never'}.`,
        );
      });
      shell.end(EXIT.done);
    });
}
