import { Command } from 'commander';
import { Refusal } from '../../engine/refusal.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import type { CommandSession } from '../session.ts';
import { push, withPushOptions } from './push.ts';
import type { PushOptions } from './push.ts';
import { dryRun } from './run.ts';

interface RevertOptions extends CommonOptions, PushOptions {
  readonly tx: string;
  readonly dryRun?: boolean;
}

export function revertCommand(shell: Shell): Command {
  return withPushOptions(withCommonOptions(new Command('revert')))
    .description('take a finished run back, row by row, where nothing changed since')
    .requiredOption('--tx <id>', 'the run’s transaction id')
    .option('--dry-run', 'stop after the plan: what would be taken back, and what is left alone')
    .action(async (options: RevertOptions) => {
      const code = await withSession(
        shell,
        options,
        { isOnline: true },
        async (session, output) => {
          const startedAt = new Date().toISOString();
          await choosePairing(session, options.tx);
          const plan = await session.ask('revert:plan', { txId: options.tx });
          if (options.dryRun === true) return dryRun(session, output, plan, startedAt);
          for (const warning of plan.warnings) output.say(warning);
          return push(shell, session, output, { ...options, digest: plan.digest });
        },
      );
      shell.end(code);
    });
}

/** The run says which two lists it wrote. */
async function choosePairing({ ask }: CommandSession, txId: string): Promise<void> {
  const { rows } = await ask('audit:page', { search: txId, from: 0, count: 10 });
  const run = rows.find((row) => row.tx_id === txId);
  if (run === undefined || run.direction === 'callback') {
    throw new Refusal({ code: 'run/unknown', txId });
  }
  const { pairing } = await ask('engine:state', null);
  if (pairing?.campaignId === run.campaign_id && pairing.eventId === run.event_id) return;
  await ask('pairing:choose', { campaignId: run.campaign_id, eventId: run.event_id });
}
