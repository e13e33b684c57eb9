import type { Presence } from '../../domain/row.ts';
import { counted, grouping as number } from '../counted.ts';
import { people } from './nouns.ts';

type PresenceState = 'undecided' | 'salesforce' | 'voyage' | 'skip' | 'typed' | 'open';

/** What becomes of a person who is on one list only, by the side that is taken. */
function taken(kind: Presence, side: 'salesforce' | 'voyage', isMember: boolean): string {
  if (kind === 'both-gone') return 'Gone on both sides';
  if (side === 'salesforce') {
    if (kind === 'create-registration') return 'New registration';
    if (kind === 'create-member') return 'Stays in Voyage alone';
    return isMember ? 'Registered again' : 'Registration cancelled';
  }
  if (kind === 'create-member') return 'New member';
  if (kind === 'create-registration') return 'Stays in Salesforce alone';
  return isMember ? 'Member cancelled' : 'Member again';
}

export const review = {
  title: 'Review',
  gridLabel: 'People, Salesforce left, Voyage right',
  filtersLabel: 'Filters',
  search: 'Search people',
  searchClear: 'Clear the search',
  conflictsLeft: (left: number, of: number) => ({
    left: number(left),
    rest: `of ${number(of)} left to decide`,
  }),
  waiting: (left: number) => ({
    left: number(left),
    rest: left === 1 ? 'waits for a person' : 'wait for a person',
  }),
  allDecided: 'Everything is decided',
  decidedShare: 'Decided',
  peopleShown: (count: number) => people(count),
  chipSearch: (text: string) => `“${text}”`,
  chipRemove: (name: string) => `Take off the filter ${name}`,
  chipsClear: 'Show everybody',
  seePlan: 'See the plan',
  planDirection: {
    label: 'Which sides the plan writes',
    both: 'Both sides',
    import: 'To Voyage',
    export: 'To Salesforce',
  },
  undo: 'Undo',
  redo: 'Redo',
  nothingToUndo: 'Nothing to undo',
  nothingToRedo: 'Nothing to redo',
  nothingToDecide: 'Nothing to decide in this row',
  saveDiff: 'Save the differences as CSV',
  saved: 'Saved',
  showInFolder: 'Show in folder',
  density: 'Row height',
  densityRegular: 'Regular rows',
  densityCompact: 'Compact rows',
  filtersShow: 'Filters',
  filtersHide: 'Hide the filters',

  facet: {
    cls: 'Class',
    also: 'Also true of them',
    undecided: 'Undecided',
    decided: 'Decided',
    unmapped: 'Unmapped status',
    field: 'Field that differs',
    settledBy: 'Settled by',
    oneSideMoved: 'One side moved',
    policy: 'A policy',
    person: 'A person',
    status: { salesforce: 'Status in Salesforce', voyage: 'Status in Voyage' },
    more: (count: number) => `${number(count)} more`,
    fewer: 'Fewer',
  },

  members: (count: number) => counted(count, 'member', 'members'),
  registrations: (count: number) => counted(count, 'registration', 'registrations'),
  decision: 'Decision',
  willHold: 'What will hold',
  field: 'Field',
  question: {
    presence: 'List',
    status: 'Status',
    name: 'Name',
    company: 'Company',
    title: 'Title',
    phone: 'Phone',
    email: 'Email',
  },
  inQuestion: 'In question',
  selectAllShown: 'Select everybody in the filter',
  selectRow: (name: string) => `Select ${name}`,
  noMember: 'not in Salesforce',
  noRegistration: 'not in Voyage',
  memberGone: 'gone from Salesforce',
  registrationGone: 'gone from Voyage',
  nameless: 'no name',
  loadingRow: 'Loading',

  was: 'was',
  neverSynced: 'never synced',
  auto: (field: string) => `${field}, auto`,
  andMore: (field: string, more: number) => `${field} +${number(more)}`,
  fields: (count: number) => counted(count, 'field', 'fields'),
  same: 'same',
  duplicate: 'Left out, a duplicate',
  noEmail: 'Left out, no email',
  skipped: 'Skipped',
  staysDifferent: 'Stays different',
  presence: (
    kind: Presence,
    state: PresenceState,
    isMember: boolean,
  ): { lead: string | null; value: string } => {
    if (state === 'skip') return { lead: null, value: 'Skipped' };
    if (state === 'salesforce' || state === 'voyage') {
      return { lead: null, value: taken(kind, state, isMember) };
    }
    if (kind === 'create-registration') return { lead: 'only', value: 'in Salesforce' };
    if (kind === 'create-member') return { lead: 'only', value: 'in Voyage' };
    return { lead: 'was', value: 'on both lists' };
  },

  state: {
    undecided: 'Undecided',
    salesforce: 'Salesforce taken',
    voyage: 'Voyage taken',
    typed: 'Typed',
    skip: 'Skipped',
    open: 'Stays different',
    autoSalesforce: 'Salesforce, by itself',
    autoVoyage: 'Voyage, by itself',
    same: 'The same',
  },
  writes: {
    salesforce: 'Salesforce will be written',
    voyage: 'Voyage will be written',
    both: 'Both sides will be written',
  },

  bulk: {
    label: 'For the selected people',
    selected: (count: number) => `${number(count)} selected`,
    wholeFilter: (count: number) => `All ${people(count)} in this filter`,
    takeAll: (count: number) => `All ${number(count)}`,
    fieldsLabel: 'Fields meant',
    asking: 'What waits',
    take: { salesforce: 'Take Salesforce', voyage: 'Take Voyage' },
    type: 'Type',
    skip: 'Skip',
    clear: 'Clear the selection',
    undecided: (undecided: number, rest: number) =>
      rest === 0
        ? `${number(undecided)} undecided`
        : `${number(undecided)} undecided, ${number(rest)} decided anew`,
    mixed: 'Type a value for one field: choose it first',
  },

  confirm: {
    title: (count: number) => `For all ${people(count)} in this filter`,
    everybody: 'No filter: everybody in the pairing',
    undecided: 'wait for a decision',
    leftAlone: 'settled already, left alone',
    decidedAnew: 'settled already, decided anew where something differs',
    note: 'Nothing is sent. Undo takes the whole decision back, today or after a restart.',
    leave: 'Leave as it is',
    go: {
      salesforce: (count: number) => `Take Salesforce for ${number(count)}`,
      voyage: (count: number) => `Take Voyage for ${number(count)}`,
      typed: (count: number) => `Set it for ${number(count)}`,
      skip: (count: number) => `Skip ${number(count)}`,
    },
    onlyUndecided: 'Undecided only',
    onlyUndecidedNote: 'Leaves alone what is settled already',
  },

  did: {
    salesforce: (rows: number) => `Took Salesforce for ${people(rows)}`,
    voyage: (rows: number) => `Took Voyage for ${people(rows)}`,
    typed: (rows: number) => `Set your own value for ${people(rows)}`,
    skip: (rows: number) => `Skipped ${people(rows)}`,
    clear: (rows: number) => `Took the decision back for ${people(rows)}`,
    undone: (rows: number) => `Undone for ${people(rows)}`,
    redone: (rows: number) => `Done again for ${people(rows)}`,
  },

  type: {
    title: (field: string) => `Type ${field.toLowerCase()}`,
    for: (count: number) => `For ${people(count)}`,
    hint: 'Both sides will have this value. Leave it blank to empty both.',
    statusHint: 'Both sides will have this status, by the status map.',
    save: 'Set',
    leave: 'Leave it',
    choose: 'Choose a status',
  },

  drawer: {
    label: 'Person',
    base: (when: string) => `Base, ${when}`,
    noBase: 'No base yet',
    changed: (when: string) => `changed ${when}`,
    toDecide: (count: number) => `${number(count)} to decide`,
    open: { salesforce: 'Open in Salesforce', voyage: 'Open in Voyage' },
    runs: 'Past runs',
    noRuns: 'In no run yet',
    others: 'Same email',
    keeper: 'keeper',
    duplicateOf: 'Left out: another row with this email is kept',
    previous: 'Previous person',
    next: 'Next undecided',
    close: 'Close the person',
    takeField: {
      salesforce: (field: string, value: string) => `Take ${field} from Salesforce: ${value}`,
      voyage: (field: string, value: string) => `Take ${field} from Voyage: ${value}`,
    },
    clearField: (field: string) => `Take the decision on ${field} back`,
    showPerson: 'Show the person',
    onLists: 'On list',
    yes: 'on the list',
    no: 'not on the list',
  },

  keys: {
    title: 'All keys',
    close: 'Back to the rows',
    move: 'Move between rows',
    page: 'A page up or down',
    ends: 'First and last row',
    next: 'Next undecided',
    salesforce: 'Take Salesforce',
    voyage: 'Take Voyage',
    type: 'Type a value of your own',
    skip: 'Skip: stays different',
    undo: 'Undo',
    redo: 'Redo',
    select: 'Select the row',
    extend: 'Select more rows',
    all: 'Select everybody in the filter',
    search: 'Search',
    plan: 'See the plan',
    keys: 'This list',
    leave: 'Clear the selection, then close the person',
  },
  hint: {
    move: 'move',
    salesforce: 'Salesforce',
    voyage: 'Voyage',
    type: 'type',
    skip: 'skip',
    undo: 'undo',
    select: 'select',
    next: 'next undecided',
    search: 'search',
    keys: 'all keys',
  },
  rowOf: (row: number, of: number) => `Row ${number(row)} of ${number(of)}`,
  scrollbar: 'Rows, with a tick where one waits',
  scrollbarAt: (row: number, of: number, ticks: number) =>
    `Row ${number(row)} of ${number(of)}, ${counted(ticks, 'place', 'places')} undecided`,

  empty: {
    noDiff: 'Nothing to review yet',
    noDiffBody:
      'Choose a campaign and an event, and pull both lists. Then everybody is here, side by side.',
    noDiffGo: 'Choose and pull',
    noMatch: 'Nobody fits this filter',
    noMatchBody: (of: number) => `${people(of)} are in the pairing.`,
    noMatchGo: 'Show everybody',
    noPeople: 'Both lists are empty',
    noPeopleBody: 'Neither the campaign nor the event has anybody in it.',
    noneLeft: 'No conflicts left',
    noneLeftBody: 'What you chose is in the plan; nothing has been sent.',
    failed: 'The rows could not be shown',
    retry: 'Try again',
    loading: 'Reading the rows',
  },
} as const;
