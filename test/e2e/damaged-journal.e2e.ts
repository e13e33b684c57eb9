/** A journal that is damaged when the window opens: said plainly, with the last good backup and what it lacks. */
import { closeSync, openSync, readdirSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { takeBackup } from '../../electron/engine/journal/backup.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import { expect, test } from './fixtures.ts';
import { goTo } from './steps.ts';

test('a damaged journal is said with its last good backup, which one click puts back', async ({
  openApp,
  dataDir,
  kind,
}, info) => {
  const path = journalPath(dataDir, kind);
  const journal = openJournal(path);
  await takeBackup(journal, new Date(), () => false);
  journal.close();
  const file = openSync(path, 'r+');
  const middle = Math.floor(statSync(path).size / 8192) * 4096;
  writeSync(file, Buffer.alloc(65_536, 0xa5), 0, 65_536, middle);
  closeSync(file);

  const { page } = await openApp();
  await page.getByTestId('step-connect').click();
  const trouble = page.getByTestId('workspace-trouble');
  await expect(trouble).toContainText('The journal is damaged');
  await expect(trouble).toContainText('The last good backup is of');
  await expect(page.getByTestId('connect-screen')).not.toContainText('Nothing needs you');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: info.outputPath(`damaged-${colorScheme}.png`) });
  }
  await trouble.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(trouble).toHaveCount(0);
  await goTo(page, 'sync');
  await expect(page.getByTestId('salesforce-import-preview')).toBeVisible();
  expect(readdirSync(dirname(path)).some((name) => name.includes('.damaged-'))).toBe(true);
});
