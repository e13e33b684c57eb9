import { Command } from 'commander';
import type { PlanSummary } from '../../../shared/domain/plan.ts';
import { impactLines } from '../../../shared/texts/impact-texts.ts';
import { writePlanCsv } from '../../workspace/write-csv.ts';
import { directionOf, withPolicy, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT, worstOf } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { isFirstLook } from './diff.ts';
import { counts } from '../text.ts';

interface PlanOptions extends CommonOptions {
  readonly direction: string;
  readonly csv?: string;
}

export function planCommand(shell: Shell): Command {
  return withPolicy(new Command('plan'))
    .description('the operations that decisions and policies imply; nothing is sent')
    .option('--direction <way>', 'import, export or both', 'both')
    .option('--csv <file>', 'write the rows of the plan')
    .action(async (options: PlanOptions) => {
      const direction = directionOf(options.direction);
      const needs = { isOnline: isFirstLook(options) };
      const code = await withSession(shell, options, needs, async ({ ask }, output) => {
        const plan = await ask('plan:build', { direction });
        const written =
          options.csv === undefined ? null : await writePlanCsv(ask, plan.digest, options.csv);
        const impact = await ask('plan:impact', { digest: plan.digest });
        output.answer(
          { ...planJson(plan), impact, ...(written ? { csv: written } : {}) },
          [planText(plan), ...impactLines(impact).map(({ text }) => text)].join('\n'),
        );
        return exitOfPlan(plan);
      });
      shell.end(code);
    });
}

function planJson(plan: PlanSummary) {
  const { digest, counts: counted, calls, left, warnings } = plan;
  const { guards, ...rest } = left;
  return {
    digest,
    direction: plan.direction,
    counts: counted,
    calls,
    left: rest,
    guards,
    warnings,
  };
}

export function planText(plan: PlanSummary): string {
  const { salesforce, voyage } = plan.counts;
  const tripped = plan.left.guards.filter((guard) => guard.isTripped && !guard.isWaived);
  return [
    `plan ${plan.digest}`,
    `to Salesforce: ${counts(salesforce)}`,
    `to Voyage: ${counts(voyage)}`,
    `calls: ${plan.calls.salesforce} to Salesforce, ${plan.calls.voyage} to Voyage`,
    `left for a person: ${plan.left.conflicts} conflicts, ${plan.left.proposals} proposals`,
    ...plan.left.unmappedStatuses.map(
      ({ side, label, rows }) => `unmapped on ${side}: “${label}”, ${rows} rows; map it or skip it`,
    ),
    ...tripped.map(
      (guard) =>
        `guard ${guard.name}${guard.side === null ? '' : ` (${guard.side})`}: ${guard.count} of ${guard.of} rows (${Math.round(guard.value * 10) / 10}%), the limit is ${guard.limit}%; if that is right: --waive ${guard.name}`,
    ),
    ...plan.warnings,
  ].join('\n');
}

export function exitOfPlan(plan: PlanSummary): ExitCode {
  const codes: ExitCode[] = [];
  const { conflicts, proposals, unmappedStatuses, guards } = plan.left;
  if (conflicts > 0 || proposals > 0 || unmappedStatuses.length > 0) codes.push(EXIT.decide);
  if (guards.some((guard) => guard.isTripped && !guard.isWaived)) codes.push(EXIT.refused);
  return worstOf(codes);
}
