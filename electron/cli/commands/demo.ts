import { Command, InvalidArgumentError } from 'commander';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SKIP, VOYAGE_STATUSES } from '../../../shared/domain/status.ts';
import type { VoyageStatus } from '../../../shared/domain/status.ts';
import type { StatusMapView } from '../../../shared/ipc/engine-views.ts';
import { FAULT_KINDS } from '../../demo/faults/fault.ts';
import { readSpec } from '../../demo/faults/read-spec.ts';
import type { SpokenFaults } from '../../demo/faults/read-spec.ts';
import type { Demo } from '../../demo/start-demo.ts';
import { DEMO_ROWS, DEMO_SEED } from '../../demo/size.ts';
import { Refusal } from '../../engine/refusal.ts';
import {
  dataDirOf,
  demoDir,
  removeWorkspaceFiles,
  reportsDir,
} from '../../workspace/workspaces.ts';
import { withCommonOptions, withSession } from '../command.ts';
import type { CommonOptions, Shell } from '../command.ts';
import { EXIT, exitOfRun, worstOf } from '../exit-codes.ts';
import type { Output } from '../output.ts';
import type { CommandSession } from '../session.ts';
import { counts } from '../text.ts';
import { planText } from './plan.ts';
import { exitOfPause, runJson, runText } from './push.ts';
import { writeReport } from './report.ts';

interface DemoOptions extends CommonOptions {
  readonly run?: boolean;
  readonly rows?: number;
  readonly fresh?: boolean;
  /** True without a value. */
  readonly faults?: SpokenFaults | true;
}

export function demoCommand(shell: Shell): Command {
  return withCommonOptions(new Command('demo'))
    .description('start the demo org and event on this machine and print their addresses')
    .option('--run', 'reconcile them once, end to end, and print what happened')
    .option('--rows <n>', `about so many people (default ${DEMO_ROWS})`, rowsOf)
    .option('--fresh', 'fill the demo anew first')
    .option(
      '--faults [list]',
      'print the pages that switch faults on and off; with a list, those are on at the start',
      faultsOf,
    )
    .addHelpText('after', FAULTS_HELP)
    .action(async (options: DemoOptions) => {
      if (options.run === true && options.faults !== undefined) {
        const detail = '--faults keeps the demo running to be used from elsewhere; --run ends it.';
        throw new Refusal({ code: 'usage/invalid', detail });
      }
      const output = shell.output(options);
      const dataDir = dataDirOf(options.data ?? null, shell.env);
      const isFresh = await startsAnew(options, dataDir);
      if (isFresh) {
        output.say('Filling the demo anew.');
        removeWorkspaceFiles(dataDir, options.workspace);
      }
      if (options.run === true) {
        const demo = { rows: options.rows ?? null, isFresh };
        const code = await withSession(shell, options, { isOnline: true, demo }, (session) =>
          reconcileOnce(session, output, reportsDir(dataDir, options.workspace)),
        );
        shell.end(code);
      } else await serve(shell, options, output, dataDir, isFresh);
    });
}

/** A demo of another size than the one asked for is made anew; so is one asked to be. */
async function startsAnew(options: DemoOptions, dataDir: string): Promise<boolean> {
  const { readDemoRows } = await import('../../demo/start-demo.ts');
  const there = readDemoRows(demoDir(dataDir, options.workspace));
  if (there === null) return false;
  return options.fresh === true || (options.rows !== undefined && options.rows !== there);
}

async function serve(
  shell: Shell,
  options: DemoOptions,
  output: Output,
  dataDir: string,
  isFresh: boolean,
): Promise<void> {
  const { startDemo } = await import('../../demo/start-demo.ts');
  const demo = await startDemo({
    dir: demoDir(dataDir, options.workspace),
    rows: options.rows ?? DEMO_ROWS,
    seed: DEMO_SEED,
    fresh: isFresh,
    clock: () => new Date(),
  });
  if (demo.chapter() === 1) demo.advance();
  const { salesforce, voyage, campaignId, eventId } = demo;
  const controls = options.faults === undefined ? null : switchOn(demo, options.faults);
  output.answer(
    { salesforce, voyage, campaignId, eventId, ...(controls === null ? {} : { controls }) },
    [
      `Salesforce  ${salesforce.url}  campaign ${campaignId}`,
      `Voyage      ${voyage.url}  event ${eventId}`,
      '',
      'To use them from another terminal:',
      `  export SF_INSTANCE_URL=${salesforce.url} SF_ACCESS_TOKEN=${salesforce.token}`,
      `  export VOYAGE_URL=${voyage.url} VOYAGE_TOKEN=${voyage.token}`,
      ...(controls === null ? [] : controlsText(controls)),
    ].join('\n'),
  );
  output.say('Ctrl-C ends both.');
  await new Promise<void>((resolve) => shell.onInterrupt(resolve));
  await demo.close();
  shell.end(EXIT.done);
}

function switchOn(demo: Demo, faults: SpokenFaults | true): Readonly<Record<Side, string>> {
  const { salesforce, voyage } = demo.controls;
  if (faults !== true) {
    salesforce.faults.load(faults.salesforce);
    voyage.faults.load(faults.voyage);
  }
  return { salesforce: salesforce.url, voyage: voyage.url };
}

function controlsText(controls: Readonly<Record<Side, string>>): readonly string[] {
  return [
    '',
    'To let things go wrong over there, and make them well again, in a browser:',
    `  Salesforce  ${controls.salesforce}`,
    `  Voyage      ${controls.voyage}`,
  ];
}

const FAULTS_HELP = `
Faults to begin with, by name and comma: rate-limited:3 is the next three requests, unauthorized is every
one, half-body@query:10% one query in ten, status=502@voyage-batch:#2 the second batch. The names:
${FAULT_KINDS.join(', ')}.`;

function faultsOf(list: string): SpokenFaults {
  try {
    return readSpec(list);
  } catch (cause) {
    throw new InvalidArgumentError(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Pull, compare, decide as the demo's rules say, plan, push, report: the whole way once. */
async function reconcileOnce(session: CommandSession, output: Output, dir: string) {
  const { ask } = session;
  const state = await ask('pull:start', { isFull: false });
  const found = await ask('diff:counts', null);
  output.say(`${state.pairing?.campaignName ?? ''} with ${state.pairing?.eventName ?? ''}`);
  output.say(`${found.rows} people: ${counts(found.classes)}`);
  await ask('policy:set', {
    policy: demoPolicy(await ask('policy:get', null), await ask('map:get', null)),
  });
  const decided = await decideTheRest(session);
  output.say(`${decided} rows that no rule settles: taken from Voyage, as a person might`);
  const plan = await ask('plan:build', { direction: 'both' });
  output.say(planText(plan));
  for (const guard of plan.left.guards) {
    if (guard.isTripped)
      await ask('plan:waive', { digest: plan.digest, guard: guard.name, isWaived: true });
  }
  const run = await ask('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  const written = await writeReport(session, run.txId, null, dir);
  const audit = await ask('audit:verify', null);
  output.answer(
    { ...runJson(run), report: written, audit },
    [
      runText(run),
      `audit: ${audit.rows} rows, ${audit.verified ? 'the chain is whole' : 'the chain is BROKEN'}`,
      `outcome report: ${written.path}`,
    ].join('\n'),
  );
  if (run.endedAt === null) return worstOf([exitOfRun(run), await exitOfPause(session, output)]);
  return run.addsUp && audit.verified ? exitOfRun(run) : EXIT.defect;
}

/** What a person might map that no label means by itself. */
const DEMO_LABELS = { cancelled: 'Declined', waitlisted: 'Responded', pending: 'Responded' };

/** Rules a person might set: the newest value holds, blanks are filled, what has no mapping is left out. */
function demoPolicy(policy: Policy, view: StatusMapView): Policy {
  const toVoyage = { ...view.suggested.toVoyage, ...policy.statusMap.toVoyage };
  for (const { label } of view.labels) toVoyage[label] ??= SKIP;
  const toSalesforce = { ...view.suggested.toSalesforce, ...policy.statusMap.toSalesforce };
  for (const [status, label] of Object.entries(DEMO_LABELS)) {
    if (view.labels.some((known) => known.label === label)) {
      toSalesforce[status as VoyageStatus] ??= label;
    }
  }
  for (const status of VOYAGE_STATUSES) toSalesforce[status] ??= SKIP;
  return {
    ...policy,
    statusMap: { toVoyage, toSalesforce },
    fields: {
      status: 'newest',
      company: 'prefer-salesforce',
      phone: 'prefer-non-blank',
      title: 'prefer-non-blank',
    },
    deletions: 'apply',
    writePersonFields: true,
  };
}

async function decideTheRest({ ask }: CommandSession): Promise<number> {
  const filter = {
    classes: [],
    fields: [],
    only: ['undecided' as const],
    statuses: [],
    search: '',
  };
  const { viewId, total } = await ask('review:open', { filter });
  if (total === 0) return 0;
  const effect = await ask('review:decide', {
    target: { viewId },
    fields: 'asking',
    choice: 'voyage',
    value: null,
  });
  return effect.rows;
}

function rowsOf(text: string): number {
  const rows = Number(text);
  if (Number.isInteger(rows) && rows >= 1 && rows <= 5_000_000) return rows;
  throw new InvalidArgumentError('It takes a whole number from 1 to 5000000.');
}
