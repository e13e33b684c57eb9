/** Ways through the window that several tests go, each as a person would. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Side } from '../../shared/domain/side.ts';

/** On Connect: gives a side its address and a token, as one without an External Client App does. */
export async function pasteToken(
  page: Page,
  side: Side,
  { url, token }: { readonly url: string; readonly token: string },
): Promise<void> {
  const address = page.getByTestId(`${side}-address`);
  const fold = page.getByTestId(side === 'salesforce' ? 'paste-token' : 'another-voyage');
  await expect(page.getByTestId(`${side}-card`)).toBeVisible();
  if ((await address.count()) === 0) await fold.click();
  await address.fill(url);
  await page.getByTestId(`${side}-token`).fill(token);
  const submit = page.getByTestId(`connect-${side}`);
  await expect(submit).not.toHaveAttribute('aria-disabled', 'true');
  await submit.click();
}

type Place = 'sync' | 'review' | 'audit';

export async function goTo(page: Page, place: Place): Promise<void> {
  await page.getByTestId(`place-${place}`).click();
  const screens = {
    sync: 'salesforce-campaign-sync-panel',
    review: 'review-screen',
    audit: 'audit-screen',
  };
  await expect(page.getByTestId(screens[place])).toBeVisible();
}

/** Chooses from a picker by typing a part of the name. */
export async function pick(page: Page, picker: string, name: string): Promise<void> {
  await page.getByTestId(picker).click();
  await page.getByTestId('picker-search').fill(name);
  const named = page.getByText(name, { exact: true });
  await page.getByTestId('picker-option').filter({ has: named }).click();
  await expect(page.getByTestId(picker)).toContainText(name);
}

/** On Sync: gives every open status its place by skipping its rows, both ways. */
export async function skipOpenStatuses(page: Page): Promise<void> {
  const map = page.getByTestId('salesforce-member-status-map');
  for (const way of ['To Voyage', 'To Salesforce'] as const) {
    await mapWay(page, way).click();
    const open = map.getByTestId('map-skip');
    for (let left = await open.count(); left > 0; left -= 1) {
      await open.first().click();
      await expect(open).toHaveCount(left - 1);
    }
  }
  await expect(map).toContainText('Every status has a place');
}

/** On Sync: the button that shows one way of the map; its name goes on with what is open there. */
export function mapWay(page: Page, way: 'To Voyage' | 'To Salesforce'): Locator {
  return page
    .getByTestId('salesforce-member-status-map')
    .getByRole('button', { name: new RegExp(`^${way}`) });
}

/** Opens the plan from a commit on Sync. */
export async function commit(page: Page, way: 'import' | 'export'): Promise<void> {
  await page.getByTestId(`salesforce-${way}-commit-cta`).click();
  await expect(page.getByTestId('plan-title')).toBeVisible();
}

/** On the plan: waives the guards that stand in the way, pushes, and waits for the outcomes. */
export async function push(page: Page): Promise<void> {
  await startPush(page);
  await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 60_000 });
}

export async function startPush(page: Page): Promise<void> {
  for (const guard of await page.locator('[data-test^="waive-"]').all()) await guard.check();
  await expect(page.getByTestId('push-cta')).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByTestId('push-cta').click();
}

/** On Outcomes: the row of a person in the table of outcomes. */
export async function outcomeRow(page: Page, search: string): Promise<Locator> {
  const table = page.getByTestId('salesforce-row-outcome-table');
  await page.getByTestId('outcomes-search').fill(search);
  await expect(table).toBeVisible();
  return table.getByTestId('outcome-row').filter({ hasText: search });
}

/** On Review: which row has the focus, as the foot of the screen says. */
export function rowInFocus(page: Page): Locator {
  return page.locator('footer.hints .n');
}

/** On Review: goes by the keys to a row that waits; the grid has the focus then. */
export async function goToRow(page: Page, position: number): Promise<void> {
  await page.getByTestId('review-grid').focus();
  await page.keyboard.press('Home');
  await expect(rowInFocus(page)).toHaveText(/^Row 1 of /);
  for (let row = 1; row < position; row += 1) await page.keyboard.press('j');
  await expect(rowInFocus(page)).toHaveText(new RegExp(`^Row ${String(position)} of `));
  // A row that was not read yet takes no decision.
  const row = `[data-test=review-row][aria-rowindex="${String(position + 2)}"]`;
  await expect(page.locator(row)).toBeVisible();
}

/** Presses Tab until the focus stands on an element, as one without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target.first()).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('The focus never came to the element by Tab alone.');
}
