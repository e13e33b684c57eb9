import { expect, test } from './fixtures.ts';
import { newestRun } from './journal.ts';
import { commit, goTo, mapWay, push } from './steps.ts';

const OLD_LABEL = 'Old list, do not call';

test('member-status-map-required', async ({ openApp, far, engine }) => {
  const writes = await far.allWrites();
  const [old] = (await far.members()).filter((member) => member['Status'] === OLD_LABEL);
  const email = String(old?.['Email']);
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  const map = page.getByTestId('salesforce-member-status-map');
  const doors = [
    page.getByTestId('salesforce-import-commit-cta'),
    page.getByTestId('salesforce-export-commit-cta'),
  ];
  await expect(map).toBeVisible();
  await expect(page.getByTestId('commit-reason')).toContainText(`Map or skip “${OLD_LABEL}”`);
  for (const door of doors) {
    await expect(door).toBeVisible();
    await expect(door).toHaveAttribute('aria-disabled', 'true');
    await expect(door).toHaveAccessibleDescription(/Map or skip/);
    await door.click({ force: true });
    await expect(page.getByTestId('salesforce-campaign-sync-panel')).toBeVisible();
  }

  await map.getByTestId(`label-${OLD_LABEL}`).getByTestId('map-skip').click();
  await expect(page.getByTestId('commit-reason')).toContainText('“Cancelled” and 1 other');
  await mapWay(page, 'To Salesforce').click();
  await map.getByTestId('status-cancelled').getByTestId('map-select').selectOption('Declined');
  await expect(page.getByTestId('commit-reason')).toContainText('“Waitlisted”');
  for (const door of doors) await expect(door).toHaveAttribute('aria-disabled', 'true');
  await map.getByTestId('status-waitlisted').getByTestId('map-select').selectOption('Registered');
  await expect(map).toContainText('Every status has a place');
  for (const door of doors) await expect(door).not.toHaveAttribute('aria-disabled', 'true');
  expect(await far.allWrites()).toBe(writes);

  await commit(page, 'import');
  await push(page);
  await close();

  const registrations = await far.registrations();
  expect(registrations.some((registration) => registration['email'] === email)).toBe(false);
  const run = await engine(newestRun);
  expect(run.outcomes.find((outcome) => outcome.email === email)?.outcome).toBe('skipped');
  expect(run.audit.imported).toBeGreaterThan(0);
  await engine(async (ask) => {
    const { map: kept } = await ask('map:get', null);
    expect(kept.toVoyage[OLD_LABEL]).toBe('skip');
    expect(kept.toSalesforce).toMatchObject({ waitlisted: 'Registered', cancelled: 'Declined' });
  });
});
