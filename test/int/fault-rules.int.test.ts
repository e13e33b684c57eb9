/** What an org's admin and its other users put in the way of a write, in the org's own words. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { rawRequest } from './raw-request.ts';
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

let org: FakeSalesforce;
beforeEach(async () => {
  org = await startOrg(seedOf(20));
});
afterEach(() => org.close());

const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  rawRequest(org.url, DATA + path, { method: 'POST', token: TOKEN, body, headers });
const lead = (email: string) => ({ LastName: 'Last3', Company: 'Company 3', Email: email });
const leads = (...emails: string[]) => ({
  records: emails.map((email) => ({ attributes: { type: 'Lead' }, ...lead(email) })),
});
const memberUpdates = (count: number) => ({
  records: Array.from({ length: count }, (_, n) => ({
    attributes: { type: 'CampaignMember' },
    id: idOf('00v', n),
    Status: 'Attended',
  })),
});
const patch = (body: unknown) =>
  rawRequest(org.url, `${DATA}/composite/sobjects`, { method: 'PATCH', token: TOKEN, body });

test('lockNext: so many records are locked, in the words of the org', async () => {
  org.faults.set({ lockNext: 2 });
  const answer = JSON.parse((await patch(memberUpdates(3))).body) as unknown[];
  const locked = {
    success: false,
    errors: [
      {
        statusCode: 'UNABLE_TO_LOCK_ROW',
        message: `unable to obtain exclusive access to this record or 1 records: ${CAMPAIGN_ID}`,
        fields: [],
      },
    ],
  };
  expect(answer).toEqual([locked, locked, { id: idOf('00v', 2), success: true, errors: [] }]);
  expect(org.faults.schedule.struck()).toEqual({ 'row-lock': 2 });
});

test('lockSiblings: more members of one campaign than it bears in one call are locked, fewer are not', async () => {
  org.faults.set({ lockSiblings: 2 });
  const outcomes = async (count: number) =>
    (JSON.parse((await patch(memberUpdates(count))).body) as { success: boolean }[]).map(
      ({ success }) => success,
    );
  expect(await outcomes(3)).toEqual([false, false, false]);
  expect(await outcomes(2)).toEqual([true, true]);
});

test('a validation rule has the admin’s text and its field, alone and in a collection', async () => {
  const message = 'Attendance is entered by the door team only.';
  org.faults.set({
    validationRules: [{ object: 'CampaignMember', field: 'Status', is: 'Attended', message }],
  });
  const alone = await rawRequest(org.url, `${DATA}/sobjects/CampaignMember/${idOf('00v', 0)}`, {
    method: 'PATCH',
    token: TOKEN,
    body: { Status: 'Attended' },
  });
  expect(alone).toMatchObject({
    status: 400,
    body: `[{"message":"${message}","errorCode":"FIELD_CUSTOM_VALIDATION_EXCEPTION","fields":["Status"]}]`,
  });
  expect(JSON.parse((await patch(memberUpdates(1))).body)).toEqual([
    {
      success: false,
      errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message, fields: ['Status'] }],
    },
  ]);
});

test('a duplicate rule tells the match for a single lead and only its code in a collection', async () => {
  org.faults.set({ duplicateRule: { action: 'alert', emails: ['like@example.org'] } });
  const alone = await post('/sobjects/Lead', lead('like@example.org'));
  expect(alone.status).toBe(400);
  expect(JSON.parse(alone.body)).toMatchObject([
    {
      errorCode: 'DUPLICATES_DETECTED',
      duplicateResut: {
        allowSave: true,
        duplicateRuleEntityType: 'Lead',
        matchResults: [
          { size: 1, success: true, matchRecords: [{ record: { Id: idOf('00Q', 3) } }] },
        ],
      },
    },
  ]);
  const [like, other] = JSON.parse(
    (await post('/composite/sobjects', leads('like@example.org', 'other@example.org'))).body,
  ) as unknown[];
  expect(like).toEqual({
    success: false,
    errors: [
      { statusCode: 'DUPLICATES_DETECTED', message: 'Use one of these records?', fields: [] },
    ],
  });
  expect(other).toMatchObject({ success: true });
});

test('an alert passes who asks for it, a block nobody', async () => {
  const header = { 'Sforce-Duplicate-Rule-Header': 'allowSave=true' };
  const emails = ['like@example.org'];
  org.faults.set({ duplicateRule: { action: 'block', emails } });
  expect((await post('/sobjects/Lead', lead('like@example.org'), header)).status).toBe(400);
  org.faults.set({ duplicateRule: { action: 'alert', emails } });
  expect((await post('/sobjects/Lead', lead('like@example.org'), header)).status).toBe(201);
  const { body } = await post('/composite/sobjects', leads('like@example.org'), header);
  expect(JSON.parse(body)).toMatchObject([{ success: true }]);
});

test('a field that may only be read is so in describe, and in the answer to who writes it', async () => {
  org.faults.set({ readOnlyFields: ['CampaignMember.Status'] });
  const { body } = await ask(org.url, `${DATA}/sobjects/CampaignMember/describe`);
  const { fields } = body as {
    fields: { name: string; createable: boolean; updateable: boolean }[];
  };
  expect(fields.find(({ name }) => name === 'Status')).toMatchObject({
    createable: false,
    updateable: false,
  });
  expect(JSON.parse((await patch(memberUpdates(1))).body)).toMatchObject([
    { errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Status'] }] },
  ]);
  expect(await query(org.url, 'SELECT Id, Status FROM CampaignMember')).toHaveLength(20);
});

test('a member made for somebody is counted by the address and the campaign', async () => {
  const body = { CampaignId: idOf('701', 2), LeadId: idOf('00Q', 3) };
  await post('/sobjects/CampaignMember', body);
  await post('/sobjects/CampaignMember', body);
  expect(org.effects.made()).toEqual({ CampaignMember: 1 });
  await rawRequest(org.url, `${DATA}/composite/sobjects?ids=${await memberOf(3)}`, {
    method: 'DELETE',
    token: TOKEN,
  });
  await post('/sobjects/CampaignMember', body);
  expect(org.effects.doubles()).toEqual([
    { kind: 'CampaignMember', person: `${emailOf(3)} in ${idOf('701', 2)}`, times: 2 },
  ]);
});

async function memberOf(n: number): Promise<string> {
  const soql = `SELECT Id FROM CampaignMember WHERE CampaignId = '${idOf('701', 2)}' AND LeadId = '${idOf('00Q', n)}'`;
  const [member] = await query<{ Id: string }>(org.url, soql);
  return member?.Id ?? '';
}
