import type { RunStatus } from '../../domain/outcome.ts';
import { counted, grouping as number } from '../counted.ts';
import { rows } from './nouns.ts';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

export const outcomes = {
  /** The sentence of the run: what is settled, and what is not. */
  sentence: (
    status: RunStatus,
    settled: number,
    total: number,
    left: readonly string[],
  ): string => {
    const start =
      status === 'rolled-back'
        ? 'Everything was taken back.'
        : status === 'cancelled'
          ? `Cancelled: ${number(settled)} of ${rows(total)} are settled.`
          : settled === total
            ? `All ${rows(total)} are settled.`
            : `${number(settled)} of ${rows(total)} are settled.`;
    if (left.length === 0) return start;
    const rest = list.format(left);
    return `${start} ${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`;
  },
  rejected: (count: number) => `${number(count)} ${count === 1 ? 'was' : 'were'} rejected`,
  didFail: (count: number) => `${number(count)} failed`,
  takenBack: (count: number) => `${number(count)} ${count === 1 ? 'was' : 'were'} taken back`,
  leftAlone: (count: number) => `${number(count)} ${count === 1 ? 'was' : 'were'} left alone`,
  leftForPerson: (count: number) =>
    `${number(count)} ${count === 1 ? 'is' : 'are'} left for a person`,
  notSent: (count: number) => `${number(count)} ${count === 1 ? 'was' : 'were'} not sent`,
  finished: (at: string, took: string) => `Finished at ${at} in ${took}.`,
  notFinished: (at: string) => `Started at ${at}; not finished.`,
  wrote: (salesforce: number, voyage: number) =>
    `${counted(salesforce, 'Salesforce call', 'Salesforce calls')}, ${counted(voyage, 'Voyage request', 'Voyage requests')}.`,
  nothingFailed: 'Nothing failed on the way.',
  duration: (seconds: number): string => {
    if (seconds < 1) return 'less than a second';
    const whole = Math.round(seconds);
    if (whole < 60) return `${number(whole)} s`;
    const minutes = Math.floor(whole / 60);
    if (minutes < 60) return `${number(minutes)} min ${number(whole % 60)} s`;
    return `${number(Math.floor(minutes / 60))} h ${number(minutes % 60)} min`;
  },
  exportCsv: 'Export CSV',
  saved: 'Saved',
  showInFolder: 'Show in folder',
  again: 'Compare again',
  goOn: 'Go on with the run',

  toScale: 'Outcomes to scale',
  filterLabel: 'Filter by outcome',
  find: 'Find a person',
  findClear: 'Clear the search',
  chipRemove: (name: string) => `Take off the filter ${name}`,
  shown: (count: number) => rows(count),
  tableLabel: 'Outcome of every row',
  column: {
    row: 'Row',
    side: 'Side',
    name: 'Name',
    email: 'Email',
    outcome: 'Outcome',
    message: 'What was said',
    change: 'Change',
    next: 'Next',
    tries: 'Tries',
  },
  noEmail: 'no email',
  noName: 'no name',
  sides: { salesforce: 'Salesforce', voyage: 'Voyage', both: 'Both sides' },
  code: (code: string) => `Code ${code}`,
  moreChanges: (count: number) => `+${number(count)}`,
  detail: {
    label: 'The row whole',
    close: 'Close',
    changes: 'What was written',
    tried: (count: number) => counted(count, 'try', 'tries'),
    at: (time: string) => `settled ${time}`,
    inReview: 'Show in Review',
    nothing: 'Nothing was written.',
  },

  duplicate: {
    label: 'What the next push does about it',
    use: (name: string, kind: string) => `Use ${name}, ${kind}`,
    personNote: (kind: string, id: string) => `Adds this ${kind} to the campaign: ${id}`,
    create: 'Create anyway',
    linked: (name: string) => `The next push adds ${name} to the campaign.`,
    created: 'The next push makes the Lead anyway.',
    takeBack: 'Take it back',
  },

  addsUp: 'Adds up:',
  addsUpBody: (kinds: number, total: number) =>
    `${counted(kinds, 'outcome', 'outcomes')}, ${rows(total)}, as in the audit row`,
  inOneRow: (members: number, registrations: number) =>
    `; ${counted(members, 'member', 'members')} and ${counted(registrations, 'registration', 'registrations')}, each in one row`,
  doesNotAddUp: 'Does not add up:',
  doesNotAddUpBody:
    'the rows, the counts and the audit row disagree. Export the CSV and send it to support.',
  transaction: 'Transaction',
  copyTx: 'Copy the transaction id',
  copied: 'Copied',
  openAudit: 'See the audit row',

  none: {
    title: 'No run yet',
    body: 'After a push every row has an outcome here: what was written, what was not, and what to do about it.',
    go: 'See the plan',
  },
  noMatch: 'No row fits.',
  loading: 'Reading the outcomes',
  failed: 'The outcomes could not be shown',
  showAll: 'Show all rows',
} as const;
