/** Notifications of a changed campaign, as often and in whatever order they come. */
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { FarSides, FarWorld } from './far-sides.ts';
import { goTo } from './steps.ts';

test.use({ kind: 'sandbox' });

const FOREIGN = '701VZ0000099999AAA';

function told(world: FarWorld, id: string, minute: number): Parameters<FarWorld['notify']>[0] {
  const at = new Date(Date.UTC(2026, 10, 25, 14, minute)).toISOString();
  return { id, campaignId: world.campaignId, kind: 'changed', occurredAt: at, deliveredAt: at };
}

async function pulledAt(page: Page): Promise<string> {
  const engine = await page.evaluate(async () => {
    const { reconcile } = window as unknown as {
      reconcile: {
        call(
          channel: string,
          input: null,
        ): Promise<{ value: { pairing: { pulledAt: string } | null } }>;
      };
    };
    return (await reconcile.call('engine:state', null)).value;
  });
  return engine.pairing?.pulledAt ?? '';
}

/** How often the list of registrations was asked for. */
async function listings(far: FarSides): Promise<number> {
  const { byPath } = await far.requests('voyage');
  return Object.entries(byPath)
    .filter(([path]) => /^GET .*\/registrations$/.test(path))
    .reduce((sum, [, count]) => sum + count, 0);
}

test('webhook-replay-idempotent', async ({ openApp, world, far }) => {
  test.setTimeout(240_000);
  const [member] = await far.query(
    `SELECT Id, Name, Email FROM CampaignMember WHERE CampaignId = '${world.campaignId}' AND Status = 'Sent' AND Email != null ORDER BY Id`,
  );
  expect(member).toBeDefined();
  const writes = await far.allWrites();
  await far.updateMember(String(member?.['Id']), { Status: 'Declined' });
  const ownWrites = (await far.allWrites()) - writes;

  // Three notifications, a hundred deliveries, in no order; and one that is nobody's here.
  const ids = ['cbk_b', 'cbk_c', 'cbk_a'];
  for (let time = 0; time < 33; time += 1) {
    for (const [minute, id] of ids.entries()) world.notify(told(world, id, minute));
  }
  world.notify({ ...told(world, 'cbk_foreign', 5), campaignId: FOREIGN });

  const before = await listings(far);
  const first = await openApp();
  const seenAt = await test.step('one pull of what changed, and the review shows it', async () => {
    await goTo(first.page, 'sync');
    await expect(first.page.getByTestId('news-pulled')).toBeVisible({ timeout: 60_000 });
    await expect(first.page.getByTestId('news-ignored')).toContainText('1 notification');
    await expect(first.page.getByTestId('last-pull')).toContainText('Changes only were read');
    const byItself = (await listings(far)) - before;
    await first.page.getByTestId('pull').click();
    await expect(first.page.getByTestId('last-pull')).toContainText('Nothing had changed');
    expect((await listings(far)) - before, 'as many as one pull by hand').toBe(2 * byItself);
    await goTo(first.page, 'review');
    await first.page.getByTestId('review-search').fill(String(member?.['Email']));
    await expect(first.page.getByTestId('review-row').first()).toContainText('Declined');
    return pulledAt(first.page);
  });
  await first.close();
  const listed = await listings(far);

  await test.step('the same again after a restart, and later than all: nothing more', async () => {
    for (const [minute, id] of [...ids].reverse().entries()) world.notify(told(world, id, minute));
    const again = await openApp();
    await goTo(again.page, 'sync');
    await expect(again.page.getByTestId('news-pulled')).toBeVisible();
    // The feed has been read when what was ignored in it is told.
    world.notify({ ...told(world, 'cbk_foreign_2', 6), campaignId: FOREIGN });
    await again.close();
    const last = await openApp();
    await goTo(last.page, 'sync');
    await expect(last.page.getByTestId('news-ignored')).toContainText('2 notifications');
    expect(await pulledAt(last.page)).toBe(seenAt);
    await last.close();
  });
  expect(await listings(far)).toBe(listed);
  expect((await far.allWrites()) - writes).toBe(ownWrites);

  await test.step('a new one leads to a pull of its own', async () => {
    await far.updateMember(String(member?.['Id']), { Status: 'Attended' });
    world.notify(told(world, 'cbk_d', 9));
    const { page, close } = await openApp();
    await expect.poll(() => listings(far), { timeout: 60_000 }).toBeGreaterThan(listed);
    await goTo(page, 'review');
    await page.getByTestId('review-search').fill(String(member?.['Email']));
    await expect(page.getByTestId('review-row').first()).toContainText('Attended');
    await goTo(page, 'audit');
    await expect(page.getByTestId('audit-row').filter({ hasText: 'Notification' })).toHaveCount(2);
    await close();
  });
});
