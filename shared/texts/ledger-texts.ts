/** What the ledger says of an email: its answer, and each thing that happened. */
import type { WriteStatus } from '../domain/outcome.ts';
import type { OperationKind } from '../domain/plan.ts';
import type { Choice } from '../domain/row.ts';
import type { Side } from '../domain/side.ts';
import type { NoEmailReason } from '../reconcile/normalize-address.ts';

import { counted } from './counted.ts';
import { noEmail } from './en/no-email.ts';
import { SIDE_NAMES } from './names.ts';

interface Answer {
  readonly answer: string;
  readonly nextStep: string | null;
}

const ANSWERED: Readonly<Record<WriteStatus, string>> = {
  created: 'made it',
  updated: 'updated it',
  unchanged: 'held it already',
  cancelled: 'cancelled it',
  deleted: 'deleted it',
  stale: 'had changed since',
  'already-member': 'was there already',
  'no-person': 'knows nobody of that email',
  duplicate: 'took the person for somebody else',
  'status-replaced': 'stored another status',
  rejected: 'refused it',
  failed: 'did not answer',
  'not-attempted': 'was not asked',
};

const OPERATIONS: Readonly<Record<Side, Readonly<Record<OperationKind, string>>>> = {
  salesforce: {
    create: 'Add as member',
    update: 'Change',
    cancel: 'Change',
    delete: 'Remove the member',
  },
  voyage: {
    create: 'Register',
    update: 'Change',
    cancel: 'Cancel the registration',
    delete: 'Remove the registration',
  },
};

const CHOSEN: Readonly<Record<Choice | 'clear', string>> = {
  salesforce: 'Take Salesforce',
  voyage: 'Take Voyage',
  typed: 'Typed',
  skip: 'Leave as it is',
  clear: 'Leave open again',
};

export const LEDGER_TEXTS = {
  notAnEmail: (reason: NoEmailReason): Answer => ({
    answer: `This is no email address. ${noEmail[reason]}`,
    nextStep: 'Look for a whole address, like ann@example.org.',
  }),
  never: (): Answer => ({
    answer: 'Never seen: this address was on neither list in any pull, and in no run.',
    nextStep: null,
  }),
  toCheck: (lists: string | null): readonly string[] => [
    'The spelling: an address is known letter by letter, a name or a phone number can be searched for in the review.',
    'Another address of the same person: many register with a private one.',
    lists === null
      ? 'The lists: none was read yet. Choose a campaign and an event, and pull.'
      : `The lists: ${lists} were read when it was last pulled; whoever came since is not known yet. Pull again.`,
    'Another campaign or event: only lists that were paired here are known.',
    'In Salesforce: whether the person is a member of the campaign, and whether this user may see that member.',
  ],
  absent: (side: Side | null): Answer => ({
    answer:
      side === null
        ? 'On neither list now.'
        : `On neither list now: once in ${SIDE_NAMES[side]}, and a later pull no longer found this address there.`,
    nextStep: 'See below what became of it.',
  }),
  agrees: (): Answer => ({ answer: 'On both lists, and both agree.', nextStep: null }),
  willWrite: (sides: readonly Side[]): Answer => ({
    answer: `On both lists; the next push would write ${sides.map((side) => SIDE_NAMES[side]).join(' and ')}.`,
    nextStep: 'Push, to carry it out.',
  }),
  onBoth: (reason: string): string => `On both lists. ${reason}`,
  willCreate: (here: Side, there: Side): Answer => ({
    answer: `In ${SIDE_NAMES[here]}, and not yet in ${SIDE_NAMES[there]}: the next push would add this person there.`,
    nextStep: 'Push, to carry it out.',
  }),
  willBeTakenOff: (here: Side, there: Side): Answer => ({
    answer: `In ${SIDE_NAMES[here]}, and gone from ${SIDE_NAMES[there]}: the next push would change the status here.`,
    nextStep: 'Push, to carry it out, or decide otherwise in the review.',
  }),
  onlyOn: (here: Side, there: Side, reason: string): string =>
    `In ${SIDE_NAMES[here]}, and not in ${SIDE_NAMES[there]}. ${reason}`,
  lastRun: (message: string): string => `The last run tried: ${message}`,
  onLists: (sides: readonly Side[]): string =>
    sides.length === 2 ? 'On both lists.' : `In ${SIDE_NAMES[sides[0] ?? 'voyage']} alone.`,

  added: 'Added over there',
  read: 'Read',
  notThere: 'Not on the list',
  person: (name: string | null, status: string | null): string =>
    [name ?? 'no name', status ?? 'no status'].join(', '),
  matchedBy: {
    email: 'Both are one person, by their email.',
    link: 'Both are one person, as somebody said.',
    base: 'Both are one person, as they were before.',
    alone: 'Matched with nobody on the other list.',
    duplicate: 'Another row with this email is kept, so this one is left out.',
  },
  departed: 'No longer found',
  gone: (name: string | null, status: string | null): string =>
    `Gone; was ${[name ?? 'without a name', status ?? 'without a status'].join(', ')}`,
  became: (email: string): string => `Goes by ${email} now`,
  linked: 'Linked by hand',
  apart: 'Said to be two people',
  decided: 'Decided',
  undone: 'Decision undone',
  redone: 'Decision made again',
  choice: (choice: Choice | 'clear', value: string | null, fields: readonly string[]): string =>
    `${CHOSEN[choice]}${choice === 'typed' ? ` “${value ?? ''}”` : ''}: ${fields.join(', ')}`,
  planned: 'Planned, not sent',
  plannedStep: 'planned',
  auditedStep: (status: string): string => `in the audit, as ${status}`,
  notAudited: 'not ended yet, so not in the audit',
  sentStep: (side: Side, tries: number, status: WriteStatus | null): string => {
    const sent =
      tries === 0
        ? `not sent to ${SIDE_NAMES[side]}`
        : `sent to ${SIDE_NAMES[side]}${tries === 1 ? '' : ` (${counted(tries, 'try', 'tries')})`}`;
    if (status === null) return `${sent}, no answer yet`;
    return tries === 0 ? sent : `${sent}, which ${ANSWERED[status]}`;
  },
  operation: (side: Side, op: OperationKind, changes: readonly string[]): string =>
    `${OPERATIONS[side][op]}${changes.length === 0 ? '' : `: ${changes.join('; ')}`}`,
  change: (field: string, before: string | null, after: string | null): string =>
    `${field} ${before ?? 'empty'} → ${after ?? 'empty'}`,
  takenBack: 'Taken back',
  revertOf: (txId: string): string => `Took back run ${txId}`,
  callback: {
    changed: 'Salesforce told Voyage that the campaign changed',
    deleted: 'Salesforce told Voyage that the campaign was deleted',
  },
} as const;
