/** Why no sign-in can be kept on this computer, and what mends it on each platform. */
import type { KeychainState } from '../../ipc/contract.ts';

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

const FIXES = { linux: linuxFixes, darwin: macFixes, win32: windowsFixes };

export const keychain = {
  badge: 'Keychain',
  fix: ({ state, platform }: KeychainState): Fix | null =>
    state === 'available' ? null : FIXES[platform][state],
  demoWorks: 'The demo works without it.',
  copyCommand: 'Copy the command',
  commandCopied: 'Command copied',
  first: {
    missing: 'Set up the keychain first',
    'no-bus': 'Make the keychain reachable first',
    locked: 'Unlock the keychain first',
    refused: 'Allow the keychain first',
  } satisfies Record<Trouble, string>,
};
