import { Command } from 'commander';
import type { PlanSummary } from '../../../shared/domain/plan.ts';
import { impactLines } from '../../../shared/texts/impact-texts.ts';
import { NO_ROWS } from '../../../shared/reconcile/outcome.ts';
import { directionOf, withPolicy, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { CommandSession } from '../session.ts';
import { exitOfPlan, planText } from './plan.ts';
import { push, withPushOptions } from './push.ts';
import type { PushOptions } from './push.ts';

export function runCommand(shell: Shell): Command {
  return withPushOptions(withPolicy(new Command('run')))
    .description('pull, diff, plan and push in one, under a policy file')
    .option('--direction <way>', 'import, export or both', 'both')
    .option('--dry-run', 'stop after the plan')
    .action(
      async (options: CommonOptions & PushOptions & { direction: string; dryRun?: boolean }) => {
        const direction = directionOf(options.direction);
        const code = await withSession(
          shell,
          options,
          { isOnline: true },
          async (session, output) => {
            const stop = shell.onInterrupt(() => void session.engine.call('pull:cancel', null));
            const startedAt = new Date().toISOString();
            await session.ask('pull:start', { isFull: false }).finally(stop);
            const plan = await session.ask('plan:build', { direction });
            if (options.dryRun === true) return dryRun(session, output, plan, startedAt);
            return pushPlan(shell, session, output, plan, options, startedAt);
          },
        );
        shell.end(code);
      },
    );
}

/** Pushes unless a status is unmapped: then the labels and their rows are named, and nothing is written. */
function pushPlan(
  shell: Shell,
  session: CommandSession,
  output: Output,
  plan: PlanSummary,
  options: PushOptions,
  startedAt: string,
) {
  if (plan.blockedBy === 'unmapped-status') {
    output.answer(
      unsentJson(plan, 'blocked', startedAt),
      `${planText(plan)}\nNothing was sent: map or skip the statuses named above first.`,
    );
    return Promise.resolve(EXIT.decide);
  }
  return push(shell, session, output, { ...options, digest: plan.digest });
}

export async function dryRun(
  { ask }: CommandSession,
  output: Output,
  plan: PlanSummary,
  startedAt: string,
) {
  const impact = await ask('plan:impact', { digest: plan.digest });
  output.answer(
    { ...unsentJson(plan, 'planned', startedAt), impact },
    [
      planText(plan),
      ...impactLines(impact).map(({ text }) => text),
      'Dry run: nothing was sent.',
    ].join('\n'),
  );
  return exitOfPlan(plan);
}

function unsentJson(plan: PlanSummary, status: 'blocked' | 'planned', startedAt: string) {
  const { conflicts, unmappedStatuses, guards } = plan.left;
  return {
    txId: null,
    direction: plan.direction,
    status,
    counts: NO_ROWS,
    outcomes: {},
    left: {
      conflicts,
      unmappedStatuses,
      guards: guards
        .filter((guard) => guard.isTripped && !guard.isWaived)
        .map((guard) => guard.name),
    },
    calls: { salesforce: 0, voyage: 0 },
    plan: { digest: plan.digest, counts: plan.counts, calls: plan.calls },
    ...(plan.revert === undefined ? {} : { reverts: plan.revert.txId }),
    startedAt,
    endedAt: new Date().toISOString(),
  };
}
