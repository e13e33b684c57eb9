/** The demo's Salesforce on a socket: what it keeps over a restart, and the rules of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import {
  ask,
  CAMPAIGN_ID,
  emailOf,
  idOf,
  query,
  seedOf,
  startOrg,
  TOKEN,
} from './salesforce-org.ts';

const DATA = '/services/data/v67.0';
const member = (n: number): string => `${DATA}/sobjects/CampaignMember/${idOf('00v', n)}`;

let dir: string;
let org: FakeSalesforce;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'salesforce-demo-'));
  org = await start();
});
afterEach(async () => {
  await org.close();
  rmSync(dir, { recursive: true, force: true });
});

function start(): Promise<FakeSalesforce> {
  return startOrg(seedOf(10), join(dir, 'salesforce.jsonl'));
}

async function restart(): Promise<void> {
  await org.close();
  org = await start();
}

test('what was created, changed and deleted is there after a restart, and new ids are new', async () => {
  const lead = { LastName: 'Kept', Company: 'C', Email: 'kept@example.org' };
  const create = (): Promise<{ body: unknown }> =>
    ask(org.url, `${DATA}/sobjects/Lead`, { method: 'POST', body: lead });
  const { id } = (await create()).body as { id: string };
  await ask(org.url, member(1), { method: 'PATCH', body: { Status: 'Attended' } });
  await ask(org.url, member(2), { method: 'DELETE' });
  const record = { Id: idOf('00Q', 3), LastName: 'Changed by hand' };
  org.apply({ on: 'salesforce', do: 'update', sobject: 'Lead', record });
  await restart();
  const soql = `SELECT Status, LastName FROM CampaignMember WHERE CampaignId = '${CAMPAIGN_ID}' ORDER BY Id`;
  const members = await query<{ Status: string; LastName: string }>(org.url, soql);
  expect(members).toHaveLength(9);
  expect(members[1]?.Status).toBe('Attended');
  expect(members[2]?.LastName).toBe('Changed by hand');
  expect(await query(org.url, `SELECT Id FROM Lead WHERE Email = '${lead.Email}'`)).toHaveLength(1);
  expect(((await create()).body as { id: string }).id).not.toBe(id);
});

test('an unknown status silently becomes the default, a known one keeps its spelling', async () => {
  for (const [sent, held, responded] of [
    ['attended', 'Attended', true],
    ['VIP', 'Sent', false],
  ] as const) {
    const answer = await ask(org.url, member(1), { method: 'PATCH', body: { Status: sent } });
    expect(answer.status).toBe(204);
    const { body } = await ask(org.url, member(1));
    expect(body).toMatchObject({ Status: held, HasResponded: responded });
  }
});

test('a changed Lead shows in its member and leaves the stamp of the member alone', async () => {
  const before = (await ask(org.url, member(1))).body as Record<string, unknown>;
  await ask(org.url, `${DATA}/sobjects/Lead/${idOf('00Q', 1)}`, {
    method: 'PATCH',
    body: { Email: 'other@example.org' },
  });
  const after = (await ask(org.url, member(1))).body as Record<string, unknown>;
  expect(after['Email']).toBe('other@example.org');
  expect(after['SystemModstamp']).toBe(before['SystemModstamp']);
});

test.each([
  ['POST', { CampaignId: CAMPAIGN_ID, LeadId: idOf('00Q', 1) }, 'DUPLICATE_VALUE'],
  ['POST', { LeadId: idOf('00Q', 1) }, 'REQUIRED_FIELD_MISSING'],
  ['POST', { CampaignId: CAMPAIGN_ID }, 'REQUIRED_FIELD_MISSING'],
  ['POST', { CampaignId: CAMPAIGN_ID, LeadId: idOf('00Q', 77) }, 'INVALID_CROSS_REFERENCE_KEY'],
  ['POST', { CampaignId: CAMPAIGN_ID, LeadId: idOf('003', 9) }, 'MALFORMED_ID'],
  ['POST', { CampaignId: CAMPAIGN_ID, Nope: 1 }, 'INVALID_FIELD'],
  ['PATCH', { CampaignId: idOf('701', 2) }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
  ['PATCH', { Email: 'x@example.org' }, 'INVALID_FIELD_FOR_INSERT_UPDATE'],
])('%s of a member with %o is refused', async (method, body, errorCode) => {
  const path = method === 'POST' ? `${DATA}/sobjects/CampaignMember` : member(1);
  const answer = await ask(org.url, path, { method, body });
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject([{ errorCode }]);
});

test('a converted lead is neither changed nor added, and its member has lead and contact', async () => {
  const record = {
    Id: idOf('00Q', 1),
    IsConverted: true,
    ConvertedContactId: idOf('003', 9),
  };
  org.apply({ on: 'salesforce', do: 'update', sobject: 'Lead', record });
  const { body } = await ask(org.url, member(1));
  expect(body).toMatchObject({
    LeadId: idOf('00Q', 1),
    ContactId: idOf('003', 9),
    Type: 'Contact',
  });
  const refused = [
    await ask(org.url, `${DATA}/sobjects/Lead/${record.Id}`, {
      method: 'PATCH',
      body: { Title: 'x' },
    }),
    await ask(org.url, `${DATA}/sobjects/CampaignMember`, {
      method: 'POST',
      body: { CampaignId: idOf('701', 2), LeadId: record.Id },
    }),
  ];
  for (const answer of refused) {
    expect(answer.body).toMatchObject([{ errorCode: 'CANNOT_UPDATE_CONVERTED_LEAD' }]);
  }
});

test('a deleted record is not found, and deleting it again says it is deleted', async () => {
  await ask(org.url, member(1), { method: 'DELETE' });
  expect((await ask(org.url, member(1))).status).toBe(404);
  const again = await ask(org.url, member(1), { method: 'DELETE' });
  expect(again.status).toBe(404);
  expect(JSON.stringify(again.body)).toBe(
    '[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]',
  );
});

test('allOrNone rolls the good ones back and says so of each', async () => {
  const { status, body } = await ask(org.url, `${DATA}/composite/sobjects`, {
    method: 'POST',
    body: {
      allOrNone: true,
      records: [
        { attributes: { type: 'Lead' }, LastName: 'Good', Company: 'C', Email: 'good@example.org' },
        { attributes: { type: 'Lead' }, LastName: 'Bad' },
      ],
    },
  });
  expect(status).toBe(200);
  expect(body).toMatchObject([
    { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
    { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
  ]);
  expect(await query(org.url, "SELECT Id FROM Lead WHERE Email = 'good@example.org'")).toEqual([]);
});

test('more than 200 records in one call are refused', async () => {
  const records = Array.from({ length: 201 }, () => ({ attributes: { type: 'Lead' } }));
  const answer = await ask(org.url, `${DATA}/composite/sobjects`, {
    method: 'POST',
    body: { records },
  });
  expect(answer.body).toMatchObject([{ errorCode: 'EXCEEDED_ID_LIMIT' }]);
});

test('a bad token gets the 401 of a real org, without usage', async () => {
  const answer = await ask(org.url, `${DATA}/limits`, { token: 'no' });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Token');
  expect(answer.headers.get('sforce-limit-info')).toBeNull();
  expect(JSON.stringify(answer.body)).toBe(
    '[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]',
  );
});

test('an address that is too long is refused as such', async () => {
  const answer = await ask(org.url, `${DATA}/query?q=${'x'.repeat(17_000)}`);
  expect(answer.status).toBe(414);
});

test('the control routes take our token, set faults, and count what was asked', async () => {
  expect((await ask(org.url, '/__demo/state', { token: 'no' })).status).toBe(401);
  await ask(org.url, '/__demo/faults', { method: 'POST', body: { expireToken: true } });
  expect((await ask(org.url, `${DATA}/limits`)).status).toBe(401);
  const { body } = await ask(org.url, '/__demo/token', { method: 'POST' });
  const { token } = body as { token: string };
  expect(token).not.toBe(TOKEN);
  expect((await ask(org.url, `${DATA}/limits`, { token })).status).toBe(200);
  expect((await ask(org.url, `${DATA}/limits`)).status).toBe(401);
  expect((await ask(org.url, '/__demo/faults', { method: 'POST', body: { nope: 1 } })).status).toBe(
    400,
  );
  await ask(org.url, '/__demo/faults', { method: 'DELETE' });
  expect((await ask(org.url, `${DATA}/limits`)).status).toBe(200);
  const state = (await ask(org.url, '/__demo/state')).body;
  expect(state).toMatchObject({
    records: { CampaignMember: 10, Lead: 9, Contact: 1 },
    requests: { read: 4, write: 0, byPath: { 'GET /limits': 4 } },
  });
});

test('a member for an address that was added meanwhile is refused, and is there', async () => {
  org.faults.set({ duplicateEmails: [emailOf(1)] });
  const answer = await ask(org.url, `${DATA}/sobjects/CampaignMember`, {
    method: 'POST',
    body: { CampaignId: idOf('701', 2), LeadId: idOf('00Q', 1) },
  });
  expect(JSON.stringify(answer.body)).toBe(
    '[{"message":"Already a campaign member.","errorCode":"DUPLICATE_VALUE","fields":[]}]',
  );
  const soql = `SELECT Id FROM CampaignMember WHERE CampaignId = '${idOf('701', 2)}'`;
  expect(await query(org.url, soql)).toHaveLength(1);
});
