import { Command, InvalidArgumentError } from 'commander';
import { GUARD_NAMES } from '../../../shared/domain/plan.ts';
import type { GuardName } from '../../../shared/domain/plan.ts';
import { RUN_MODES } from '../../../shared/domain/outcome.ts';
import type { RunMode } from '../../../shared/domain/outcome.ts';
import type { RunSummary } from '../../../shared/ipc/engine-views.ts';
import { Refusal } from '../../engine/refusal.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT, exitOfError, exitOfRun, worstOf } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { CommandSession } from '../session.ts';
import { counts } from '../text.ts';

export interface PushOptions {
  readonly mode: RunMode;
  readonly confirm?: string;
  readonly waive?: readonly GuardName[];
}

export function withPushOptions(command: Command): Command {
  return command
    .option('--mode <mode>', 'keep (what succeeded) or all-or-nothing', modeOf, 'keep')
    .option(
      '--waive <guard>',
      `let one guard through; may be given again (${GUARD_NAMES.join(', ')})`,
      guardOf,
    )
    .option('--confirm <campaign>', 'the campaign’s name, needed in a production workspace');
}

export function pushCommand(shell: Shell): Command {
  return withPushOptions(withCommonOptions(new Command('push')))
    .description('carry a plan out')
    .option('--plan <digest>', 'the plan, as `plan` named it')
    .option('--resume', 'go on with an interrupted push')
    .action(async (options: CommonOptions & PushOptions & { plan?: string; resume?: boolean }) => {
      const code = await withSession(
        shell,
        options,
        { isOnline: true },
        async (session, output) => {
          if (options.resume === true) {
            const { activeRun } = await session.ask('engine:state', null);
            if (!activeRun) {
              throw new Refusal({ code: 'usage/invalid', detail: 'No push was interrupted.' });
            }
            return push(shell, session, output, { resume: activeRun.txId });
          }
          if (options.plan === undefined) {
            throw new Refusal({
              code: 'usage/invalid',
              detail: 'Name the plan with --plan DIGEST.',
            });
          }
          return push(shell, session, output, { ...options, digest: options.plan });
        },
      );
      shell.end(code);
    });
}

/** Says why a run stopped by itself, where it did. */
export async function exitOfPause({ ask }: CommandSession, output: Output): Promise<ExitCode> {
  const { activeRun } = await ask('engine:state', null);
  if (!activeRun?.pausedBy) return EXIT.done;
  output.explain(activeRun.pausedBy);
  return exitOfError(activeRun.pausedBy);
}

/** Pushes or goes on, prints the run, and answers the exit code. */
export async function push(
  shell: Shell,
  session: CommandSession,
  output: Output,
  what: (PushOptions & { readonly digest: string }) | { readonly resume: string },
) {
  const { ask, engine } = session;
  let running = 'resume' in what ? what.resume : null;
  const unsubscribe = engine.on('push', (now) => (running = now.txId));
  const stop = shell.onInterrupt(() => {
    output.say('Stopping after this batch. Go on later with: push --resume');
    if (running !== null) void engine.call('push:pause', { txId: running });
  });
  try {
    const run = await start();
    output.answer(runJson(run), runText(run));
    return worstOf([exitOfRun(run), await exitOfPause(session, output)]);
  } finally {
    stop();
    unsubscribe();
  }

  async function start(): Promise<RunSummary> {
    if ('resume' in what) return ask('push:resume', { txId: what.resume });
    const { digest, mode, confirm = null, waive = [] } = what;
    for (const guard of waive) await ask('plan:waive', { digest, guard, isWaived: true });
    return ask('push:start', { digest, mode, confirm });
  }
}

export function runJson(run: RunSummary) {
  const { conflicts, unmappedStatuses, guards } = run.left;
  return {
    txId: run.txId,
    direction: run.direction,
    status: run.status,
    counts: run.counts,
    outcomes: run.outcomes,
    left: { conflicts, unmappedStatuses, guards },
    calls: run.calls,
    startedAt: run.startedAt,
    endedAt: run.endedAt,
    ...(run.reverts === null ? {} : { reverts: run.reverts }),
  };
}

export function runText(run: RunSummary): string {
  const { rows, ...seven } = run.counts;
  return [
    `run ${run.txId}: ${run.status}`,
    ...(run.reverts === null ? [] : [`it took back run ${run.reverts}`]),
    ...(run.revertedBy === null ? [] : [`taken back by run ${run.revertedBy}`]),
    `${rows.toLocaleString('en')} rows: ${counts(seven)}`,
    `outcomes: ${counts(run.outcomes)}`,
    `calls: ${run.calls.salesforce} to Salesforce, ${run.calls.voyage} to Voyage`,
    `left for a person: ${run.left.conflicts} conflicts, ${run.left.proposals} proposals`,
    ...(run.endedAt === null
      ? ['the run is not over: go on with `push --resume`']
      : [
          `${tieText(run)}${run.addsUp ? 'the totals tie to the rows' : 'the totals do NOT tie to the rows'}`,
        ]),
  ].join('\n');
}

function tieText({ tie }: RunSummary): string {
  if (tie === null) return '';
  const { members, memberRows, registrations, registrationRows } = tie;
  return members === memberRows && registrations === registrationRows
    ? `every one of ${members.toLocaleString('en')} members and ${registrations.toLocaleString('en')} registrations is in exactly one row; `
    : 'NOT every member and registration is in exactly one row; ';
}

function modeOf(text: string): RunMode {
  const found = RUN_MODES.find((mode) => mode === text);
  if (found) return found;
  throw new InvalidArgumentError(`It takes ${RUN_MODES.join(' or ')}.`);
}

function guardOf(text: string, before: readonly GuardName[] = []): readonly GuardName[] {
  const found = GUARD_NAMES.find((guard) => guard === text);
  if (found) return [...before, found];
  throw new InvalidArgumentError(`It takes one of ${GUARD_NAMES.join(', ')}.`);
}
