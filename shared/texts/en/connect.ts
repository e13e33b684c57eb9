import type { WorkspaceEntry } from '../../ipc/contract.ts';
import { counted } from '../counted.ts';

export const connect = {
  title: 'Connect',
  demoTitle: 'This is the demo. Break anything.',
  demoLead:
    'A made-up Salesforce org and a made-up Voyage event run on this machine, with every kind of mess in them. No account, no network, nothing real to harm.',
  fillingTitle: 'The demo fills itself',
  fillingLead:
    'A made-up Salesforce org and a made-up Voyage event are set up on this machine and compared once. It takes a few seconds, and no network.',
  filling: 'Filling the demo',
  fillingStage: {
    preparing: 'Making up people on both sides',
    reading: 'Reading both lists',
    matching: 'Matching people',
    'finding-people': 'Looking for people in Salesforce',
    writing: 'Writing',
    done: 'Done',
    failed: 'Stopped',
    cancelled: 'Stopped',
  },
  connectedTitle: 'Both sides are connected.',
  connectedLead:
    'Choose a campaign and its event next. Nothing is written on either side before you push a plan.',
  pairedLead: 'Nothing is written on either side before you push a plan.',
  halfTitle: 'One side is connected.',
  halfLead: 'The other waits for you.',
  newTitle: (kind: WorkspaceEntry['kind']) =>
    kind === 'production' ? 'Connect production.' : 'Connect a sandbox.',
  newLead:
    'Sign in to Salesforce, and give the token of Voyage. Both are asked who they are before anything else happens.',
  campaign: (name: string) => `${name}, campaign`,
  members: (count: number) => counted(count, 'member', 'members'),
  registrations: (count: number) => counted(count, 'registration', 'registrations'),
  membersWord: 'members',
  registrationsWord: 'registrations',
  conflicts: 'conflicts to try',
  conflictsReal: 'conflicts to decide',
  messLabel: 'What is in the demo',
  mess: {
    conflict: 'Both moved since the base',
    duplicate: 'Two records, one email',
    'no-email': 'No email at all',
    'only-salesforce': 'Only in Salesforce',
    deleted: 'Deleted on one side',
    unmapped: 'Status with no mapping',
  },
  look: 'Look at the differences',
  chooseNext: 'Choose a campaign and an event',
  pullNext: 'Pull both sides',
  goOn: 'Go on with the status map',
  refill: 'Fill the demo anew',
  refillTitle: 'Fill the demo anew?',
  refillLead:
    'Both lists become as they were at first start. Your decisions, runs and audit rows in the demo go; other workspaces are not touched.',
  refillKeep: 'Keep the demo as it is',
  refillDone: 'The demo is as it was at first start',
  needsForm: 'The sign-ins at the left come next',
  needs: (count: number) =>
    count === 0
      ? 'Nothing needs you'
      : count === 1
        ? 'One thing needs you'
        : `${['Two', 'Three', 'Four', 'Five'][count - 2] ?? String(count)} things need you`,
  signInTitle: { salesforce: 'Sign in to Salesforce again', voyage: 'Sign in to Voyage again' },
  signInBody: (name: string) =>
    `The sign-in to ${name} has ended. Pull and push wait; nothing is lost, and a paused push goes on where it stopped.`,
  unreachable: (side: string) => `${side} does not answer`,
  askAgain: 'Ask again',
  asking: 'Asking both sides',
  sidesTitle: 'The two sides',
  side: {
    unchecked: 'being asked',
    connected: 'answers',
    'signed-out': 'not signed in',
    expired: 'sign-in has ended',
    unreachable: 'does not answer',
    refused: 'refused',
  },
  signedInAs: (user: string) => `signed in as ${user}`,
  callsToday: (used: string, limit: string) => `${used} of ${limit} calls used today`,
  workspacesTitle: 'Workspaces',
  openNow: 'open',
  open: (name: string) => `Open ${name}`,
  openShort: 'Open',
};

export const gap = {
  title: 'This Voyage does not offer campaign sync yet',
  titleUnknown: 'Whether this Voyage offers campaign sync is not known',
  asked: (time: string) => `at ${time}; campaign sync was not among the answers.`,
  askedFailed: (time: string) => `at ${time}; there was no usable answer.`,
  askedWord: 'Asked',
  stays: 'Import and export stay away until it does. Nothing was changed.',
  works: 'works now',
  waits: 'when Voyage has it',
  rows: {
    compare: 'Pull both sides and compare them',
    review: 'Review and decide, offline too',
    save: 'Save the differences as a CSV file',
    roster: 'Compare a campaign with a CSV roster',
    commit: 'Import members, export registrations',
  },
  onCommandLine: 'on the command line',
  save: 'Save the differences',
  saved: (rows: number, path: string) => `${counted(rows, 'row', 'rows')} saved in ${path}`,
  show: 'Show the file',
  askedEachStart: 'Asked anew each start',
};
