import type { RunMode } from '../../shared/domain/outcome.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { ChildTask, KillAt } from './child-task.ts';

export interface Scenario {
  readonly name: string;
  readonly from: ChildTask['from'];
  readonly mode: RunMode;
  readonly batchSize: number | null;
  readonly bulkAbove: number | null;
  /** Calls of the day left until it stands still for the reserve; null: all of them. */
  readonly spareCalls: number | null;
  readonly cancelAt: KillAt | null;
  /**
   * Whose write is refused: the how-manieth person the plan makes on that side, from the end where negative. Where
   * a run is taken back: of those it changed there; on Voyage somebody changed them since.
   */
  readonly refused: Readonly<Partial<Record<Side, number>>>;
  /** Whom somebody else makes a member in the same instant; counted like who is refused by Salesforce. */
  readonly metMeanwhile: number | null;
  /** What the run wrote to Voyage is changed there by somebody before it can be taken back. */
  readonly isMeddledWith: boolean;
}

const USUAL: Scenario = {
  name: '',
  from: 'plan',
  mode: 'keep',
  batchSize: 6,
  bulkAbove: null,
  spareCalls: null,
  cancelAt: null,
  refused: { salesforce: 3, voyage: 3 },
  metMeanwhile: null,
  isMeddledWith: false,
};
const NONE_REFUSED: Scenario['refused'] = {};

export const SCENARIOS: readonly Scenario[] = [
  { ...USUAL, name: 'keep, by collections' },
  { ...USUAL, name: 'keep, by Bulk', batchSize: 14, bulkAbove: 2 },
  { ...USUAL, name: 'keep, from the pull on', from: 'pull', batchSize: 20 },
  { ...USUAL, name: 'keep, from the callback on', from: 'callbacks', batchSize: 20 },
  { ...USUAL, name: 'keep, with few calls left today', spareCalls: 14 },
  {
    ...USUAL,
    name: 'keep, stopped by a person',
    cancelAt: { point: 'commit operation settled salesforce: after', nth: 2 },
  },
  {
    ...USUAL,
    name: 'all or nothing, all goes well',
    mode: 'all-or-nothing',
    refused: NONE_REFUSED,
  },
  {
    ...USUAL,
    name: 'all or nothing, refused late by Salesforce',
    mode: 'all-or-nothing',
    refused: { salesforce: -1 },
  },
  {
    ...USUAL,
    name: 'all or nothing, one of it not to be taken back',
    mode: 'all-or-nothing',
    refused: { salesforce: -1 },
    isMeddledWith: true,
  },
  {
    ...USUAL,
    name: 'all or nothing, one batch, a member meanwhile',
    mode: 'all-or-nothing',
    batchSize: 60,
    refused: NONE_REFUSED,
    metMeanwhile: -1,
  },
  {
    ...USUAL,
    name: 'all or nothing, taken back by Bulk',
    mode: 'all-or-nothing',
    bulkAbove: 2,
    batchSize: 12,
    refused: { salesforce: -1 },
  },
  {
    ...USUAL,
    name: 'all or nothing, refused by Voyage',
    mode: 'all-or-nothing',
    refused: { voyage: -1 },
  },
  {
    ...USUAL,
    name: 'all or nothing, stopped by a person',
    mode: 'all-or-nothing',
    refused: NONE_REFUSED,
    cancelAt: { point: 'commit operation settled salesforce: after', nth: 2 },
  },
  {
    ...USUAL,
    name: 'a run taken back, keep',
    from: 'revert',
    refused: { salesforce: 0, voyage: 0 },
  },
  { ...USUAL, name: 'a run taken back by Bulk', from: 'revert', batchSize: 14, bulkAbove: 2 },
  {
    ...USUAL,
    name: 'a run taken back, all or nothing',
    from: 'revert',
    mode: 'all-or-nothing',
    refused: NONE_REFUSED,
  },
  {
    ...USUAL,
    name: 'a run taken back, all or nothing, refused by Salesforce',
    from: 'revert',
    mode: 'all-or-nothing',
    refused: { salesforce: -1 },
  },
];
