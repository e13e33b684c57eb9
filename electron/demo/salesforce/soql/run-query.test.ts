import { expect, test } from 'vitest';
import { ApiRefusal } from '../api-error.ts';
import { createFaults } from '../faults.ts';
import { makeRecordId } from '../record-id.ts';
import { createStore } from '../store.ts';
import { runQuery } from './run-query.ts';

const [ANN, BOB, CY] = [1, 2, 3].map((n) => makeRecordId('00Q', n)) as [string, string, string];
const CAMPAIGN = makeRecordId('701', 1);

const store = createStore();
for (const [Id, LastName, Email, IsConverted, day] of [
  [ANN, 'Ärzte 100%', 'Ann@Example.org', false, '01'],
  [BOB, "O'Brien", null, true, '02'],
  [CY, 'Cy_Young', 'cy@example.org', false, '03'],
] as const) {
  const CreatedDate = `2026-01-${day}T00:00:00.000+0000`;
  store.put('Lead', { Id, LastName, Email, IsConverted, CreatedDate, Company: 'X' });
}
for (const [n, LeadId] of [ANN, BOB, CY].entries()) {
  // Not in order of their ids, as records are not.
  const Id = makeRecordId('00v', 9 - n);
  store.put('CampaignMember', { Id, CampaignId: CAMPAIGN, LeadId, Status: 'Sent' });
}

/** Of the year's first days: an account, its contact and both their member were touched on the 5th, 6th, 7th. */
const [DEE, ACCOUNT, OTHER] = [
  makeRecordId('003', 1),
  makeRecordId('001', 1),
  makeRecordId('701', 2),
] as const;
const stampOf = (day: number) => `2026-01-0${String(day)}T00:00:00.000+0000`;
store.put('Account', { Id: ACCOUNT, Name: 'Harbour Ltd', SystemModstamp: stampOf(5) });
store.put('Contact', {
  Id: DEE,
  LastName: 'Dee',
  AccountId: ACCOUNT,
  SystemModstamp: stampOf(6),
});
store.put('CampaignMember', {
  Id: makeRecordId('00v', 20),
  CampaignId: OTHER,
  ContactId: DEE,
  SystemModstamp: stampOf(7),
});
store.put('CampaignMember', {
  Id: makeRecordId('00v', 21),
  CampaignId: OTHER,
  LeadId: CY,
  SystemModstamp: stampOf(4),
});

function run(soql: string): readonly Record<string, unknown>[] {
  const faults = createFaults().settings();
  const result = runQuery({ store, faults, version: '67.0', soql });
  return result.kind === 'count' ? [{ count: result.count }] : result.rows.map(result.render);
}

function leads(where: string): readonly unknown[] {
  return run(`SELECT Id FROM Lead WHERE ${where}`).map((row) => row['Id']);
}

function refused(soql: string): { readonly code: string; readonly message: string } {
  try {
    run(soql);
  } catch (error) {
    if (error instanceof ApiRefusal) return error.error;
    throw error;
  }
  throw new Error('The query was answered.');
}

test.each([
  ["Email = 'ANN@example.ORG'", [ANN]],
  ["Email IN ('cy@example.org', 'ann@example.org')", [CY, ANN]],
  ['Email = null', [BOB]],
  ["Email != 'ann@example.org'", [BOB, CY]],
  ["Email NOT IN ('ann@example.org')", [BOB, CY]],
  ["LastName = 'O\\'Brien'", [BOB]],
  ["LastName LIKE '%RZTE%'", [ANN]],
  ["LastName LIKE '%100\\%'", [ANN]],
  ["LastName LIKE '%\\_y%'", [CY]],
  ["LastName LIKE 'C_\\_%'", [CY]],
  ['IsConverted = true', [BOB]],
  ['NOT IsConverted = true', [ANN, CY]],
  ["IsConverted = false AND (Email = null OR LastName LIKE 'cy%')", [CY]],
  ["(NOT (IsConverted = true OR Email LIKE 'cy%'))", [ANN]],
  ['CreatedDate > 2026-01-02T00:00:00Z', [CY]],
  ['CreatedDate >= 2026-01-02T01:00:00+01:00', [BOB, CY]],
  ['CreatedDate < 2026-01-02T00:00:00.000Z', [ANN]],
  [`Id = '${ANN.slice(0, 15)}'`, [ANN]],
  [`Id IN ('${ANN}', '${CY}') AND Email LIKE 'c%'`, [CY]],
])('WHERE %s', (where, expected) => {
  expect(leads(where)).toEqual(expected);
});

test('rows of a campaign come in order of Id, and a keyset goes on after one', () => {
  const select = `SELECT Id FROM CampaignMember WHERE CampaignId = '${CAMPAIGN}'`;
  const ids = run(`${select} ORDER BY Id`).map((row) => String(row['Id']));
  expect(ids).toEqual([7, 8, 9].map((n) => makeRecordId('00v', n)));
  const rest = run(`${select} AND Id > '${ids[0] ?? ''}' ORDER BY Id LIMIT 1`);
  expect(rest.map((row) => row['Id'])).toEqual([ids[1]]);
});

test.each([
  ['SystemModstamp >= 2026-01-07T00:00:00.000Z', [20]],
  ['SystemModstamp >= 2026-01-07T00:00:00.001Z', []],
  ['Contact.SystemModstamp >= 2026-01-06T00:00:00.000Z', [20]],
  ['Contact.Account.SystemModstamp >= 2026-01-05T00:00:00.000Z', [20]],
  ['Contact.Account.SystemModstamp >= 2026-01-05T00:00:01.000Z', []],
  ['Lead.SystemModstamp >= 2020-01-01T00:00:00.000Z', []],
  [
    'SystemModstamp >= 2026-01-08T00:00:00.000Z OR Lead.SystemModstamp >= 2026-01-08T00:00:00.000Z OR Contact.Account.SystemModstamp >= 2026-01-05T00:00:00.000Z',
    [20],
  ],
  [
    'Contact.SystemModstamp >= 2026-01-01T00:00:00.000Z OR SystemModstamp >= 2026-01-04T00:00:00.000Z',
    [20, 21],
  ],
])('members by the stamps behind them: %s', (moved, expected) => {
  const where = `CampaignId = '${OTHER}' AND (${moved})`;
  const rows = run(`SELECT Id FROM CampaignMember WHERE ${where} ORDER BY Id`);
  expect(rows.map((row) => row['Id'])).toEqual(expected.map((n) => makeRecordId('00v', n)));
  const after = `${where} AND Id > '${makeRecordId('00v', 20)}'`;
  const rest = run(`SELECT Id FROM CampaignMember WHERE ${after} ORDER BY Id`);
  expect(rest).toHaveLength(expected.filter((n) => n > 20).length);
  expect(run(`SELECT COUNT() FROM CampaignMember WHERE ${where}`)).toEqual([
    { count: expected.length },
  ]);
});

test('parents are shown as records of their own, an absent one as null', () => {
  expect(
    run(
      `SELECT Lead.Email, Id, Contact.Account.Name, Lead.LastName FROM CampaignMember WHERE LeadId = '${ANN}'`,
    ).map((row) => JSON.stringify(row)),
  ).toEqual([
    JSON.stringify({
      attributes: {
        type: 'CampaignMember',
        url: `/services/data/v67.0/sobjects/CampaignMember/${makeRecordId('00v', 9)}`,
      },
      Lead: {
        attributes: { type: 'Lead', url: `/services/data/v67.0/sobjects/Lead/${ANN}` },
        Email: 'Ann@Example.org',
        LastName: 'Ärzte 100%',
      },
      Id: makeRecordId('00v', 9),
      Contact: null,
    }),
  ]);
});

test('order, nulls first unless told, limit and offset', () => {
  const ids = (rest: string): readonly unknown[] =>
    run(`SELECT Id FROM Lead ${rest}`).map((row) => row['Id']);
  expect(ids('ORDER BY Email')).toEqual([BOB, ANN, CY]);
  expect(ids('ORDER BY Email DESC NULLS LAST')).toEqual([CY, ANN, BOB]);
  expect(ids('ORDER BY IsConverted DESC, CreatedDate DESC LIMIT 2')).toEqual([BOB, CY]);
  expect(ids('ORDER BY CreatedDate LIMIT 1 OFFSET 1')).toEqual([BOB]);
});

test('COUNT() counts what the condition leaves', () => {
  expect(run('SELECT COUNT() FROM Lead WHERE IsConverted = false')).toEqual([{ count: 2 }]);
});

test.each([
  ['SELEKT Id FROM Lead', 'MALFORMED_QUERY', 'unexpected token: SELEKT'],
  ['SELECT Id FROM Lead WHERE', 'MALFORMED_QUERY', "unexpected token: '<EOF>'"],
  [
    "SELECT Id FROM Lead WHERE Email = null AND Id = null OR LastName = 'x'",
    'MALFORMED_QUERY',
    "unexpected token: 'OR'",
  ],
  [
    'SELECT Nope__c FROM Lead',
    'INVALID_FIELD',
    "\nSELECT Nope__c FROM Lead\n       ^\nERROR at Row:1:Column:8\nNo such column 'Nope__c'",
  ],
  ['SELECT Id FROM Nope', 'INVALID_TYPE', "sObject type 'Nope' is not supported"],
  ['SELECT Nope.Id FROM Lead', 'INVALID_FIELD', "Didn't understand relationship 'Nope'"],
  ["SELECT Id FROM Lead WHERE Id = 'x'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field: x'],
  ["SELECT Id FROM Lead WHERE CreatedDate > '2026'", 'INVALID_FIELD', 'should not be enclosed'],
  ["SELECT Id FROM Lead WHERE Id LIKE '00Q%'", 'INVALID_QUERY_FILTER_OPERATOR', 'invalid ID field'],
])('%s is refused', (soql, code, message) => {
  const error = refused(soql);
  expect(error.code).toBe(code);
  expect(error.message).toContain(message);
});
