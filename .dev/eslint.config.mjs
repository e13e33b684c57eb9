import { join } from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const doorOnly = (name, door) => ({
  name: 'electron',
  importNames: [name],
  message: `${name} has one door: ${door}.`,
});

export default tseslint.config(
  {
    ignores: [
      'out/**',
      'node_modules/**',
      'test/boundaries/planted/**',
      'test/fixtures/**',
      'test-results/**',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        // One program of everything reads types with a fifth less CPU than one for each folder.
        project: '.dev/tsconfig.lint.json',
        tsconfigRootDir: join(import.meta.dirname, '..'),
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-condition': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Sources run as they are: there are no enums.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
          // A module that exports `then` is a thenable: importing it dynamically never settles.
          restrictedNamedExports: ['then'],
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            doorOnly('ipcMain', 'electron/ipc/register.ts'),
            doorOnly('ipcRenderer', 'electron/preload.ts'),
          ],
        },
      ],
    },
  },
  {
    files: ['electron/ipc/register.ts', 'electron/preload.ts', 'test/chromium-host/**'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['*.config.ts', '.dev/*.config.ts', 'test/playwright.config.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs['recommended-latest'].rules,
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/bridge.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'window',
          property: 'reconcile',
          message: 'renderer/bridge.ts is the only user of the bridge.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts', '**/*.property.test.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
