/** Chromium's command line: quiet, offline by itself, no throttling of hidden windows, `file:` treated as Electron treats it. */
const ALWAYS = [
  'remote-debugging-pipe',
  'no-startup-window',
  'allow-file-access-from-files',
  'no-first-run',
  'no-default-browser-check',
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'disable-extensions',
  'disable-default-apps',
  'disable-breakpad',
  'disable-crash-reporter',
  'disable-client-side-phishing-detection',
  'disable-search-engine-choice-screen',
  'disable-back-forward-cache',
  'disable-background-timer-throttling',
  'disable-backgrounding-occluded-windows',
  'disable-renderer-backgrounding',
  'disable-hang-monitor',
  'disable-ipc-flooding-protection',
  'disable-popup-blocking',
  'disable-dev-shm-usage',
  'disable-session-crashed-bubble',
  'hide-crash-restore-bubble',
  'disable-infobars',
  'use-mock-keychain',
  'metrics-recording-only',
  'test-type',
];

const DISABLED_FEATURES = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
  'Translate',
];

/** The stand-in's to set: an app's or a person's value for these would break it. */
const RESERVED = ['user-data-dir', 'remote-debugging-port', 'headless'];

export interface ChromiumFlags {
  readonly profile: string;
  readonly headless: boolean;
  readonly devtoolsPort: string | undefined;
  /** The app's, Playwright's and the command line's. */
  readonly switches: ReadonlyMap<string, string>;
}

export function chromiumFlags({
  profile,
  headless,
  devtoolsPort,
  switches,
}: ChromiumFlags): string[] {
  const flags = new Map<string, string>(ALWAYS.map((name) => [name, '']));
  flags.set('password-store', 'basic');
  for (const [name, value] of switches) if (!RESERVED.includes(name)) flags.set(name, value);
  // The last `disable-features` would win: one list of both.
  const disabled = new Set([
    ...DISABLED_FEATURES,
    ...(switches.get('disable-features') ?? '').split(','),
  ]);
  flags.set('disable-features', [...disabled].filter((name) => name !== '').join(','));
  if (headless) {
    flags.set('headless', 'new');
    flags.set('hide-scrollbars', 'false');
  }
  if (process.getuid?.() === 0) flags.set('no-sandbox', '');
  flags.set('user-data-dir', profile);
  if (devtoolsPort !== undefined) flags.set('remote-debugging-port', devtoolsPort);
  return [...flags].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}
