/** A run is taken back from its page, by a plan of its own. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { readRuns } from './journal.ts';
import { commit, goTo, push, skipOpenStatuses } from './steps.ts';

const emails = (records: readonly { readonly email?: unknown }[]): readonly string[] =>
  records.map(({ email }) => String(email)).sort();

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK_AT'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

test('revert-a-run', async ({ openApp, far, engine }) => {
  const before = emails(await far.registrations());
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await skipOpenStatuses(page);
  await commit(page, 'import');
  await expect(page.getByTestId('impact-voyage-mails')).toContainText('Unknown: whether Voyage');
  await expect(page.getByTestId('impact-opted-out')).toContainText('opted out of email');
  await look(page, 'plan');
  await push(page);
  const txId = (await page.getByTestId('tx-id').textContent()) ?? '';
  const imported = emails(await far.registrations());
  expect(imported.length).toBeGreaterThan(before.length);

  await look(page, 'run');
  await page.getByTestId('take-run-back').click();
  await expect(page.getByTestId('plan-title')).toContainText('back, nothing sent yet');
  await expect(page.getByTestId('plan-left-alone')).toContainText(
    'Changed since the run wrote them',
  );
  await look(page, 'revert-plan');
  expect(emails(await far.registrations())).toEqual(imported);
  await page.getByTestId('back-to-run').click();
  await page.getByTestId('take-run-back').click();

  await push(page);
  await expect(page.getByTestId('revert-told')).toContainText('Took back run');
  await expect(page.getByTestId('adds-up')).toContainText('Adds up');
  await look(page, 'reverted');
  expect(emails(await far.registrations())).toEqual(before);
  await page.getByTestId('revert-told').getByRole('button').click();
  await expect(page.getByTestId('tx-id')).toHaveText(txId);
  await expect(page.getByTestId('revert-told')).toContainText('Taken back by run');
  await page.getByTestId('outcomes-see-audit').click();
  await expect(page.getByTestId('audit-row').first()).toContainText('Took back run');
  await look(page, 'audit');
  await close();

  const [taken, first] = await engine(readRuns);
  expect(first?.audit.tx_id).toBe(txId);
  expect(taken?.audit).toMatchObject({ reverts: txId, status: 'succeeded' });
});
