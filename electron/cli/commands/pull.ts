import { Command } from 'commander';
import { SIDES } from '../../../shared/domain/side.ts';
import type { PairingView } from '../../../shared/ipc/engine-views.ts';
import { counted, grouping } from '../../../shared/texts/counted.ts';
import { SIDE_NAMES } from '../../../shared/texts/names.ts';
import { withPairing, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

export function pullCommand(shell: Shell): Command {
  return withPairing(new Command('pull'))
    .description('pull both sides of a pairing into the journal and compare them')
    .option('--full', 'read everything again, not only what changed since the pull before')
    .action(async (options: CommonOptions & { readonly full?: boolean }) => {
      await withSession(shell, options, { isOnline: true }, async ({ ask, engine }, output) => {
        const stop = shell.onInterrupt(() => {
          output.say('Stopping the pull; what was read before stays as it was.');
          void engine.call('pull:cancel', null);
        });
        const state = await ask('pull:start', { isFull: options.full === true }).finally(stop);
        const { pairing } = state;
        output.answer({ pairing }, pairing === null ? 'Nothing was pulled.' : pullText(pairing));
      });
      shell.end(EXIT.done);
    });
}

const RECORDS = {
  salesforce: { one: 'member', other: 'members' },
  voyage: { one: 'registration', other: 'registrations' },
};

/** `3 changed members, 0 deleted, 12 calls`, for each side. */
export function pullText(pairing: PairingView): string {
  const { lastPull, pulledAt } = pairing;
  const held = { salesforce: pairing.members ?? 0, voyage: pairing.registrations ?? 0 };
  const lines = SIDES.map((side) => {
    const { one, other } = RECORDS[side];
    const inAll = counted(held[side], one, other);
    if (lastPull === null) return `${SIDE_NAMES[side]}: ${inAll}`;
    const { changed, deleted, calls } = lastPull.sides[side];
    const what = [
      counted(changed, `changed ${one}`, `changed ${other}`),
      `${grouping(deleted)} deleted`,
      counted(calls, 'call', 'calls'),
    ];
    return lastPull.kind === 'full'
      ? `${SIDE_NAMES[side]}: ${inAll}, ${counted(calls, 'call', 'calls')}`
      : `${SIDE_NAMES[side]}: ${what.join(', ')}; ${inAll} in all`;
  });
  const way = lastPull?.kind === 'changes' ? 'Read what changed' : 'Read everything';
  return [`${way}, as of ${pulledAt ?? 'never'}.`, ...lines].join('\n');
}
