import type { Progress, PreviewEffect, ReadingWay } from '../../ipc/engine-views.ts';
import { counted, grouping, pick } from '../counted.ts';

export const sync = {
  title: 'Sync',
  campaignLabel: 'Campaign in Salesforce',
  eventLabel: 'Event in Voyage',
  pairedWith: 'paired with',
  chooseCampaign: 'Choose a campaign',
  chooseEvent: 'Choose an event',
  searchCampaigns: 'Search campaigns',
  searchEvents: 'Search events',
  clearSearch: 'Clear the search',
  searching: 'Searching',
  noneFound: (query: string) =>
    query === '' ? 'There is none here yet.' : `None is called “${query}”.`,
  found: (count: number) => counted(count, 'found', 'found'),
  members: (count: number) => counted(count, 'member', 'members'),
  registrations: (count: number) => counted(count, 'registration', 'registrations'),
  starts: (day: string) => `starts ${day}`,
  inactive: 'not active',
  otherPairing: 'Another pairing keeps its own decisions; this one’s stay as they are.',
  pulledAt: (time: string, ago: string) => `Pulled ${time}, ${ago}.`,
  pulledRows: (members: number, registrations: number) =>
    `${counted(members, 'member', 'members')}, ${counted(registrations, 'registration', 'registrations')}.`,
  pull: 'Pull both sides',
  pullAgain: 'Pull again',
  pullFull: 'Read everything again',
  pullFullNote: 'Reads every row of both sides, not only what changed since.',
  pullAgainNote: 'Reads what changed since the last pull.',
  readAll: 'Everything was read.',
  readChanges: (members: number, registrations: number, gone: number): string => {
    if (members + registrations + gone === 0) return 'Nothing had changed.';
    const parts = [
      ...(members > 0 ? [`${counted(members, 'change', 'changes')} in Salesforce`] : []),
      ...(registrations > 0 ? [`${counted(registrations, 'change', 'changes')} in Voyage`] : []),
      ...(gone > 0 ? [`${grouping(gone)} gone`] : []),
    ];
    return `Changes only were read: ${parts.join(', ')}.`;
  },
  way: {
    pages: (calls: number) => `Read page by page, in ${counted(calls, 'call', 'calls')}.`,
    bulk: (calls: number) =>
      `Read by one Bulk query, in ${counted(calls, 'call', 'calls')}: fewer than page by page.`,
    changes: (calls: number) => `Only what changed is read, in ${counted(calls, 'call', 'calls')}.`,
  } satisfies Record<ReadingWay, (calls: number) => string>,
  pullSide: { salesforce: 'Members from Salesforce', voyage: 'Registrations from Voyage' },
  stage: {
    preparing: 'Getting ready',
    reading: 'Reading',
    matching: 'Matching people',
    'finding-people': 'Looking for people in Salesforce',
    writing: 'Writing',
    done: 'Done',
    failed: 'Stopped',
    cancelled: 'Cancelled',
  } satisfies Record<Progress['stage'], string>,
  comparing: 'Comparing both sides',
  ofTotal: (done: number, total: number | null) =>
    total === null ? grouping(done) : `${grouping(done)} of ${grouping(total)}`,
  rate: (perSecond: string) => `${perSecond} a second`,
  timeLeft: (seconds: number) => {
    if (seconds < 5) return 'a few seconds left';
    if (seconds < 90) return `about ${counted(Math.round(seconds), 'second', 'seconds')} left`;
    return `about ${counted(Math.round(seconds / 60), 'minute', 'minutes')} left`;
  },
  cancelPull: 'Cancel the pull',
  pullKept: 'The last complete pull stays in use until this one is complete.',
  news: {
    label: 'News from Salesforce',
    changed: (when: string) => `Salesforce said at ${when} that this campaign changed.`,
    pulling: 'It is being pulled now.',
    afterRun: 'It is pulled once the push has ended.',
    afterPlan: 'It is pulled once the plan is pushed; a plan made before does not know of it.',
    waits: 'It is pulled soon, by itself.',
    pulled: 'It was pulled since.',
    pullNow: 'Pull it now',
    deleted: (when: string) =>
      `Salesforce said at ${when} that this campaign was deleted. What was pulled and decided stays here; choose another campaign, or pull to look again.`,
    ignored: (count: number) =>
      `${counted(count, 'notification', 'notifications')} about other campaigns ${pick(count, 'was', 'were')} ignored.`,
    seeAudit: 'See the audit',
  },
  emptyTitle: 'Choose a campaign and its event',
  emptyBody:
    'Members of the campaign are compared with registrations of the event, person by person. Nothing is written.',
  unpulledTitle: 'Both lists are still to be read',
  unpulledBody:
    'A pull reads both sides and compares them. It writes nothing over there; what it read is kept on this machine.',
  offlineTitle: 'The two sides are not connected',
  offlineBody: 'Choosing and pulling wait for both. What was pulled before stays here to review.',
  toConnect: 'Open Connect',
  loading: 'Reading the status map',

  previewTitle: 'If you imported now',
  previewRead: (members: number, time: string) =>
    `${counted(members, 'member', 'members')} read at ${time}. Nothing is sent from this page.`,
  previewReadNever: 'Nothing is sent from this page.',
  tally: { create: 'create', update: 'update', same: 'the same', unmapped: 'unmapped' },
  others: {
    ask: (count: number) => counted(count, 'to decide', 'to decide'),
    duplicate: (count: number) => counted(count, 'duplicate', 'duplicates'),
    'no-email': (count: number) => `${grouping(count)} without email`,
    skipped: (count: number) => `${grouping(count)} skipped`,
    cancel: (count: number) => `${grouping(count)} to cancel`,
  },
  addsUp: (members: number, gone: number) =>
    gone === 0
      ? `together ${counted(members, 'member', 'members')}`
      : `together ${counted(members, 'member', 'members')} and ${grouping(gone)} no longer in the campaign`,
  doesNotAddUp: (sum: number, members: number) =>
    `The sum ${grouping(sum)} is not the ${grouping(members)} read: pull again`,
  columnMember: 'Member',
  columnStatus: 'Status, becomes',
  columnOutcome: 'Effect',
  effect: {
    create: 'Create',
    update: 'Update',
    same: 'Same',
    unmapped: 'Waits',
    'no-email': 'No email',
    duplicate: 'Duplicate',
    ask: 'To decide',
    skipped: 'Skipped',
    cancel: 'Cancel',
  } satisfies Record<PreviewEffect, string>,
  noName: '(no name)',
  noEmail: '(no email)',
  noStatus: '(no status)',
  becomesNothing: 'not imported',
  becomesLater: 'waits',
  becomesSkip: 'left out',
  shownOf: (shown: number, total: number) => `${grouping(shown)} of ${grouping(total)}`,
  seeAll: 'See all in Review',

  exportTo: (operations: number) => `Export ${grouping(operations)} to Salesforce`,
  exportNote: (operations: number) =>
    operations === 0 ? 'no member to add or update' : 'members to add or update',
  importInto: (operations: number) => `Import ${grouping(operations)} into Voyage`,
  importNote: (operations: number) =>
    operations === 0 ? 'no registration to create or update' : 'registrations to create or update',
  exportPlain: 'Export to Salesforce',
  importPlain: 'Import into Voyage',
  commitNote: 'You see the plan first; nothing is sent before you push it.',
  planning: 'Making the plan',
  reasonChoose: 'Choose a campaign and an event first',
  reasonConnect: 'Connect both sides first',
  reasonPull: 'Pull both sides first',
  reasonPulling: 'Waits for the pull, then goes on by itself',
  reasonRun: 'Waits for the push that is under way',
  reasonMap: (label: string, others: number) =>
    others === 0
      ? `Map or skip “${label}” first`
      : `Map or skip “${label}” and ${counted(others, 'other', 'others')} first`,
  reasonMapBack: (status: string, others: number) =>
    others === 0
      ? `Give “${status}” a way back first`
      : `Give “${status}” and ${counted(others, 'other', 'others')} a way back first`,
  reasonAccept: (label: string, others: number) =>
    others === 0
      ? `Accept or change the suggestion for “${label}” first`
      : `Accept or change ${counted(others + 1, 'suggestion', 'suggestions')} first`,
  showRun: 'Show the push',
};

export const map = {
  title: 'Status map',
  memberStatus: 'Member status',
  registrationStatus: 'Registration status',
  direction: 'Direction',
  toVoyage: 'To Voyage',
  toSalesforce: 'To Salesforce',
  wayLeft: (left: number) => `, ${counted(left, 'status', 'statuses')} left to map`,
  isDefault: 'default',
  hasResponded: 'counts as responded',
  notOwn: 'not in the campaign’s own list',
  blank: '(no status)',
  rows: (count: number) => counted(count, 'row', 'rows'),
  accept: 'Accept',
  acceptOne: (label: string, to: string) => `Accept “${label}” becomes ${to}`,
  acceptAll: (count: number) =>
    count === 1 ? 'Accept the suggestion' : `Accept all ${grouping(count)} suggestions`,
  accepted: (count: number) =>
    `${counted(count, 'suggestion', 'suggestions')} ${pick(count, 'is', 'are')} in the map now`,
  allMapped: 'Every status has a place',
  leftToMap: (count: number) =>
    `${counted(count, 'status', 'statuses')} still ${pick(count, 'needs', 'need')} a place`,
  mapTo: 'Map to a status',
  mapToLabel: 'Map to a member status',
  becomes: (label: string) => `“${label}” becomes`,
  comesBackAs: (status: string) => `${status} comes back as`,
  skipRows: (count: number) =>
    `Skip ${pick(count, 'this', 'these')} ${counted(count, 'row', 'rows')}`,
  skip: 'Skip these rows',
  none: 'No mapping yet',
  isSkipped: 'skipped',
  suggested: 'suggested',
  backAs: (label: string) => `back as ${label}`,
  backSkip: 'back: skipped',
  backNone: 'back: no mapping',
  neverBack: 'A status never moves backwards',
  neverBackNote: 'Attended stays Attended; exceptions come to Review',
  blankCounts: (label: string) => `No status in Salesforce counts as ${label}`,
  blankNote: 'The campaign’s default, as Salesforce itself has it',
};
