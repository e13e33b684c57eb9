/** The campaign sync panel: choosing, looking before importing, and the panel where Voyage lacks the feature. */
import { expect, test } from './fixtures.ts';
import { newestRun, readRuns } from './journal.ts';
import { commit, goTo, pick, push, skipOpenStatuses } from './steps.ts';

test.describe('before anything was chosen', () => {
  test.use({ isPrepared: false });

  test('salesforce-campaign-sync-opens', async ({ openApp, far, engine }) => {
    const { page, close } = await openApp();
    await page.getByTestId('way-on').click();
    await expect(page.getByTestId('salesforce-campaign-sync-panel')).toBeVisible();
    await expect(page.getByTestId('salesforce-campaign-picker')).toBeVisible();
    await expect(page.getByTestId('commit-reason')).toContainText('Choose a campaign');

    await pick(page, 'salesforce-campaign-picker', 'Autumn Summit 2026');
    await pick(page, 'voyage-event-picker', 'Autumn Summit 2026');
    await page.getByTestId('pull').click();

    const members = (await far.members()).length;
    const registrations = (await far.registrations()).length;
    await expect(page.getByTestId('pull-bar')).toContainText(`${String(members)} members`);
    await expect(page.getByTestId('pull-bar')).toContainText(`${String(registrations)} reg`);
    await expect(page.getByTestId('salesforce-member-status-map')).toBeVisible();
    await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
    await expect(page.getByTestId('salesforce-import-commit-cta')).toBeVisible();
    await expect(page.getByTestId('salesforce-export-commit-cta')).toBeVisible();
    await expect(page.getByTestId('salesforce-campaign-gap-panel')).toHaveCount(0);
    expect(await far.allWrites()).toBe(0);
    await close();

    await engine(async (ask) => {
      const { pairing, hasDiff } = await ask('engine:state', null);
      expect(pairing).toMatchObject({ campaignId: far.campaignId, eventId: far.eventId });
      expect(pairing).toMatchObject({ members, registrations });
      expect(hasDiff).toBe(true);
    });
  });
});

test('salesforce-campaign-preview-import', async ({ openApp, far, engine }) => {
  const before = await far.registrations();
  const writes = { salesforce: await far.writes('salesforce'), voyage: await far.writes('voyage') };
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  const preview = page.getByTestId('salesforce-import-preview');
  await expect(preview).toBeVisible();
  await expect(preview.getByTestId('preview-unmapped').locator('dd')).toHaveText('1');
  await expect(preview).toContainText('Nothing is sent from this page');
  await expect(preview).not.toContainText('pull again');
  await skipOpenStatuses(page);
  await expect(preview.getByTestId('preview-unmapped').locator('dd')).toHaveText('0');
  await expect(page.getByTestId('commit-reason')).toContainText('You see the plan first');
  const created = Number(await preview.getByTestId('preview-create').locator('dd').textContent());
  expect(created).toBeGreaterThan(0);

  await commit(page, 'import');
  await expect(page.getByTestId('plan-ledger')).toContainText('Salesforce stays as it is');
  expect(await far.allWrites()).toBe(writes.salesforce + writes.voyage);
  await push(page);
  await expect(page.getByTestId('salesforce-row-outcome-table')).toBeVisible();
  await expect(page.getByTestId('outcome-imported').locator('b')).toHaveText(String(created));
  await close();

  const after = await far.registrations();
  expect(after.length).toBe(before.length + created);
  expect(await far.writes('salesforce')).toBe(writes.salesforce);
  const run = await engine(newestRun);
  expect(run.audit).toMatchObject({ direction: 'import', imported: created, failed: 0 });
  const imported = run.outcomes.filter(({ outcome }) => outcome === 'imported');
  for (const { voyageId, email } of imported) {
    const registration = after.find(({ id }) => id === voyageId);
    expect(registration?.['email'], String(email)).toBe(email);
    expect(before.some(({ id }) => id === voyageId)).toBe(false);
  }
});

test('salesforce-campaign-gap-probe', async ({ openApp, far, engine }) => {
  await far.faults('voyage', { capabilities: { maxBatch: 200 } });
  const writes = await far.allWrites();
  const { page, close } = await openApp();
  const gap = page.getByTestId('salesforce-campaign-gap-panel');
  await expect(gap).toBeVisible();
  await goTo(page, 'sync');
  await expect(gap).toBeVisible();
  await expect(gap).toContainText('This Voyage does not offer campaign sync yet');
  for (const away of ['import-preview', 'import-commit-cta', 'export-commit-cta']) {
    await expect(page.getByTestId(`salesforce-${away}`)).toHaveCount(0);
  }
  await expect(page.getByTestId('step-push')).toHaveAttribute('aria-disabled', 'true');

  await far.faults('voyage', { capabilitiesStatus: 500 });
  await gap.getByTestId('gap-ask-again').click();
  await expect(gap).toContainText('Whether this Voyage offers campaign sync is not known', {
    timeout: 60_000,
  });
  await expect(page.getByTestId('salesforce-import-commit-cta')).toHaveCount(0);

  await far.faults('voyage', null);
  // Whoever asks too soon after a failure is told in how many seconds to ask.
  await expect(async () => {
    if ((await gap.count()) > 0) await gap.getByTestId('gap-ask-again').click({ timeout: 3_000 });
    await expect(gap).toHaveCount(0, { timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
  await expect(page.getByTestId('salesforce-import-commit-cta')).toBeVisible();
  await expect(page.getByTestId('salesforce-export-commit-cta')).toBeVisible();
  await close();

  expect(await far.allWrites()).toBe(writes);
  // The first sync, and no other run.
  expect(await engine(readRuns)).toHaveLength(1);
});
