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

export const plan = {
  title: (count: number) => `${changes(count)}, nothing sent yet`,
  titleNone: 'Nothing to change, nothing sent',
  direction: {
    import: 'Import: writes Voyage alone',
    export: 'Export: writes Salesforce alone',
    both: 'Writes both sides',
  },
  frozen: (digest: string, time: string) => ({ digest, frozen: `frozen ${time}` }),
  plan: 'Plan',
  saveCsv: 'Save as CSV',
  again: 'Plan again',
  backToReview: 'Back to Review',

  written: { salesforce: 'Written to Salesforce', voyage: 'Written to Voyage' },
  notWritten: { salesforce: 'Salesforce stays as it is', voyage: 'Voyage stays as it is' },
  ledgerLabel: 'Changes per side',
  create: 'Create',
  createNote: 'member, registration',
  createPerson: 'Create the person too',
  createPersonNote: 'new Leads',
  status: 'Change status',
  fields: 'Change other fields',
  fieldsNote: 'name, company, phone',
  cancel: 'Cancel',
  cancelNote: 'never deleted',
  delete: 'Delete',
  total: 'In all',
  overlap: 'A person may change in several ways at once',

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
    title: (name: GuardName, side: Side | null, share: string, count: number): string => {
      switch (name) {
        case 'max-deletes':
          return `${counted(count, 'cancellation', 'cancellations')}, ${share}`;
        case 'max-changes':
          return `${share} of people change in ${sideWord(side)}`;
        case 'empty-side':
          return count === 0
            ? `${sideWord(side)} came back empty`
            : `${sideWord(side)} has ${people(count)}`;
        case 'shrunken-side':
          return `${sideWord(side)} has ${share} fewer people than at the last pull`;
      }
    },
    note: (name: GuardName, limit: string): string =>
      name === 'empty-side'
        ? 'The guard stops a push when a list is empty'
        : `The guard stops a push above ${limit}`,
    waive: 'Tick to let this through.',
    waived: 'waived by you',
    waiveLabel: (title: string) => `Let this through: ${title}`,
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
      const text = new Intl.ListFormat('en', { type: 'conjunction' }).format(reasons);
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
  },

  none: {
    title: 'No plan yet',
    body: 'A plan freezes what would be sent, with its counts and its cost. Nothing is sent by making one.',
    make: 'See the plan',
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
