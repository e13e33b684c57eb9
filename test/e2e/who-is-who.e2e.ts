import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { FarSides } from './far-sides.ts';
import { goTo } from './steps.ts';

/** Each is on both lists, under another address on each. */
const TWICE = [
  ['Robert', 'Lindqvist', 'Bob', 'Lindqvist', 'Northwind Traders', '+49 30 5550101'],
  ['Margaret', 'O’Sullivan', 'Maggie', 'O’Sullivan', 'Fabrikam', '+44 20 79460102'],
  ['Jürgen', 'Müller', 'Juergen', 'Mueller', 'Contoso', '+49 89 5550103'],
  ['Chiara', 'Bianchi', 'Chiara', 'Bianchi', 'Adatum', '+39 06 5550104'],
  ['Tomasz', 'Kowalczyk', 'Tomasz', 'Kowalczyk', 'Litware', '+48 22 5550105'],
] as const;

/** The demo has one of its own. */
const FOUND = TWICE.length + 1;

async function addAll(far: FarSides): Promise<void> {
  for (const [at, [first, last, otherFirst, otherLast, company, phone]] of TWICE.entries()) {
    const Email = `${String(at)}.work@example.com`;
    const lead = { FirstName: first, LastName: last, Company: company, Phone: phone, Email };
    await far.addMember(lead, 'Sent');
    const email = `${String(at)}.home@example.net`;
    const name = { firstName: otherFirst, lastName: otherLast };
    await far.register({ ...name, company, phone, email, status: 'invited' });
  }
}

/** The review hears its keys once its rows are read; until then it shows that it reads them. */
async function openWhoIsWho(page: Page): Promise<void> {
  await goTo(page, 'review');
  await expect(page.getByTestId('review-row').first()).toBeVisible();
  await page.keyboard.press('g');
  await expect(page.getByTestId('pairs-screen')).toBeVisible();
}

test('suggestions are found, read, answered by keys and undone, and outlive a restart', async ({
  engine,
  far,
  openApp,
}) => {
  await addAll(far);
  await engine(async (ask) => {
    await ask('engine:connect', null);
    await ask('pull:start', { isFull: true });
  });
  const first = await openApp();
  const { page } = first;
  await openWhoIsWho(page);
  await expect(page.getByTestId('no-suggestions')).toContainText('Nobody was looked for yet');
  await page.keyboard.press('f');
  const rows = page.getByTestId('suggestion');
  await expect(rows).toHaveCount(FOUND);
  await expect(page.getByTestId('pairs-screen')).toContainText('first name Robert/Bob');
  await page.screenshot({ path: test.info().outputPath('suggestions.png') });

  await page.keyboard.press('j');
  const second = await rows.nth(1).getAttribute('aria-label');
  await page.keyboard.press('l');
  await expect(rows).toHaveCount(FOUND - 1);
  await expect(page.getByTestId('links-undo')).toContainText('Undo: linked 1 pair');
  await page.keyboard.press('x');
  await expect(rows).toHaveCount(FOUND - 2);
  await page.keyboard.press('u');
  await expect(rows).toHaveCount(FOUND - 1);
  await page.keyboard.press('u');
  await expect(rows).toHaveCount(FOUND);
  await expect(rows.nth(1)).toHaveAttribute('aria-label', second ?? '');

  await page.getByTestId('accept-percent').fill('50');
  await expect(page.getByTestId('accept-all')).toContainText(`Link ${String(FOUND)} pairs`);
  await page.getByTestId('accept-percent').blur();
  await page.keyboard.press('b');
  await page.screenshot({ path: test.info().outputPath('confirm.png') });
  await page.getByTestId('accept-confirm-go').click();
  await expect(page.getByTestId('no-suggestions')).toBeVisible();
  await first.close();

  const again = await openApp();
  await goTo(again.page, 'review');
  await again.page.getByTestId('review-search').fill('Lindqvist');
  await expect(again.page.getByTestId('review-row')).toHaveCount(1);
  await expect(again.page.getByTestId('row-links')).toContainText(/Linked by .+ on /);
  await again.page.screenshot({ path: test.info().outputPath('linked.png') });
  await again.page.getByTestId('row-unlink').click();
  await expect(again.page.getByTestId('review-row')).toHaveCount(2);
});

test('two who stand alone are linked from the rows; of duplicates another is kept', async ({
  engine,
  far,
  openApp,
}) => {
  await addAll(far);
  await engine(async (ask) => {
    await ask('engine:connect', null);
    await ask('pull:start', { isFull: true });
  });
  const { page } = await openApp();
  await goTo(page, 'review');
  await page.getByTestId('review-search').fill('Bianchi');
  await expect(page.getByTestId('review-row')).toHaveCount(2);
  await page.getByTestId('review-grid').focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('j');
  await page.keyboard.press(' ');
  await page.screenshot({ path: test.info().outputPath('link-two.png') });
  await page.keyboard.press('l');
  await expect(page.getByTestId('review-row')).toHaveCount(1);
  await expect(page.getByTestId('row-links')).toContainText('Linked by');

  await page.getByTestId('review-search').fill('');
  await page.getByRole('button', { name: /^Duplicate/ }).click();
  const kept = page.getByTestId('row-keep');
  await expect(kept).toBeVisible();
  const name = await page.getByTestId('review-row').first().getAttribute('data-row-key');
  await page.screenshot({ path: test.info().outputPath('keep.png') });
  await kept.click();
  await expect(page.locator(`[data-row-key="${name ?? ''}"]`)).toHaveCount(0);
});

test('people who share an address are told apart in the queue', async ({ openApp }) => {
  const { page } = await openApp();
  await openWhoIsWho(page);
  await page.keyboard.press('t');
  const addresses = page.getByTestId('shared-address');
  await expect(addresses.first()).toContainText('Waits');
  await page.screenshot({ path: test.info().outputPath('addresses.png') });
  await page.keyboard.press('2');
  await expect(addresses.filter({ hasText: 'Two people, said' })).toHaveCount(1);
  await page.screenshot({ path: test.info().outputPath('addresses-decided.png') });
  await page.keyboard.press('u');
  await expect(addresses.first()).toContainText('Waits');
});

test('a row without an address says why, and how the one whose status would go back waits', async ({
  openApp,
}) => {
  const { page } = await openApp();
  await goTo(page, 'review');
  await page.getByRole('button', { name: /^No email/ }).click();
  await expect(page.getByTestId('row-no-email')).toContainText('can be linked by hand');
  await page.screenshot({ path: test.info().outputPath('no-email.png') });
});
