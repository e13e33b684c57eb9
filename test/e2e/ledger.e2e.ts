/** Why isn't she there: from Audit, from a person in Review, and for one nobody ever saw. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { commit, goTo, push, skipOpenStatuses } from './steps.ts';

async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['LOOK_AT'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

const EMAIL = 'nova.quay@quay-nine.example';

test('ledger-why-is-she-not-there', async ({ openApp, far }) => {
  await far.addMember(
    { FirstName: 'Nova', LastName: 'Quay', Company: 'Quay Nine', Email: EMAIL },
    'Responded',
  );
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await page.getByTestId('pull').click();
  await skipOpenStatuses(page);
  await goTo(page, 'audit');
  await page.getByTestId('open-ledger').click();
  await page.getByTestId('ledger-search').fill(EMAIL.toUpperCase());
  await page.keyboard.press('Enter');
  const answer = page.getByTestId('ledger-answer');
  await expect(answer).toContainText('Only in Salesforce');
  await expect(answer).toContainText('the next push would add this person there');

  await goTo(page, 'sync');
  await commit(page, 'import');
  await push(page);
  await expect(page.getByTestId('adds-up')).toContainText('each in one row');
  await page.getByTestId('take-run-back').click();
  await push(page);

  await goTo(page, 'review');
  await page.getByTestId('open-ledger').click();
  await page.getByTestId('ledger-search').fill(EMAIL);
  await page.getByTestId('ledger-find').click();
  const timeline = page.getByTestId('ledger-timeline');
  await expect(timeline.locator('[data-kind=run]')).toContainText('Imported');
  await expect(timeline.locator('[data-kind=revert]')).toContainText('Took back run');
  await expect(answer).toContainText('Only in Salesforce');
  await look(page, 'ledger');
  await page.emulateMedia({ colorScheme: 'dark' });
  await look(page, 'ledger-dark');

  await page.getByTestId('ledger-search').fill('nova.kuay@quay-nine.example');
  await page.getByTestId('ledger-find').click();
  await expect(answer).toContainText('Never seen');
  await look(page, 'ledger-never');
  await page.getByRole('button', { name: EMAIL }).click();
  await expect(answer).toContainText('Only in Salesforce');
  await close();
});
