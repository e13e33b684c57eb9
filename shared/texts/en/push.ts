import type { RunMode } from '../../domain/outcome.ts';
import type { Side, WorkspaceKind } from '../../domain/side.ts';
import { counted, grouping as number } from '../counted.ts';
import { changes, rows } from './nouns.ts';

const kindWord: Readonly<Record<WorkspaceKind, string>> = {
  demo: 'the demo',
  sandbox: 'the sandbox',
  production: 'production',
};

export const push = {
  title: {
    running: (kind: WorkspaceKind) => `Pushing to ${kindWord[kind]}`,
    pausing: 'Pausing after this batch',
    paused: 'Paused',
    cancelling: 'Stopping after this batch',
    undoing: 'Taking back what was done',
    interrupted: 'The run was interrupted',
    ended: 'The run has ended',
  },
  progressLabel: 'Rows that have an outcome',
  answered: (done: number, total: number) =>
    `${number(done)} of ${changes(total)} have been answered`,
  rate: 'Rate',
  perSecond: (rate: string) => `${rate} a second`,
  left: 'Left',
  leftSeconds: (seconds: number): string => {
    if (seconds < 1) return 'a moment';
    if (seconds < 50) return `about ${number(Math.max(5, Math.round(seconds / 5) * 5))} s`;
    if (seconds < 3000) return `about ${number(Math.max(1, Math.round(seconds / 60)))} min`;
    return `about ${number(Math.round(seconds / 360) / 10)} h`;
  },
  notKnown: '–',
  started: 'Started',
  calls: 'API calls',
  callsOf: (made: number, planned: number) => `${number(made)} of ${number(planned)}`,
  callsMade: (made: number) => number(made),

  laneLabel: (side: Side) =>
    `Changes written to ${side === 'salesforce' ? 'Salesforce' : 'Voyage'}`,
  laneOf: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  laneNothing: 'nothing to write',
  laneInFlight: (count: number) => `${number(count)} sent, waiting for the answer`,
  laneDone: 'all written',
  laneNext: (count: number) => `${number(count)} to go`,
  laneIdle: 'waits',
  batches: 'Batches',
  batchesLabel: (total: number, done: number, sent: number, waiting: number) =>
    `${counted(total, 'batch', 'batches')}: ${number(done)} done, ${number(sent)} sent, ${number(waiting)} waiting`,

  waits: {
    title: (side: Side | null) =>
      side === null
        ? 'Asked to slow down'
        : `${side === 'salesforce' ? 'Salesforce' : 'Voyage'} asked everyone to slow down`,
    body: 'The run waits and goes on by itself. Nothing is lost.',
  },
  pauseNow: 'Pause',
  allowMore: 'Allow a larger share',
  waitsAt: (done: number) => `The run waits after ${changes(done)} and goes on where it stopped.`,
  interruptedBody: 'What was done has its outcome. The rest was not sent. Go on where it stopped.',
  pausedBody: 'What was done has its outcome. The rest waits until you go on.',

  causes: (count: number, reasons: number) =>
    `${rows(count)} need a look, for ${counted(reasons, 'reason', 'reasons')}`,
  goesOn: 'The run goes on meanwhile',
  noCauses: 'So far nothing needs a look.',
  code: (code: string) => `Code ${code}.`,
  show: (count: number) => `Show ${number(count)}`,
  landing: 'Landing now',
  outcomes: 'Outcomes so far',
  addsUp: (count: number) => `Adds up to ${number(count)}`,
  doesNotAddUp: (sum: number, count: number) =>
    `Adds up to ${number(sum)}, and ${number(count)} were counted`,
  transaction: 'Transaction',
  copyTx: 'Copy the transaction id',
  copied: 'Copied',
  modeLabel: 'Mode',
  mode: { keep: 'Keep what succeeded', 'all-or-nothing': 'All or nothing' } satisfies Record<
    RunMode,
    string
  >,
  planLabel: 'Plan',

  pause: 'Pause after this batch',
  resume: 'Go on',
  cancel: 'Cancel the rest',
  staysDone: 'What is done stays done. You can close the laptop; the run goes on where it stopped.',
  seeRows: 'See all rows',
  seeOutcomes: 'See the outcomes',

  cancelTitle: 'Cancel the rest?',
  cancelBody: (done: number, left: number) =>
    `${changes(done)} ${done === 1 ? 'stays' : 'stay'} done, each with its outcome. ${number(left)} ${left === 1 ? 'is' : 'are'} not sent.`,
  cancelBodyAll: (done: number) =>
    `All or nothing: the ${changes(done)} made so far are taken back.`,
  goOn: 'Go on pushing',
  leavePaused: 'Leave it paused',
  cancelCount: (left: number) => `Cancel ${number(left)}`,

  none: {
    title: 'Nothing is being pushed',
    body: 'A push starts from a plan. See what would be sent first.',
    seePlan: 'See the plan',
    seeOutcomes: 'See the last outcomes',
  },
  spoken: (percent: string) => `${percent} done`,
} as const;
