/**
 * Bulk API 2.0 of the demo's Salesforce, asked by plain requests.
 * Law: keys, their order and the states are those of the recorded jobs.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import recorded from '../fixtures/salesforce-recorded/bulk-jobs.json' with { type: 'json' };
import { ask, CAMPAIGN_ID, idOf, query, seedOf, startOrg, TOKEN } from './salesforce-org.ts';

const JOBS = '/services/data/v67.0/jobs';

let org: FakeSalesforce;
afterEach(() => org.close());

interface Told {
  readonly id: string;
  readonly state: string;
  readonly numberRecordsProcessed?: number;
  readonly numberRecordsFailed?: number;
  readonly errorMessage?: string;
}

async function send(
  method: string,
  path: string,
  body?: string,
  type = 'application/json',
): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(org.url + path, {
    method,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': type },
    ...(body === undefined ? {} : { body }),
  });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

async function told(method: string, path: string, body?: unknown): Promise<Told> {
  return (await ask(org.url, path, { method, ...(body === undefined ? {} : { body }) }))
    .body as Told;
}

/** A job over this upload, closed; `until` it has ended where nothing else is said. */
async function run(job: object, csv: string, until = ['JobComplete', 'Failed', 'Aborted']) {
  const { id } = await told('POST', `${JOBS}/ingest`, job);
  expect(await send('PUT', `${JOBS}/ingest/${id}/batches`, csv, 'text/csv')).toMatchObject({
    status: 201,
    text: '',
  });
  await told('PATCH', `${JOBS}/ingest/${id}`, { state: 'UploadComplete' });
  return { id, ended: await poll(id, until) };
}

async function poll(id: string, until: readonly string[]): Promise<Told> {
  for (let looks = 0; looks < 200; looks += 1) {
    const job = await told('GET', `${JOBS}/ingest/${id}`);
    if (until.includes(job.state)) return job;
  }
  throw new Error('The job does not end.');
}

const file = async (id: string, name: string): Promise<string> =>
  (await send('GET', `${JOBS}/ingest/${id}/${name}/`)).text;

const leadsCsv = (count: number): string =>
  [
    'LastName,Company,Email',
    ...Array.from({ length: count }, (_, n) => `New${n},Co ${n},new${n}@example.org`),
    '',
  ].join('\n');

test('an ingest job goes through its states with the keys of a recorded one', async () => {
  org = await startOrg(seedOf(2));
  const path = '/services/data/v52.0/jobs/ingest';
  const steps: Told[] = [];
  const first = await told('POST', path, { object: 'Lead', operation: 'update' });
  steps.push(first, await told('GET', `${path}/${first.id}`));
  await send('PUT', `${path}/${first.id}/batches`, `Id,Phone\n${idOf('00Q', 1)},123\n`, 'text/csv');
  steps.push(await told('GET', `${path}/${first.id}`));
  steps.push(await told('PATCH', `${path}/${first.id}`, { state: 'UploadComplete' }));
  steps.push(await told('GET', `${path}/${first.id}`));
  steps.push(await told('GET', `${path}/${first.id}`));

  const { created, open, uploaded, closed, working } = recorded.ingest;
  expect(steps.map((job) => Object.keys(job))).toEqual([
    created,
    open,
    uploaded,
    closed,
    working,
    working,
  ]);
  expect(steps.map((job) => job.state)).toEqual(recorded.ingest.states);
  expect(first).toMatchObject({
    apiVersion: recorded.ingest.apiVersion,
    contentUrl: recorded.ingest.contentUrl.replace('{id}', first.id),
  });
  expect(first.id).toMatch(/^750\w{15}$/);
  for (const name of ['failedResults', 'unprocessedrecords'] as const) {
    const answer = await send('GET', `${path}/${first.id}/${name}/`);
    expect(answer.text).toBe(`${recorded.ingest[name]}\n`);
    expect(answer.headers.get('content-type')).toMatch(/^text\/csv/);
  }
});

test('a query job goes through its states with the keys of a recorded one', async () => {
  org = await startOrg(seedOf(3));
  const soql = 'SELECT Id, LastName, Phone FROM Lead';
  const first = await told('POST', `${JOBS}/query`, { operation: 'query', query: soql });
  const steps = [first];
  for (let n = 0; n < 2; n += 1) steps.push(await told('GET', `${JOBS}/query/${first.id}`));
  const { created, working, states } = recorded.query;
  expect(steps.map((job) => Object.keys(job))).toEqual([created, working, working]);
  expect(steps.map((job) => job.state)).toEqual(states);
  const results = await send('GET', `${JOBS}/query/${first.id}/results`);
  expect(results.text.split('\n').slice(0, 2)).toEqual([
    recorded.query.results,
    `"${idOf('00Q', 0)}","Last0",""`,
  ]);
  expect(results.headers.get('sforce-numberofrecords')).toBe('3');
  expect(results.headers.get('sforce-locator')).toBe('null');
});

test('an ended job is not aborted, and an open one is not deleted', async () => {
  org = await startOrg(seedOf(1));
  const { id } = await run({ object: 'Lead', operation: 'insert' }, leadsCsv(1));
  const answer = await ask(org.url, `${JOBS}/ingest/${id}`, {
    method: 'PATCH',
    body: { state: 'Aborted' },
  });
  expect({ status: answer.status, body: answer.body }).toEqual(recorded.abortOfAnEndedJob);
  const open = await told('POST', `${JOBS}/ingest`, { object: 'Lead', operation: 'insert' });
  expect((await send('DELETE', `${JOBS}/ingest/${open.id}`)).status).toBe(400);
  await told('PATCH', `${JOBS}/ingest/${open.id}`, { state: 'Aborted' });
  expect((await send('DELETE', `${JOBS}/ingest/${open.id}`)).status).toBe(204);
  expect((await send('GET', `${JOBS}/ingest/${open.id}`)).status).toBe(404);
});

test('a job takes one upload', async () => {
  org = await startOrg(seedOf(1));
  const { id } = await told('POST', `${JOBS}/ingest`, { object: 'Lead', operation: 'insert' });
  const path = `${JOBS}/ingest/${id}/batches`;
  expect((await send('PUT', path, leadsCsv(1), 'text/csv')).status).toBe(201);
  const second = await send('PUT', path, leadsCsv(1), 'text/csv');
  expect([second.status, second.text]).toEqual([
    400,
    expect.stringContaining('Found multiple contents'),
  ]);
});

test('results come in another order than the rows went, each row in one file', async () => {
  org = await startOrg(seedOf(3));
  org.faults.set({ rejectEmails: ['new7@example.org'] });
  const { id, ended } = await run({ object: 'Lead', operation: 'insert' }, leadsCsv(300));
  expect(ended).toMatchObject({ numberRecordsProcessed: 300, numberRecordsFailed: 1 });
  const done = (await file(id, 'successfulResults')).trimEnd().split('\n');
  expect(done[0]).toBe('"sf__Id","sf__Created",LastName,Company,Email');
  const numbers = done.slice(1).map((line) => Number(/new(\d+)@/.exec(line)?.[1]));
  expect(numbers).not.toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(299);
  expect(done[1]).toMatch(/^"00Q\w{15}","true","New\d+","Co \d+","new\d+@example\.org"$/);
  expect(await file(id, 'failedResults')).toBe(
    '"sf__Id","sf__Error",LastName,Company,Email\n' +
      '"","FIELD_CUSTOM_VALIDATION_EXCEPTION:People with this address may not be changed by an integration.:Email --","New7","Co 7","new7@example.org"\n',
  );
});

test('an empty cell says nothing, #N/A empties the field', async () => {
  org = await startOrg(seedOf(3));
  const [first, second] = [idOf('00Q', 0), idOf('00Q', 1)];
  await run(
    { object: 'Lead', operation: 'update' },
    `Id,FirstName,Phone\n${first},,1\n${second},#N/A,"2, 3"\n`,
  );
  expect(
    await query(org.url, `SELECT FirstName, Phone FROM Lead WHERE Id IN ('${first}', '${second}')`),
  ).toMatchObject([
    { FirstName: 'First0', Phone: '1' },
    { FirstName: null, Phone: '2, 3' },
  ]);
});

test('lines that end otherwise than the job says fail the job, and unknown columns do', async () => {
  org = await startOrg(seedOf(1));
  const lead = { object: 'Lead', operation: 'insert' };
  const { ended } = await run(lead, 'LastName,Company\r\nA,B\r\n');
  expect(ended).toMatchObject({
    state: 'Failed',
    errorMessage:
      'ClientInputError : LineEnding is invalid on user data. Current LineEnding setting is LF',
  });
  const { id, ended: second } = await run(lead, 'LastName,Nonsense\nA,B\n');
  expect(second).toMatchObject({ state: 'Failed', numberRecordsProcessed: 0 });
  expect(await file(id, 'unprocessedrecords')).toBe('LastName,Nonsense\n"A","B"\n');
});

test('a job that fails, one that is aborted and one that stalls leave the rest unprocessed', async () => {
  org = await startOrg(seedOf(1));
  const lead = { object: 'Lead', operation: 'insert' };
  org.bulk.faults.set({ failJobs: 1 });
  const failed = await run(lead, leadsCsv(500));
  expect(failed.ended).toMatchObject({ state: 'Failed', numberRecordsProcessed: 250 });
  expect((await file(failed.id, 'unprocessedrecords')).trimEnd().split('\n')).toHaveLength(251);
  org.bulk.faults.set({ abortJobs: 1 });
  const aborted = await run(lead, leadsCsv(500));
  expect(aborted.ended).toMatchObject({ state: 'Aborted', numberRecordsProcessed: 250 });
  org.bulk.faults.set({ stallJobs: 1 });
  const stalled = await run(lead, leadsCsv(500), ['InProgress']);
  await poll(stalled.id, ['InProgress']);
  org.bulk.reset();
  expect(await poll(stalled.id, ['JobComplete'])).toMatchObject({ numberRecordsProcessed: 500 });
});

test('query results come in sets, each behind its locator', async () => {
  org = await startOrg(seedOf(5));
  const soql = `SELECT Id, Status, SystemModstamp, Lead.SystemModstamp FROM CampaignMember WHERE CampaignId = '${CAMPAIGN_ID}'`;
  const { id } = await told('POST', `${JOBS}/query`, { operation: 'query', query: soql });
  for (let n = 0; n < 2; n += 1) await told('GET', `${JOBS}/query/${id}`);
  const lines: string[] = [];
  const sizes: (string | null)[] = [];
  for (let locator = ''; locator !== 'null';) {
    const path = `${JOBS}/query/${id}/results?maxRecords=2${locator === '' ? '' : `&locator=${locator}`}`;
    const { text, headers } = await send('GET', path);
    const [header, ...rows] = text.trimEnd().split('\n');
    expect(header).toBe('"Id","Status","SystemModstamp","Lead.SystemModstamp"');
    lines.push(...rows);
    sizes.push(headers.get('sforce-numberofrecords'));
    locator = headers.get('sforce-locator') ?? 'null';
  }
  expect(sizes).toEqual(['2', '2', '1']);
  expect(lines[0]).toBe(
    `"${idOf('00v', 0)}","Sent","2026-01-05T08:00:00.000Z","2026-01-05T08:00:00.000Z"`,
  );
  const other = await send('GET', `/services/data/v66.0/jobs/query/${id}/results`);
  expect(other.status).toBe(409);
});

test('a query job takes no aggregates, and a day may have no rows left', async () => {
  org = await startOrg(seedOf(1));
  const count = { operation: 'query', query: 'SELECT COUNT() FROM Lead' };
  expect((await ask(org.url, `${JOBS}/query`, { method: 'POST', body: count })).status).toBe(400);
  org.bulk.faults.set({ isQuotaUsedUp: true });
  const job = { object: 'Lead', operation: 'insert' };
  expect((await ask(org.url, `${JOBS}/ingest`, { method: 'POST', body: job })).body).toMatchObject([
    { errorCode: 'EXCEEDEDQUOTA' },
  ]);
});

test('what a job did outlives the org, the job itself does not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulk-'));
  try {
    org = await startOrg(seedOf(1), join(folder, 'log'));
    const { id } = await run({ object: 'Lead', operation: 'insert' }, leadsCsv(2));
    await org.close();
    org = await startOrg(seedOf(1), join(folder, 'log'));
    expect((await send('GET', `${JOBS}/ingest/${id}`)).status).toBe(404);
    expect(await query(org.url, `SELECT Id FROM Lead WHERE LastName LIKE 'New%'`)).toHaveLength(2);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
