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
  /** Whose write is refused: the how-manieth person the plan makes on that side, from the end where negative. */
  readonly refused: Readonly<Partial<Record<Side, number>>>;
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
];
