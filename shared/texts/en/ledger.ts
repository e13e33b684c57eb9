import type { LedgerStanding } from '../../ipc/ledger-views.ts';

/** "Why isn't she there?": the story of one email. */
export const ledger = {
  title: 'Why isn’t she there?',
  open: 'Why isn’t she there?',
  story: 'The whole story',
  lead: 'Any address ever seen, with all that happened to it on both sides',
  search: 'An email address',
  clearSearch: 'Clear the address',
  ask: 'Find',
  standing: {
    both: 'On both lists',
    'only-salesforce': 'Only in Salesforce',
    'only-voyage': 'Only in Voyage',
    absent: 'On neither list',
    never: 'Never seen',
    'not-an-email': 'No address',
  } satisfies Record<LedgerStanding, string>,
  notHere: { salesforce: 'No member', voyage: 'No registration' },
  toCheck: 'What to look at',
  alike: 'Much alike, and known',
  timeline: 'What happened, oldest first',
  unknownTime: 'time unknown',
  by: (actor: string) => `by ${actor}`,
  openRun: (txId: string) => `Outcomes of ${txId}`,
  inReview: 'Show in Review',
  openRecord: (side: string) => `Open in ${side}`,
  emptyTitle: 'Whose story?',
  emptyBody:
    'Type an address. It is known from the first pull that saw it on, also when it left both lists since.',
  loading: 'Reading the journal',
} as const;
