import { expect, test } from './fixtures.ts';
import { newestRun, outcomeOf } from './journal.ts';
import { commit, goTo, outcomeRow, pick, push } from './steps.ts';

test.use({ isPrepared: false });

test('schema-drift-degrades-gracefully', async ({ openApp, far, engine }) => {
  const email = 'nova.drift@quay-nine.example';
  await far.addMember(
    { FirstName: 'Nova', LastName: 'Drift', Company: 'Quay Nine', Email: email },
    'Attended',
  );
  await far.faults('salesforce', { unknownFields: true, dropStatus: true });
  await far.faults('voyage', {
    unknownFields: true,
    missingFields: ['ticketType', 'source', 'custom'],
  });
  const { page, close } = await openApp();
  await page.getByTestId('way-on').click();
  await pick(page, 'salesforce-campaign-picker', 'Autumn Summit 2026');
  await pick(page, 'voyage-event-picker', 'Autumn Summit 2026');
  await page.getByTestId('pull').click();
  const map = page.getByTestId('salesforce-member-status-map');
  const members = (await far.members()).length;
  await expect(map).toContainText('No status in Salesforce counts as Sent');
  await expect(map.getByTestId('label-Sent').locator('b')).toHaveText(String(members));
  await page.getByTestId('map-accept-all').click();
  await expect(map).toContainText('Every status has a place');
  await expect(page.getByTestId('error-notice')).toHaveCount(0);
  await commit(page, 'import');
  await push(page);
  await expect(await outcomeRow(page, email)).toHaveAttribute('data-outcome', 'imported');

  // A field that rows are matched by is another matter: the pull stops, and says which.
  await far.faults('salesforce', { hideFields: ['Email'] });
  await goTo(page, 'sync');
  await page.getByTestId('pull-full').click();
  const notice = page.getByTestId('error-notice');
  await expect(notice).toContainText('Salesforce does not offer the field CampaignMember.Email');
  await expect(notice).toContainText('Nothing was changed on either side');
  await expect(notice).not.toContainText(/\bat .+:\d+:\d+|Error:/);
  await expect(map).toBeVisible();
  await close();

  await far.faults('salesforce', null);
  const registration = (await far.registrations()).find((one) => one['email'] === email);
  expect(registration).toMatchObject({
    status: 'invited',
    lastName: 'Drift',
    company: 'Quay Nine',
  });
  const run = await engine(newestRun);
  expect(outcomeOf(run, email)?.outcome).toBe('imported');
  await engine(async (ask) => {
    expect((await ask('engine:state', null)).pairing).toMatchObject({ members });
  });
});
