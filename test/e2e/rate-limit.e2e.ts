/** A far side that asks to slow down: the window says until when, and nobody asks more often for it. */
import type { Page } from '@playwright/test';
import { SIDES } from '../../shared/domain/side.ts';
import { expect, test } from './fixtures.ts';
import { newestRun } from './journal.ts';
import { goTo, skipOpenStatuses, startPush } from './steps.ts';

test.use({ kind: 'sandbox', rows: 400 });

const asked = (retryAfter: string | null, on: string, next: number) => ({
  kind: 'rate-limited',
  retryAfter,
  on,
  next,
});

/** The notice of a side at the gate: whose words, until when, and that it goes on by itself. */
async function expectWait(page: Page, side: 'salesforce' | 'voyage'): Promise<void> {
  const notice = page.getByTestId(`gate-waiting-${side}`);
  await expect(notice).toContainText(
    side === 'salesforce' ? 'Salesforce asked to slow down' : 'Voyage asked to slow down',
  );
  await expect(notice).toContainText(/Going on at \d.* by itself/);
}

test('rate-limit-backoff', async ({ openApp, far, engine }) => {
  test.setTimeout(300_000);
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();

  // What a pull costs when nobody stands in its way.
  const pull = async (isFull: boolean) => {
    const before = (await far.requests('salesforce')).read;
    await page.getByTestId(isFull ? 'pull-full' : 'pull').click();
    await expect(page.getByTestId('pull-progress')).toHaveCount(0, { timeout: 90_000 });
    await expect(page.getByTestId('pull-bar')).toBeVisible();
    return (await far.requests('salesforce')).read - before;
  };
  const usual = await pull(true);

  await test.step('a pull, with Retry-After: it waits as long as it was asked to', async () => {
    await far.faults('salesforce', { schedule: [asked('4', 'query', 1)] });
    const before = (await far.requests('salesforce')).read;
    const startedAt = Date.now();
    await page.getByTestId('pull-full').click();
    await expectWait(page, 'salesforce');
    await expect(page.getByTestId('pull-progress')).toHaveCount(0, { timeout: 90_000 });
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(4_000);
    await expect(page.getByTestId('last-pull')).toContainText('Everything was read');
    expect((await far.requests('salesforce')).read - before).toBe(usual + 1);
  });

  await test.step('a pull, without: one more request for each refusal, and no more', async () => {
    await far.faults('salesforce', { schedule: [asked(null, 'query', 3)] });
    expect(await pull(true)).toBe(usual + 3);
    await expect(page.getByTestId('error-notice')).toHaveCount(0);
    await far.faults('salesforce', null);
  });

  const before = { members: await far.members(), registrations: await far.registrations() };
  await test.step('a push, on both sides', async () => {
    await skipOpenStatuses(page);
    await goTo(page, 'review');
    await page.getByTestId('see-plan').click();
    await expect(page.getByTestId('plan-title')).toBeVisible();
    await far.faults('salesforce', { schedule: [asked('5', 'collection-write', 1)] });
    await far.faults('voyage', { schedule: [asked(null, 'voyage-batch', 2)] });
    await startPush(page);
    await expectWait(page, 'salesforce');
    await expect(page.getByTestId('gate-pause')).toBeVisible();
    await expect(page.getByTestId('outcomes-sentence')).toBeVisible({ timeout: 120_000 });
  });
  const struck = { salesforce: 1, voyage: 2 };
  const writes = { salesforce: await far.writes('salesforce'), voyage: await far.writes('voyage') };
  await close();

  const run = await engine(newestRun);
  expect(run.audit).toMatchObject({ status: 'succeeded', failed: 0 });
  expect((await far.members()).length - before.members.length).toBe(run.audit.exported);
  expect((await far.registrations()).length - before.registrations.length).toBe(run.audit.imported);
  for (const side of SIDES) {
    expect(await far.doubles(side)).toEqual([]);
    // Each refusal cost one more request: what the run says it made is what came, and no more.
    expect(writes[side], side).toBeLessThanOrEqual(run.summary.calls[side]);
    expect(run.summary.calls[side], side).toBeGreaterThan(struck[side]);
  }
});
