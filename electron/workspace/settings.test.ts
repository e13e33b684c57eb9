import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '../engine/refusal.ts';
import { NO_SETTINGS, readSettings, updateSettings } from './settings.ts';
import { admit, refuseOther } from './tie.ts';
import { workspaceDir } from './workspaces.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'settings-'));
const fileOf = (dir: string) => join(workspaceDir(dir, 'production'), 'settings.json');

test('nothing set is a workspace of 80 percent, that knows nobody and is tied to nothing', () => {
  expect(readSettings(fresh(), 'production')).toEqual(NO_SETTINGS);
  expect(NO_SETTINGS).toMatchObject({
    callsPercent: 80,
    accounts: [],
    tied: { salesforce: null, voyage: null },
  });
});

test('changes made at the same time all stay', async () => {
  const dir = fresh();
  await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      updateSettings(dir, 'production', (settings) => ({
        ...settings,
        callsPercent: settings.callsPercent - 1,
        ...(n === 5 ? { salesforceClientId: 'key' } : {}),
      })),
    ),
  );
  expect(readSettings(dir, 'production')).toMatchObject({
    callsPercent: 68,
    salesforceClientId: 'key',
  });
});

test.each(['{', '[]', '{"callsPercent": 0}', '{"tied": {"salesforce": {"id": ""}}}'])(
  'a damaged file (%s) is refused and left as it is, as it may hide what we are tied to',
  async (text) => {
    const dir = fresh();
    mkdirSync(workspaceDir(dir, 'production'), { recursive: true });
    writeFileSync(fileOf(dir), text);
    expect(() => readSettings(dir, 'production')).toThrow(Refusal);
    await expect(updateSettings(dir, 'production', (settings) => settings)).rejects.toThrow(
      Refusal,
    );
    expect(readFileSync(fileOf(dir), 'utf8')).toBe(text);
  },
);

const acme = { id: '00D000000000001AAA', name: 'Acme', url: 'https://acme.my.salesforce.com' };
const other = { id: '00D000000000002AAA', name: 'Other', url: 'https://other.my.salesforce.com' };
const production = { name: 'production', kind: 'production' } as const;

test('of two that are let in at once the first ties the workspace, and the other is kept out', async () => {
  const dir = fresh();
  const answers = await Promise.all(
    [acme, other].map((found) => admit(dir, production, 'salesforce', found)),
  );
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
  expect(answers.filter((answer) => answer?.code === 'auth/wrong-org')).toHaveLength(1);
});

test('the tie stays through everything, follows a renamed host, and knows 15 characters from 18', async () => {
  const dir = fresh();
  expect(await admit(dir, production, 'salesforce', acme)).toBeNull();
  const renamed = {
    ...acme,
    id: acme.id.slice(0, 15),
    url: 'https://acme-group.my.salesforce.com',
  };
  expect(await admit(dir, production, 'salesforce', renamed)).toBeNull();
  expect(readSettings(dir, 'production').tied.salesforce).toEqual(renamed);
  expect(await admit(dir, production, 'salesforce', other)).toEqual({
    code: 'auth/wrong-org',
    side: 'salesforce',
    expected: `“Acme” (${renamed.id})`,
    found: other.id,
    name: 'Other',
  });
  expect(await admit(dir, production, 'voyage', { ...other, id: 'acc_1' })).toBeNull();
});

test('a sandbox is tied to nothing, however many orgs it has seen', async () => {
  const dir = fresh();
  const sandbox = { name: 'production', kind: 'sandbox' } as const;
  for (const found of [acme, other]) {
    expect(await admit(dir, sandbox, 'salesforce', found)).toBeNull();
  }
  expect(readSettings(dir, 'production').tied.salesforce).toBeNull();
});

test('ids of Voyage are compared whole', () => {
  const tie = { ...acme, id: 'account-000000001' };
  expect(refuseOther('voyage', { id: 'account-000000002', name: 'B' }, tie)).not.toBeNull();
  expect(refuseOther('voyage', { id: 'account-000000001', name: 'A' }, tie)).toBeNull();
});
