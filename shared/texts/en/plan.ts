import type { GuardName } from '../../domain/plan.ts';
import type { Side, WorkspaceKind } from '../../domain/side.ts';
import { counted, grouping as number } from '../counted.ts';
import { changes, people } from './nouns.ts';

const kindWord: Readonly<Record<WorkspaceKind, string>> = {
  demo: 'DEMO',
  sandbox: 'SANDBOX',
  production: 'PRODUCTION',
};

const sideWord = (side: Side | null): string =>
  side === null ? 'Both sides' : { salesforce: 'Salesforce', voyage: 'Voyage' }[side];

interface GuardSide {
  readonly side: Side | null;
  /** As read: "13%". */
  readonly share: string;
  readonly count: number;
  readonly isTripped: boolean;
}

const GUARD_NOTES: Readonly<Partial<Record<GuardName, string>>> = {
  'everything-changed': 'The guard stops a push that changes all of a list at once',
  'empty-side': 'The guard stops a push when a list that had people is empty',
};

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const plan = {
  title: (count: number) => `${changes(count)}, nothing sent yet`,
  titleNone: 'Nothing to change, nothing sent',
  direction: {
    import: 'Import: writes Voyage alone',
    export: 'Export: writes Salesforce alone',
    both: 'Writes both sides',
  },
  frozen: (time: string) => `frozen ${time}`,
  plan: 'Plan',
  saveCsv: 'Save as CSV',
  again: 'Plan again',
  backToReview: 'Back to Review',

  written: { salesforce: 'Written to Salesforce', voyage: 'Written to Voyage' },
  notWritten: { salesforce: 'Salesforce stays as it is', voyage: 'Voyage stays as it is' },
  ledgerLabel: 'Changes per side',
  create: 'Create',
  createNote: 'member, registration',
  createPerson: 'of these, new Leads too',
  change: 'Change',
  status: 'of these, the status',
  fields: 'of these, other fields',
  cancel: 'Cancel',
  cancelNote: 'never deleted',
  delete: 'Delete',
  total: 'In all',

  leftOut: 'Left out, and why',
  nothingLeft: 'Nobody is left out.',
  left: {
    conflicts: 'Undecided conflicts',
    proposals: 'Deletions nobody has settled',
    duplicates: 'Duplicates of a keeper',
    noEmail: 'No email, not linked by hand',
    noPerson: 'Nobody in Salesforce has the email',
    skipped: 'Skipped by a person or the map',
    unmapped: (label: string, side: Side) => `“${label}” in ${sideWord(side)} is not mapped`,
    personFieldsOff: 'Fields of the person, not written here',
  },
  showLeft: (count: number, why: string) => `Show ${number(count)}: ${why}`,

  impact: 'What it sets off',
  costs: 'What it costs',
  salesforceCalls: (count: number) => counted(count, 'Salesforce API call', 'Salesforce API calls'),
  about: 'About',
  noSalesforceCalls: 'No Salesforce API call',
  voyageCalls: (count: number) => counted(count, 'Voyage request', 'Voyage requests'),
  noVoyageCalls: 'no Voyage request',
  usedToday: (used: number) => `${number(used)} used today`,
  aDay: (limit: number) => `${number(limit)} a day`,
  limitLabel: (used: number, limit: number, more: number) =>
    `${number(used)} of ${number(limit)} calls used today, ${number(more)} more with this push`,

  rowsTitle: 'The rows themselves',
  find: 'Find a person',
  findClear: 'Clear the search',
  noRows: 'Nobody fits.',
  rowsShown: (count: number) => people(count),
  rowsLabel: 'Rows of the plan',
  new: {
    salesforce: 'new member',
    voyage: 'new registration',
    lead: 'new member, and Lead',
  },
  cancelled: 'cancelled',
  deleted: 'deleted',

  guards: 'Guards',
  guard: {
    title: (name: GuardName, checks: readonly GuardSide[]): string => {
      const tripped = checks.filter((check) => check.isTripped);
      const said = tripped.length > 0 ? tripped : checks;
      const sides = list.format(said.map((check) => `${check.share} of ${sideWord(check.side)}`));
      switch (name) {
        case 'max-deletes': {
          const count = said.reduce((sum, check) => sum + check.count, 0);
          return `${counted(count, 'cancellation or deletion', 'cancellations or deletions')}: ${sides}`;
        }
        case 'max-changes':
          return `${sides} ${tripped.length === 1 ? 'changes' : 'change'}`;
        case 'everything-changed':
          return tripped.length === 0
            ? 'Some rows stay as they are'
            : `Every person on both lists changes in ${list.format(tripped.map((check) => sideWord(check.side)))}`;
        case 'empty-side':
          return tripped.length === 0
            ? 'Both lists have people in them'
            : `${list.format(tripped.map((check) => sideWord(check.side)))} came back empty`;
        case 'shrunken-side':
          return tripped.length === 0
            ? 'Both lists came whole'
            : `${list.format(tripped.map((check) => `${sideWord(check.side)} lost ${check.share}`))} of its people since the last run`;
      }
    },
    note: (name: GuardName, limit: string): string =>
      GUARD_NOTES[name] ?? `The guard stops a push above ${limit}`,
    waive: 'Tick to let this through.',
    waived: 'waived by you',
  },
  warnings: 'Worth knowing',

  mode: 'If some rows fail',
  keep: 'Keep what succeeded',
  keepNote: 'Each row has its own outcome; the rest can be planned again',
  allOrNothing: 'All or nothing',
  allOrNothingNote: 'Stops at the first failure and takes back what it did',

  confirmTitle: (kind: WorkspaceKind) =>
    kind === 'production'
      ? `Type the campaign’s name to push to ${kindWord.production}`
      : `Push to ${kindWord[kind]}`,
  confirmCounts: (salesforce: number, voyage: number) =>
    `${changes(salesforce)} to Salesforce, ${number(voyage)} to Voyage`,
  campaignName: 'Name of the campaign',
  push: (count: number) => `Push ${changes(count)}`,
  pushing: 'Starting the push',

  closed: {
    nothing: 'Nothing to push: both lists agree as far as this plan goes',
    unmapped: (label: string) => `Map or skip “${label}” first`,
    guards: (count: number) => counted(count, 'guard open', 'guards open'),
    name: 'the name is not complete',
    busy: 'A push is under way',
    joined: (reasons: readonly string[]) => {
      const text = list.format(reasons);
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
  },

  none: {
    title: 'No plan yet',
    body: 'A plan freezes what would be sent, with its counts and its cost. Nothing is sent by making one.',
    notYet: 'Pull both lists first: a plan is made from what they hold.',
    make: 'Make the plan',
  },
  superseded: {
    title: 'This plan is no longer what would be sent',
    body: 'Decisions or lists changed since it was made. Nothing was sent.',
  },
  loading: 'Making the plan',
  failed: 'The plan could not be made',
  saved: 'Saved',
  showInFolder: 'Show in folder',
} as const;
