/** What became of every row: the audit, duplicates, conflicts over there, and failures in mid-batch. */
import { expect, test } from './fixtures.ts';
import { newestRun, outcomeOf, readRuns } from './journal.ts';
import { commit, goTo, outcomeRow, push, skipOpenStatuses } from './steps.ts';

const lead = (Email: string, LastName: string) => ({
  FirstName: 'Nova',
  LastName,
  Company: 'Quay Nine',
  Email,
});

test('audit-log-row-per-sync', async ({ openApp, far, engine }) => {
  const before = { members: await far.members(), registrations: await far.registrations() };
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await skipOpenStatuses(page);
  await commit(page, 'import');
  await push(page);
  const txIds = [await page.getByTestId('tx-id').textContent()];
  await goTo(page, 'sync');
  await commit(page, 'export');
  await push(page);
  txIds.push(await page.getByTestId('tx-id').textContent());
  await page.getByTestId('outcomes-see-audit').click();

  const rows = page.getByTestId('audit-row');
  await expect(rows).toHaveCount(3);
  await expect(page.getByTestId('audit-chain')).toContainText('Chain verified, 3 of 3 rows');
  await page.getByTestId('check-journal').click();
  await expect(page.getByTestId('journal-check')).toContainText('The journal is sound');
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].slice(4, 12).map((cell) => cell.innerText)),
  );
  await close();

  const after = { members: await far.members(), registrations: await far.registrations() };
  const runs = await engine(readRuns);
  expect(runs.map(({ audit }) => audit.tx_id).slice(0, 2)).toEqual([txIds[1], txIds[0]]);
  const [exported, imported] = runs;
  expect(imported?.audit.direction).toBe('import');
  expect(exported?.audit.direction).toBe('export');
  expect(imported?.audit.imported).toBe(after.registrations.length - before.registrations.length);
  expect(exported?.audit.exported).toBe(after.members.length - before.members.length);
  expect(imported?.audit.imported).toBeGreaterThan(0);
  expect(exported?.audit.exported).toBeGreaterThan(0);
  for (const [index, { audit }] of runs.entries()) {
    expect(shown[index]?.slice(1)).toEqual(
      [
        audit.imported,
        audit.exported,
        audit.updated,
        audit.unchanged,
        audit.skipped,
        audit.conflicted,
        audit.failed,
      ].map(String),
    );
    expect(shown[index]?.[0]?.trim().toLowerCase()).toBe(audit.status);
  }
});

test('email-dedupe', async ({ openApp, far, engine }) => {
  await far.addMember(lead('nova.first@quay-nine.example', 'First'), 'Responded');
  await far.addMember(lead(' NOVA.First@Quay-Nine.example', 'Second'), 'Sent');
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await page.getByTestId('pull').click();
  await skipOpenStatuses(page);
  await commit(page, 'import');
  await push(page);
  const rows = await outcomeRow(page, 'quay-nine');
  await page.getByTestId('outcomes-search').fill('quay-nine');
  await expect(page.getByTestId('outcome-row')).toHaveCount(2);
  await expect(page.locator('[data-test=outcome-row][data-outcome=imported]')).toHaveCount(1);
  const duplicate = page.locator('[data-test=outcome-row][data-outcome=duplicate]');
  await expect(duplicate).toHaveCount(1);
  await expect(duplicate).toContainText('Nova Second');
  await expect(rows.first()).toBeVisible();
  await close();

  const registered = (await far.registrations()).filter((registration) =>
    String(registration['email']).toLowerCase().includes('quay-nine'),
  );
  expect(registered).toHaveLength(1);
  expect(registered[0]).toMatchObject({ lastName: 'First', status: 'registered' });
  const run = await engine(newestRun);
  const told = run.outcomes.filter(({ email }) => email?.toLowerCase().includes('quay-nine'));
  expect(told.map(({ outcome }) => outcome).sort()).toEqual(['duplicate', 'imported']);
  const kept = told.find(({ outcome }) => outcome === 'imported');
  expect(told.find(({ outcome }) => outcome === 'duplicate')?.message).toContain(
    String(kept?.salesforceId),
  );
});

test('export-conflict-row-outcome', async ({ openApp, far, engine }) => {
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await skipOpenStatuses(page);
  await commit(page, 'export');

  // Meanwhile a colleague in Salesforce adds one of the people the plan is about to add.
  const members = await far.members();
  const isMember = (id: unknown) => members.some(({ LeadId }) => LeadId === id);
  const guests = new Set((await far.registrations()).map(({ email }) => email));
  const leads = await far.query('SELECT Id, Email FROM Lead WHERE IsConverted = false');
  const walkIn = leads.find(({ Id, Email }) => guests.has(Email) && !isMember(Id));
  const email = String(walkIn?.['Email']);
  await far.create('CampaignMember', {
    CampaignId: far.campaignId,
    LeadId: walkIn?.['Id'],
    Status: 'Sent',
  });
  await push(page);
  const row = await outcomeRow(page, email);
  await expect(row).toHaveAttribute('data-outcome', 'already-member');
  await expect(row).toContainText('Already a member');
  await expect(page.getByTestId('salesforce-row-outcome-table')).toBeVisible();
  await close();

  const held = (await far.members()).filter(({ LeadId }) => LeadId === walkIn?.['Id']);
  expect(held).toMatchObject([{ Status: 'Sent' }]);
  const run = await engine(newestRun);
  expect(outcomeOf(run, email)).toMatchObject({ outcome: 'already-member', changes: [] });
  expect(run.audit.exported).toBe((await far.members()).length - members.length - 1);
  expect(run.audit.exported).toBeGreaterThan(0);
});

test('partial-import-rollback', async ({ openApp, far, engine }) => {
  const GOOD = ['abby', 'bert', 'cleo', 'dora'].map((name) => `zz.${name}@quay-nine.example`);
  const BAD = 'zz.zeno@quay-nine.example';
  for (const email of [...GOOD, BAD]) {
    await far.addMember(lead(email, email.slice(3, 7)), 'Responded');
  }
  // Small batches, so that the failing row comes when others have been sent and answered.
  await far.faults('voyage', {
    capabilities: { salesforceCampaignSync: true, maxBatch: 3 },
    rejectEmails: [BAD],
  });
  const registrations = async () =>
    (await far.registrations()).map(
      ({ id, status, email, firstName, lastName, company, title, phone }) =>
        JSON.stringify({ id, status, email, firstName, lastName, company, title, phone }),
    );
  const before = await registrations();
  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await page.getByTestId('pull').click();
  await skipOpenStatuses(page);

  await test.step('all or nothing takes back what was done', async () => {
    await commit(page, 'import');
    await page.getByRole('radio', { name: /All or nothing/ }).check();
    await push(page);
    await expect(page.getByTestId('outcomes-sentence')).toContainText('Everything was taken back');
    await expect(page.getByTestId('outcome-rolled-back')).toBeVisible();
    await expect(page.getByTestId('outcome-rejected').locator('b')).toHaveText('1');
    await expect(page.getByTestId('outcome-imported')).toHaveCount(0);
    await expect(await outcomeRow(page, BAD)).toHaveAttribute('data-outcome', 'rejected');
    expect((await registrations()).sort()).toEqual(before.sort());
  });

  await test.step('keep what succeeded tells each row, for good', async () => {
    await goTo(page, 'sync');
    await commit(page, 'import');
    await page.getByRole('radio', { name: /Keep what succeeded/ }).check();
    await push(page);
    await expect(page.getByTestId('outcome-rejected').locator('b')).toHaveText('1');
    await expect(await outcomeRow(page, BAD)).toHaveAttribute('data-outcome', 'rejected');
    await expect(await outcomeRow(page, GOOD[0] ?? '')).toHaveAttribute('data-outcome', 'imported');
    await close();
    const again = await openApp();
    await expect(again.page.getByTestId('salesforce-row-outcome-table')).toBeVisible();
    await expect(await outcomeRow(again.page, BAD)).toHaveAttribute('data-outcome', 'rejected');
    await again.close();
  });

  const emails = (await far.registrations()).map(({ email }) => email);
  for (const email of GOOD) expect(emails.filter((held) => held === email)).toHaveLength(1);
  expect(emails).not.toContain(BAD);
  const [kept, takenBack] = await engine(readRuns);
  expect(takenBack?.audit).toMatchObject({ status: 'rolled-back', imported: 0, updated: 0 });
  expect(takenBack?.summary.outcomes['rolled-back']).toBeGreaterThan(0);
  expect(kept?.audit).toMatchObject({ status: 'partial', failed: 1 });
  expect(kept?.audit.imported).toBe(emails.length - before.length);
});

test('a duplicate alert is decided in the outcome, and the next push obeys', async ({
  openApp,
  far,
  engine,
}) => {
  test.setTimeout(180_000);
  const emails = ['vega.lind@quay-nine.example', 'vera.lunde@quay-nine.example'];
  const likenesses: string[] = [];
  for (const [index, email] of emails.entries()) {
    const person = { firstName: 'Vega', lastName: `Lookalike ${String(index)}`, company: 'Quay' };
    await far.register({ ...person, email, status: 'registered' });
    likenesses.push(
      await far.create('Lead', {
        FirstName: 'V.',
        LastName: person.lastName,
        Company: 'Elsewhere',
        Email: `older.${String(index)}@elsewhere.example`,
      }),
    );
  }
  await far.faults('salesforce', { duplicateRule: { action: 'alert', emails } });

  const { page, close } = await openApp();
  await goTo(page, 'sync');
  await page.getByTestId('pull').click();
  await expect(page.getByTestId('last-pull')).toContainText('2 changes in Voyage');
  await skipOpenStatuses(page);
  await commit(page, 'export');
  await push(page);
  for (const [index, email] of emails.entries()) {
    const row = await outcomeRow(page, email);
    await expect(row).toHaveAttribute('data-outcome', 'duplicate');
    await row.click();
    const detail = page.getByTestId('outcome-detail');
    await expect(detail).toContainText('so no Lead was made');
    await detail.getByTestId(index === 0 ? 'duplicate-create' : 'duplicate-link').click();
    await expect(detail.getByTestId('duplicate-chosen')).toContainText('The next push');
  }
  await goTo(page, 'sync');
  await commit(page, 'export');
  await push(page);
  for (const email of emails) {
    await expect(await outcomeRow(page, email)).toHaveAttribute('data-outcome', 'exported');
  }
  await close();

  expect((await engine(newestRun)).audit.failed).toBe(0);
  const after = await far.members();
  expect(after.filter(({ Email }) => Email === emails[0])).toHaveLength(1);
  expect(after.filter(({ LeadId }) => LeadId === likenesses[1])).toHaveLength(1);
  expect(after.filter(({ Email }) => Email === emails[1])).toHaveLength(0);
});
