/** Signing in to both sides, and what is kept of it. */
import type { SignInFailure } from '../../errors/app-error.ts';
import type { Side, WorkspaceKind } from '../../domain/side.ts';
import { counted, grouping } from '../counted.ts';

type OwnKind = Exclude<WorkspaceKind, 'demo'>;

export const signIn = {
  title: 'Sign-ins',
  kindsTitle: 'Connect your org',
  kindsLead: 'Each kind is a workspace of its own, with its own journal and its own sign-ins.',
  sandbox: 'Sandbox',
  sandboxNote: 'A sandbox or scratch org, and Voyage test',
  production: 'Production',
  productionNote: 'Your live org, and Voyage live',

  notSignedIn: 'not signed in',
  fromEnvironment:
    'The token comes from the environment this app was started in; none is kept here.',

  accounts: (side: Side) =>
    side === 'salesforce' ? 'Salesforce sign-ins kept here' : 'Voyage sign-ins kept here',
  renewable: 'renewed by itself',
  pasted: 'pasted token',
  isCurrent: 'in use',
  use: 'Use',
  useOne: (who: string) => `Use ${who}`,
  nowUsed: (who: string) => `${who} is in use now`,
  signOut: 'Sign out',
  signOutOne: (who: string) => `Sign out ${who}`,
  signOutTitle: (who: string) => `Sign out ${who}?`,
  signOutLead: {
    renewable:
      'Salesforce takes the sign-in back, and it is deleted from the keychain. What was pulled and decided stays.',
    pasted: 'It is deleted from the keychain. What was pulled and decided stays.',
  },
  signOutKeep: 'Stay signed in',
  signedOut: (who: string) => `Signed out ${who}: nothing of it is left in the keychain`,
  unrevokedTitle: (who: string) => `${who} is signed out here; Salesforce could not be told`,
  unrevokedBody:
    'Nothing of the sign-in is left on this computer. To end it over there as well, have an administrator revoke it in Setup, under External Client Apps OAuth Usage.',
  another: (side: Side) =>
    side === 'salesforce' ? 'Sign in as somebody else, or to another org' : 'Use another account',

  browser: 'Sign in with Salesforce',
  browserNote: 'On Salesforce’s own page, in your browser. The app never sees a password.',
  hostLabel: 'Where you sign in',
  host: {
    production: 'login.salesforce.com',
    sandbox: 'test.salesforce.com',
    own: 'My Domain',
  },
  hostName: { production: 'Production login', sandbox: 'Sandbox login' } satisfies Record<
    OwnKind,
    string
  >,
  hostNote: {
    production: 'For a sandbox, open the sandbox workspace instead.',
    sandbox: 'For your live org, open the production workspace instead.',
  } satisfies Record<OwnKind, string>,
  domain: 'My Domain address',
  domainHint: {
    production: 'Like acme.my.salesforce.com',
    sandbox: 'Like acme--uat.sandbox.my.salesforce.com',
  } satisfies Record<OwnKind, string>,
  clientId: 'Consumer key',
  clientIdHint: 'It names this app to Salesforce and is no secret. An administrator makes it once.',
  clientIdKept: (key: string) => `Consumer key ${key}`,
  clientIdChange: 'Change',
  howTo: 'How to get one',
  callback: 'Callback address to register, exactly',
  copyCallback: 'Copy the callback address',
  callbackCopied: 'Callback address copied',
  needsClientId: 'Enter the consumer key',

  waitingTitle: 'Finish signing in in your browser',
  waitingBody: 'Salesforce’s page is open there. This goes on by itself once you allow access.',
  waitingLeft: (left: string) => `${left} left`,
  waitingOver: 'Time is up',
  waitingCancel: 'Cancel the sign-in',
  cancelled: 'Sign-in cancelled; nothing was stored',
  signedIn: 'Signed in',
  signedInGoesOn: 'Signed in; the push goes on where it stopped',

  failureAction: {
    'state-mismatch': 'Start it again',
    'timed-out': 'Start it again',
    'port-busy': 'Try again',
    'no-browser': 'Try again',
    'redirect-mismatch': 'Copy the callback address',
    'bad-client': 'Check the consumer key',
    cancelled: 'Sign in again',
    denied: 'Sign in again',
    refused: 'Sign in again',
  } satisfies Record<SignInFailure, string>,
  enterClientId: 'Enter the consumer key',
  correctAddress: 'Correct the address',
  showGuide: 'What an administrator does',
  openKind: (kind: WorkspaceKind) => `Open the ${kind} workspace`,
  signInAgain: 'Sign in again',

  paste: 'Paste a token instead',
  pasteNote:
    'For an org without an External Client App. It is not renewed by itself: when it ends, you paste the next one.',
  pasteSubmit: 'Use this token',
  voyageSubmit: 'Connect Voyage',
  voyageNote:
    'Its token is made in Voyage, with the scopes events:read, registrations:read, registrations:write and callbacks:read.',
  tokenHint: 'Pasted once, into the keychain of this computer',
  address: {
    salesforce: 'Salesforce address',
    voyage: 'Voyage address',
  } satisfies Record<Side, string>,
  voyageAddressHint: 'As your Voyage account names it for its API',
  token: {
    salesforce: 'Salesforce access token',
    voyage: 'Voyage access token',
  } satisfies Record<Side, string>,
  needsAddress: {
    salesforce: 'Type the address of your org',
    voyage: 'Type the address of Voyage’s API',
  } satisfies Record<Side, string>,
  needsHttps: 'Type an https address; only this machine may be reached without',
  needsToken: 'Paste the access token',
  asking: (side: Side) => (side === 'salesforce' ? 'Asking Salesforce' : 'Asking Voyage'),
  keptNote: 'Sign-ins go straight to the keychain and are never shown again.',

  callsTitle: 'Today’s calls',
  callsLabel: 'Never use more of today’s calls than',
  callsPercent: (percent: number) => `${grouping(percent)}%`,
  callsUsed: (used: number, limit: number) =>
    `${grouping(used)} of ${counted(limit, 'call', 'calls')} used, by everybody in the org.`,
  callsMayBe: (most: number) => `This app stops at ${grouping(most)}.`,
  callsUnknown: 'How many are used is asked with the first request.',
  callsReached: 'The share is used up: requests wait until tomorrow, or until you allow more.',
  callsKept: (percent: number) => `Kept: never more than ${grouping(percent)}% of today’s calls`,
};

/** What an administrator does once, in order; docs/connect-your-org.md tells each at length. */
export const guide = {
  title: 'What a Salesforce administrator does, once',
  lead: 'It takes ten minutes. You need the consumer key at the end.',
  steps: [
    'In Setup, open External Client App Manager and choose New External Client App.',
    'Name it Voyage Reconcile, enter a contact email, and leave the distribution state at Local.',
    'Under API (Enable OAuth Settings), choose Enable OAuth and enter the callback address, exactly.',
    'Add two scopes: “Manage user data via APIs (api)” and “Perform requests at any time (refresh_token, offline_access)”.',
    'Under Security, turn on Require Proof Key for Code Exchange (PKCE), and turn off Require Secret for Web Server Flow and Require Secret for Refresh Token Flow.',
    'Turn on Refresh Token Rotation where it is offered.',
    'Under Policies, say who may use the app, and from which networks.',
    'See that these people have API Enabled, Marketing User, and the rights to campaigns, leads and contacts.',
    'Copy the consumer key and send it to whoever uses this app. The consumer secret is not needed.',
  ],
  sandbox:
    'A sandbox has the app too once it is refreshed from production; until then it needs one of its own.',
  callback: 'Callback address',
  copy: 'Copy for your administrator',
  copied: 'The steps are copied',
  close: 'Back to the sign-in',
};
