/** The walls of the house. Each rule has a planted violation in test/boundaries/planted that must be reported. */
const PRODUCT = '^(electron|renderer|shared)/';
const TESTS = '\\.(test|property\\.test)\\.tsx?$';

/** Only the named places may import the package. */
const onlyKnownTo = (name, packageName, places) => ({
  name,
  comment: `${packageName} has one home; everything else goes through it.`,
  severity: 'error',
  from: { path: `${PRODUCT}|^\\.dev/`, pathNot: [...places, TESTS] },
  to: { path: `(^|/)node_modules/${packageName}/|^${packageName}$` },
});

module.exports = {
  forbidden: [
    {
      name: 'shared-is-standalone',
      comment: 'shared/ is pure: it imports nothing of the shells.',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: { path: '^(electron|renderer|test|\\.dev)/' },
    },
    {
      name: 'shared-has-no-packages',
      comment: 'shared/ knows no Node and no package but tr46 (IDNA).',
      severity: 'error',
      from: { path: '^shared/', pathNot: TESTS },
      to: {
        dependencyTypes: [
          'core',
          'npm',
          'npm-dev',
          'npm-optional',
          'npm-peer',
          'npm-no-pkg',
          'npm-unknown',
        ],
        pathNot: 'node_modules/(@types/)?tr46/',
      },
    },
    {
      name: 'renderer-sees-shared-alone',
      comment:
        'The page has window.reconcile and shared/; main and the engine are across the bridge.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|test|\\.dev)/' },
    },
    {
      name: 'renderer-has-no-node',
      comment: 'The page is sandboxed: no Node, no Electron.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TESTS },
      to: { path: '^electron$|node_modules/electron/|^node:', dependencyTypesNot: ['local'] },
    },
    {
      name: 'renderer-has-no-core',
      comment: 'The page is sandboxed: no core module of Node.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'electron-is-for-main',
      comment:
        'Only main (main.ts, preload.ts, app/, ipc/) imports electron; the engine runs without it.',
      severity: 'error',
      from: {
        path: '^(electron|shared|renderer)/',
        pathNot: ['^electron/(main|preload)\\.ts$', '^electron/(app|ipc)/'],
      },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'engine-stands-alone',
      comment:
        'The engine is built upon by main, the command line and the demo; it knows none of them.',
      severity: 'error',
      from: {
        path: '^electron/engine/',
        pathNot: ['^electron/engine/(worker|worker-messages)\\.ts$', TESTS],
      },
      to: { path: '^electron/(app|ipc|auth|cli|demo|workspace|main|preload)' },
    },
    onlyKnownTo('only-the-salesforce-side-knows-jsforce', 'jsforce', [
      '^electron/engine/sides/salesforce/',
    ]),
    onlyKnownTo('only-the-journal-knows-sqlite', 'better-sqlite3', ['^electron/engine/journal/']),
    onlyKnownTo('only-sign-in-knows-oauth', 'oauth4webapi', ['^electron/auth/']),
    onlyKnownTo('only-the-vault-knows-keytar', '(keytar|@github/keytar)', [
      '^electron/auth/token-vault\\.ts$',
    ]),
    onlyKnownTo('only-readers-and-writers-of-csv-know-papaparse', 'papaparse', [
      '^electron/engine/report/',
      '^electron/roster/',
      '^electron/engine/sides/salesforce/bulk/',
      '^electron/demo/salesforce/bulk/',
    ]),
    {
      name: 'product-never-imports-tests',
      comment: 'What ships knows nothing of what tests it.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { path: '^(test|\\.dev)/|\\.test\\.tsx?$' },
    },
    {
      name: 'only-the-picker-knows-the-stand-in',
      comment:
        'One function picks the executable; nothing else knows that there may be a stand-in.',
      severity: 'error',
      from: { pathNot: ['^test/chromium-host/', '^test/electron-executable\\.ts$'] },
      to: { path: '^test/chromium-host/' },
    },
    {
      name: 'no-cycles',
      comment: 'A cycle hides which of two modules comes first.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/(boundaries/planted|fixtures)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
