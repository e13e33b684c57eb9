import type { KeychainState, WorkspaceEntry } from '../../ipc/contract.ts';
import { counted } from '../counted.ts';

interface Fix {
  readonly title: string;
  readonly body: string;
  /** What to do, in steps; a line that is a command stands apart. */
  readonly steps: readonly string[];
  readonly command: string | null;
  readonly action: string;
}

type Trouble = Exclude<KeychainState['state'], 'available'>;

const KEPT_THERE = 'Sign-ins are kept there and nowhere else, so connecting waits.';

const linuxFixes: Readonly<Record<Trouble, Fix>> = {
  missing: {
    title: 'This computer has no keychain',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Install a login keyring and its library, then look again:'],
    command: 'sudo apt install gnome-keyring libsecret-1-0',
    action: 'Look again',
  },
  'no-bus': {
    title: 'The keychain can’t be reached',
    body: `${KEPT_THERE} Nothing was changed. There is no session bus here, and the keyring is reached over it.`,
    steps: ['Start the app from your desktop, or from a terminal with a bus of its own:'],
    command: 'dbus-run-session -- npm start',
    action: 'Look again',
  },
  locked: {
    title: 'The keychain of this computer is locked',
    body: `${KEPT_THERE} Nothing was changed. The login keyring answers, but is not open.`,
    steps: ['Unlock it: the system asks for the password of your login.'],
    command: null,
    action: 'Unlock and try again',
  },
  refused: {
    title: 'The keychain said no',
    body: `${KEPT_THERE} Nothing was changed. Its question was closed, or the keyring allows no new entries.`,
    steps: [
      'Try again and agree when the system asks, or look at the “login” keyring in Passwords and Keys.',
    ],
    command: null,
    action: 'Try again',
  },
};

const macFixes: Readonly<Record<Trouble, Fix>> = {
  missing: {
    title: 'No login keychain was found',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['In Keychain Access choose Settings, then Reset Default Keychains, and look again.'],
    command: null,
    action: 'Look again',
  },
  'no-bus': {
    title: 'The keychain can’t be reached',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Start the app from the desktop of the person who is logged in, then look again.'],
    command: null,
    action: 'Look again',
  },
  locked: {
    title: 'The keychain of this Mac is locked',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Unlock it: macOS asks for the password of your login.'],
    command: null,
    action: 'Unlock and try again',
  },
  refused: {
    title: 'macOS did not let the app use the keychain',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Try again and choose “Always Allow” when macOS asks.'],
    command: null,
    action: 'Try again',
  },
};

const windowsFixes: Readonly<Record<Trouble, Fix>> = {
  missing: {
    title: 'The Credential Manager is not there',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Start the service “Credential Manager” in Services, then look again.'],
    command: null,
    action: 'Look again',
  },
  'no-bus': {
    title: 'The Credential Manager can’t be reached',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Start the service “Credential Manager” in Services, then look again.'],
    command: null,
    action: 'Look again',
  },
  locked: {
    title: 'The Credential Manager is locked',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: ['Lock Windows and sign in again, then try once more.'],
    command: null,
    action: 'Try again',
  },
  refused: {
    title: 'Windows did not let the app keep a sign-in',
    body: `${KEPT_THERE} Nothing was changed.`,
    steps: [
      'A rule of your organisation may forbid stored credentials: ask who looks after this computer.',
    ],
    command: null,
    action: 'Try again',
  },
};

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
  halfTitle: 'One side is connected.',
  halfLead: 'The other waits for you, at the right.',
  newTitle: (kind: WorkspaceEntry['kind']) =>
    kind === 'production' ? 'Connect production.' : 'Connect a sandbox.',
  newLead:
    'Two addresses and two access tokens. They are asked who they are before anything else happens.',
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
  formTitle: 'Connect your org',
  formTitleAgain: 'Sign in with new tokens',
  kindLabel: 'Workspace kind',
  sandbox: 'Sandbox',
  sandboxNote: 'A sandbox or scratch org, and Voyage test',
  production: 'Production',
  productionNote: 'Your live org, and Voyage live',
  salesforceAddress: 'Salesforce address',
  salesforceAddressHint: {
    sandbox: 'Of My Domain: acme--uat.sandbox.my.salesforce.com',
    production: 'Of My Domain: acme.my.salesforce.com',
  },
  voyageAddress: 'Voyage address',
  voyageAddressHint: 'As your Voyage account names it for its API',
  salesforceToken: 'Salesforce access token',
  voyageToken: 'Voyage access token',
  tokenHint: 'Pasted once, into the keychain of this computer',
  submit: 'Connect your org',
  submitting: 'Asking both sides',
  needsAddress: {
    salesforce: 'Type the address of your org',
    voyage: 'Type the address of Voyage’s API',
  },
  needsHttps: 'Type an https address; only this machine may be reached without',
  needsToken: 'Paste the access token',
  keychainFirst: {
    missing: 'Set up the keychain first',
    'no-bus': 'Make the keychain reachable first',
    locked: 'Unlock the keychain first',
    refused: 'Allow the keychain first',
  } satisfies Record<Trouble, string>,
  formNote:
    'The tokens go straight to the keychain and are never shown again. Each workspace keeps its own journal and its own sign-in; a sandbox can’t reach production.',
  needsForm: 'The form at the left comes next',
  needs: (count: number) =>
    count === 0
      ? 'Nothing needs you'
      : count === 1
        ? 'One thing needs you'
        : `${['Two', 'Three', 'Four', 'Five'][count - 2] ?? String(count)} things need you`,
  keychainBadge: 'Keychain',
  keychainFix: (keychain: KeychainState): Fix | null => {
    if (keychain.state === 'available') return null;
    const fixes = { linux: linuxFixes, darwin: macFixes, win32: windowsFixes };
    return fixes[keychain.platform][keychain.state];
  },
  demoWithoutKeychain: 'The demo works without it.',
  copyCommand: 'Copy the command',
  commandCopied: 'Command copied',
  signInTitle: { salesforce: 'Sign in to Salesforce again', voyage: 'Sign in to Voyage again' },
  signInBody: (name: string) =>
    `The sign-in to ${name} has ended. Pull and push wait; nothing is lost, and a paused push goes on where it stopped.`,
  signIn: 'Sign in again',
  signInBelow: 'Paste new tokens',
  unreachable: (side: string) => `${side} does not answer`,
  askAgain: 'Ask again',
  sidesTitle: 'The two sides',
  side: {
    unchecked: 'not asked yet',
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
  signOut: 'Sign out',
  signedOut: 'Signed out: both tokens are gone from the keychain',
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
  askAgain: 'Ask again',
  save: 'Save the differences',
  saved: (rows: number, path: string) => `${counted(rows, 'row', 'rows')} saved in ${path}`,
  show: 'Show the file',
  askedEachStart: 'Asked anew each start',
};
