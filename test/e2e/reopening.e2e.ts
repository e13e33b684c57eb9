import { expect, test } from './fixtures.ts';
import { waitingRows } from './journal.ts';
import { goTo, goToRow } from './steps.ts';

test('reopening puts one back where one was, with what was decided, and undo goes on', async ({
  openApp,
  far,
  engine,
}) => {
  const writes = await far.allWrites();
  const [one, two] = (await engine(waitingRows)).filter(({ isSimple }) => isSimple);
  const first = await openApp();
  await goTo(first.page, 'review');
  const left = first.page.getByTestId('undecided-left').locator('b');
  const total = Number(await left.textContent());
  await goToRow(first.page, one?.position ?? 0);
  await first.page.keyboard.press('1');
  await expect(left).toHaveText(String(total - 1));
  await goToRow(first.page, two?.position ?? 0);
  await first.page.keyboard.press('s');
  await expect(left).toHaveText(String(total - 2));
  await first.page.getByTestId('view-menu').click();
  await first.page.getByRole('button', { name: 'Dark' }).click();
  await first.close();

  const second = await openApp();
  await expect(second.page.getByTestId('review-grid')).toBeVisible();
  await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
  const still = second.page.getByTestId('undecided-left').locator('b');
  await expect(still).toHaveText(String(total - 2));
  await second.page.getByTestId('review-grid').focus();
  await second.page.keyboard.press('u');
  await expect(still).toHaveText(String(total - 1));
  await expect(second.page.getByTestId('toast')).toContainText('Undone for 1 person');
  await second.page.keyboard.press('u');
  await expect(still).toHaveText(String(total));
  await second.page.keyboard.press('Control+y');
  await expect(still).toHaveText(String(total - 1));
  await second.close();

  expect(await far.allWrites()).toBe(writes);
  await engine(async (ask) => {
    expect(await ask('review:facets', null)).toMatchObject({
      undecided: total - 1,
      canUndo: true,
      canRedo: true,
    });
  });
});

test('a second window on a journal that is open says so, and opens it once it is free', async ({
  openApp,
  engine,
}) => {
  const { page, close } = await engine(async () => {
    const opened = await openApp();
    const trouble = opened.page.getByTestId('workspace-trouble');
    await expect(trouble).toContainText('This workspace is open already');
    await expect(trouble).toContainText('Close the other one, then try again');
    await expect(opened.page.getByTestId('way-on')).toHaveCount(0);
    return opened;
  });
  await page.getByTestId('workspace-trouble').getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByTestId('way-on')).toBeVisible();
  await close();
});
