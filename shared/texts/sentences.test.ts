/**
 * `docs/when-something-goes-wrong.md` says each sentence the app can say. Its tables are made here, from the
 * sentences themselves: `WRITE_DOCS=1` writes them into the page, without it they must stand there already.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ERROR_SAMPLES } from '../../test/error-samples.ts';
import type { AppError, AppErrorCode, SignInFailure } from '../errors/app-error.ts';
import { userMessage } from '../errors/user-message.ts';
import { OUTCOME_SAMPLES, PLAN_FACTS } from '../../test/text-samples.ts';
import { NEXT_STEP_OF_CODE } from './outcome-texts.ts';
import { planWarnings } from './plan-warnings.ts';

const PAGE = join(import.meta.dirname, '../../docs/when-something-goes-wrong.md');

const KEYCHAIN_REASONS = ['missing', 'no-bus', 'locked', 'refused'] as const;
const SIGN_IN_FAILURES: Readonly<Record<SignInFailure, true>> = {
  denied: true,
  'timed-out': true,
  cancelled: true,
  'state-mismatch': true,
  'port-busy': true,
  'redirect-mismatch': true,
  'bad-client': true,
  'no-browser': true,
  refused: true,
};

/** A code whose sentence hangs on a reason is told once for each. */
function variantsOf(code: AppErrorCode): readonly AppError[] {
  if (code === 'auth/keychain-unavailable') {
    return KEYCHAIN_REASONS.map((reason) => ({ code, reason, platform: 'linux' }));
  }
  if (code === 'auth/sign-in-failed') {
    return (Object.keys(SIGN_IN_FAILURES) as SignInFailure[]).map((reason) => ({
      code,
      side: 'salesforce',
      reason,
      detail: null,
    }));
  }
  return [ERROR_SAMPLES[code]];
}

function errorTable(areas: readonly string[]): string {
  const codes = (Object.keys(ERROR_SAMPLES) as AppErrorCode[]).filter((code) =>
    areas.includes(code.split('/')[0] ?? ''),
  );
  const rows = codes.flatMap(variantsOf).map((error) => {
    const { title, body, action } = userMessage(error);
    return [title, body, action === null ? '' : action.label];
  });
  return table(['The app says', 'What it means, and what next', 'Button'], rows);
}

/** The page's tables, by the name between its marks. */
const TABLES: Readonly<Record<string, () => string>> = {
  'signing in': () => errorTable(['auth']),
  'the two sides': () => errorTable(['side']),
  'the journal': () => errorTable(['journal']),
  'the work': () => errorTable(['pairing', 'pull', 'engine', 'run', 'review', 'plan', 'report']),
  'files and commands': () => errorTable(['usage', 'input', 'policy', 'ipc', 'internal']),
  outcomes: () =>
    table(
      ['The row says', 'What next'],
      OUTCOME_SAMPLES.map(({ message, nextStep }) => [message, nextStep ?? 'Nothing.']),
    ),
  codes: () =>
    table(
      ['Code', 'What next'],
      Object.entries(NEXT_STEP_OF_CODE).map(([code, nextStep]) => [`\`${code}\``, nextStep]),
    ),
  warnings: () =>
    table(
      ['The plan says'],
      planWarnings(PLAN_FACTS).map((warning) => [warning]),
    ),
};

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

function between(page: string, name: string): { readonly start: number; readonly end: number } {
  const open = `<!-- made from the code: ${name} -->\n<!-- prettier-ignore-start -->\n\n`;
  const start = page.indexOf(open) + open.length;
  const end = page.indexOf('\n\n<!-- prettier-ignore-end -->', start);
  if (start < open.length || end === -1) throw new Error(`The page has no place for “${name}”.`);
  return { start, end };
}

if (process.env['WRITE_DOCS'] === '1') {
  let page = readFileSync(PAGE, 'utf8');
  for (const [name, make] of Object.entries(TABLES)) {
    const { start, end } = between(page, name);
    page = page.slice(0, start) + make() + page.slice(end);
  }
  writeFileSync(PAGE, page);
}

test.each(Object.keys(TABLES))('the page tells what the code says: %s', (name) => {
  const page = readFileSync(PAGE, 'utf8');
  const { start, end } = between(page, name);
  expect(page.slice(start, end)).toBe(TABLES[name]?.());
});

test('every code has its area on the page', () => {
  const told = Object.values(TABLES)
    .map((make) => make())
    .join('\n');
  for (const code of Object.keys(ERROR_SAMPLES) as AppErrorCode[]) {
    for (const error of variantsOf(code)) expect(told).toContain(userMessage(error).title);
  }
});
