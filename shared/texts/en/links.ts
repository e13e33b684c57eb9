/** Who is who: links by hand, suggestions, shared addresses. */
import type { LinkStepView, RowLinks } from '../../ipc/link-views.ts';
import { isVoyageStatus } from '../../domain/status.ts';
import type { StepBack } from '../../reconcile/status-ladder.ts';
import { counted, grouping as number } from '../counted.ts';
import { words } from './words.ts';

function statusWord(status: string): string {
  if (isVoyageStatus(status)) return words.voyageStatus[status];
  return status === '' ? words.empty : status;
}

const pairs = (count: number): string => counted(count, 'pair', 'pairs');

const WHY_FOLLOWED = {
  merged: 'their contact was merged into another',
  converted: 'their lead was converted',
  'added-again': 'they were taken off the campaign and added again',
} as const satisfies Record<NonNullable<RowLinks['followed']>['why'], string>;

const EMAIL_CHANGED = {
  salesforce: 'email changed in Salesforce',
  voyage: 'email changed in Voyage',
  both: 'email changed on both sides',
} as const;

export const links = {
  title: 'Who is who',
  lead: 'Nothing is linked by itself. Each answer is remembered, and can be undone.',
  open: 'Who is who',
  back: 'Back to the rows',
  tabs: {
    label: 'Questions',
    suggestions: (open: number | null) =>
      open === null ? 'Suggestions' : `Suggestions (${number(open)})`,
    addresses: (open: number | null) =>
      open === null ? 'Shared addresses' : `Shared addresses (${number(open)})`,
  },
  undo: 'Undo',
  undoes: ({ kind, count }: Pick<LinkStepView, 'kind' | 'count'>): string => {
    switch (kind) {
      case 'link':
        return `Undo: linked ${pairs(count)}`;
      case 'unlink':
        return 'Undo: unlinked a pair';
      case 'keep':
        return 'Undo: another duplicate kept';
      case 'apart':
        return 'Undo: not the same';
      case 'same':
        return 'Undo: one person, one address';
      case 'two-people':
        return 'Undo: two people, one address';
      case 'ask-again':
        return 'Undo: asked again';
    }
  },
  saidBy: (actor: string, when: string) => `${actor}, ${when}`,
  nothingToUndo: 'Nothing to undo here',
  did: {
    link: (count: number) => `Linked ${pairs(count)}`,
    leftAlone: (count: number) =>
      count === 0 ? '' : `. ${pairs(count)} left alone: one of the two is matched by now`,
    unlink: 'Unlinked: two people from now on',
    keep: 'This one is kept, the other is left out',
    apart: 'Not the same: never suggested again',
    same: 'One person: this address stays one',
    'two-people': 'Two people: told apart by their names',
    'ask-again': 'Asked again',
    undone: 'Undone',
  },

  suggestions: {
    label: 'People who may be one',
    none: 'Nobody was looked for yet',
    noneBody:
      'People on one list alone are compared by name, company, phone and address. Nothing is linked by itself.',
    find: 'Look for people',
    again: 'Look again',
    finding: 'Looking for people who may be one',
    findingStep: (percent: string) => `${percent} done. The rest of the app can be used meanwhile.`,
    starting: 'Reading who stands alone',
    cancel: 'Stop',
    old: 'Both lists were read again since',
    oldBody: (when: string) =>
      `These suggestions were made ${when}. They still hold for whoever stands alone.`,
    empty: 'Nobody left to suggest',
    emptyBody: (members: number, registrations: number) =>
      `${counted(members, 'member', 'members')} and ${counted(registrations, 'registration', 'registrations')} stood alone and were compared. Link two by hand in the rows: select both, then press l.`,
    allAnswered: 'Every suggestion is answered',
    allAnsweredBody: 'Undo takes the last answer back. Look again after the next pull.',
    chance: (percent: number) => `${percent} %`,
    chanceOf: (percent: number) => `Chance of one person: ${percent} per cent`,
    surely: 'almost surely one',
    veryLikely: 'very likely one',
    likely: 'likely one',
    perhaps: 'perhaps one',
    accept: 'Link',
    refuse: 'Not the same',
    noReason: 'The same on the whole, nothing in particular',
    but: 'but',
    more: (count: number) => `Show ${number(count)} more`,
    pairOf: (a: string, b: string) => `${a} in Salesforce, ${b} in Voyage`,
    nameless: 'no name',
    noEmail: 'no email',
  },
  bulk: {
    label: 'Link every pair from a chance of',
    unit: '%',
    go: (count: number) => `Link ${pairs(count)}`,
    none: 'No pair from this chance on',
    likely: (percent: number) => `From ${percent} % about one in a hundred is wrong`,
    chart: (count: number) => `${pairs(count)} by their chance, from 50 to 100 per cent`,
    confirm: (count: number, percent: number) => `Link ${pairs(count)} from ${percent} % on?`,
    confirmNote:
      'The comparison follows at once and nothing is sent. One undo takes all of them back.',
    leave: 'Look at them first',
  },

  addresses: {
    label: 'Addresses that more than one person may have',
    empty: 'No address is shared',
    emptyBody: 'Where several people have one email, they wait here to be told apart.',
    loading: 'Looking through the addresses',
    waits: 'Waits',
    newName: 'A new name came: asked again',
    same: 'One person',
    twoPeople: 'Two people',
    askAgain: 'Ask again',
    decided: {
      same: (by: string) => `One person, said ${by}`,
      'two-people': (by: string) => `Two people, said ${by}`,
    },
    effect: {
      same: 'The address is one row, and further records are its duplicates.',
      'two-people': 'Each is a row of their own, matched by name.',
    },
    person: (at: number) => `Person ${number(at)}`,
    records: (count: number) => counted(count, 'record', 'records'),
  },

  row: {
    linked: (by: string, when: string) => `Linked by ${by} on ${when}`,
    base: (when: string) => `Matched since ${when}`,
    baseEver: 'Matched in an earlier run',
    email: 'Matched by email',
    changed: (side: NonNullable<RowLinks['emailChangedOn']>) => EMAIL_CHANGED[side],
    followed: (why: keyof typeof WHY_FOLLOWED, when: string) =>
      `Followed on ${when}: ${WHY_FOLLOWED[why]}`,
    noEmail: 'Matched with nobody; can be linked by hand.',
    stepBack: ({ side, from, to }: StepBack) =>
      `Asked because the status would go back from ${statusWord(from)} to ${statusWord(to)} in ${words.side[side]}.`,
    unlink: 'Unlink',
    unlinkNote: 'Two people: never matched again',
    keep: 'Keep this one',
    linkTwo: 'Link these two',
    cannotLink: 'Select one person only in Salesforce and one only in Voyage',
    suggested: (name: string, percent: number) => `Perhaps ${name}, ${percent} %`,
    shares: 'More than one person may have this address',
    see: 'Tell them apart',
  },

  keys: {
    link: 'Link the pair',
    refuse: 'Not the same',
    undo: 'Undo the last answer',
    move: 'Move between pairs',
    same: 'One person',
    twoPeople: 'Two people',
    bulk: 'Link every pair from a chance on',
    tab: 'Suggestions or shared addresses',
    find: 'Look again',
    back: 'Back to the rows',
    linkTwo: 'Link the two selected, or the suggestion',
    unlink: 'Unlink the pair',
    keep: 'Keep this one of the duplicates',
    open: 'Who is who',
  },
} as const;
