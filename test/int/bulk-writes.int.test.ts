/**
 * Large batches by Bulk jobs.
 * Laws: every row has one answer, told by its content whatever the order of the results; nothing is made twice,
 *       counted at the org; a job is noted before it can have an effect, and found again by its note.
 */
import { expect, test, vi } from 'vitest';
import type { WriteAnswer, WriteBatch } from '../../electron/engine/sides/side-port.ts';
import type { JobFaultSettings } from '../../electron/demo/salesforce/bulk/job-faults.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import type { Met } from './salesforce-meeting.ts';
import {
  batch,
  createFor,
  meet,
  readAll,
  refusalOf,
  signal,
  updateOf,
} from './salesforce-meeting.ts';
import { emailOf, idOf, query } from './salesforce-org.ts';

const QUICK = { firstMs: 1, longestMs: 4 };

const meetBulk = (members: number, options: Parameters<typeof meet>[2] = {}): Promise<Met> =>
  meet(members, {}, { bulkAbove: 50, bulkBatch: 1_000, polling: QUICK, ...options });

const newcomers = (count: number, from = 0): ReturnType<typeof createFor>[] =>
  Array.from({ length: count }, (_, n) => createFor(`new${from + n}@example.org`));

/** A batch with the notes of a journal. */
function noted(
  operations: WriteBatch['operations'],
  changes: Partial<WriteBatch> = {},
): WriteBatch & { readonly kept: string[] } {
  const kept: string[] = [...(changes.tickets?.kept ?? [])];
  const tickets = { kept: [...kept], keep: (ticket: string) => void kept.push(ticket) };
  return { ...batch(operations, changes), tickets, kept };
}

async function updatesOf({ side }: Met, status: string): Promise<ReturnType<typeof updateOf>[]> {
  return (await readAll(side)).map((record) => updateOf(record, { status }));
}

const tally = (answers: readonly WriteAnswer[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

const calls = ({ org }: Met, key: string): number => org.requests().byPath[key] ?? 0;

test('new people and members by two jobs: each row its own ids, nothing twice', async () => {
  const met = await meetBulk(10);
  const given = noted(newcomers(430));
  const answers = await met.side.write(given, signal);
  expect(tally(answers)).toEqual({ created: 430 });
  expect(given.kept).toHaveLength(2);
  expect(met.org.effects.doubles()).toEqual([]);
  const members = new Map((await readAll(met.side)).map((record) => [record.recordId, record]));
  for (const [index, answer] of answers.entries()) {
    const member = members.get(answer.recordId ?? '');
    expect(member?.values.email).toBe(`new${index}@example.org`);
    expect(answer).toMatchObject({ attempts: 1, person: member?.person, version: member?.version });
  }
  expect(calls(met, 'POST /composite/sobjects')).toBe(0);
});

test('people who are alike in every column get a Lead each, and nobody gets another’s', async () => {
  const met = await meetBulk(2);
  const alike = Array.from({ length: 60 }, (_, n) =>
    createFor(`twin${n}@example.org`, {
      fields: { status: 'Responded', firstName: 'Ann', lastName: 'Lee' },
    }),
  );
  const answers = await met.side.write(noted(alike), signal);
  expect(tally(answers)).toEqual({ created: 60 });
  expect(new Set(answers.map(({ person }) => person?.id)).size).toBe(60);
  expect(met.org.effects.doubles()).toEqual([]);
});

test('values with commas, quotes, line breaks and what CSV takes for null arrive as they are', async () => {
  const met = await meetBulk(2);
  const odd = ['Acme, Inc.', 'The "Best"', 'Two\nLines', '#N/A', '; | ^', 'Ünïcødé 漢字'];
  const operations = newcomers(60).map((operation, n) => ({
    ...operation,
    fields: { ...operation.fields, company: odd[n % odd.length] ?? null },
  }));
  expect(tally(await met.side.write(noted(operations), signal))).toEqual({ created: 60 });
  const found = await query<{ Email: string; Company: string }>(
    met.org.url,
    `SELECT Email, Company FROM Lead WHERE Email LIKE 'new%'`,
  );
  for (const { Email, Company } of found) {
    expect(Company).toBe(odd[Number(/\d+/.exec(Email)?.[0]) % odd.length]);
  }
  expect(found).toHaveLength(60);
});

test.each([false, true])(
  'updates with results unquoted: %s; what the org stores is read back',
  async (unquoted) => {
    const met = await meetBulk(300);
    met.org.bulk.faults.set({ unquoted });
    met.org.faults.set({ rejectEmails: [emailOf(7)] });
    const operations = await updatesOf(met, 'Attended');
    operations[3] = { ...operations[3]!, fields: { status: 'VIP' } };
    const before = met.org.requests().byPath;
    const answers = await met.side.write(noted(operations), signal);
    expect(tally(answers)).toEqual({ updated: 298, 'status-replaced': 1, rejected: 1 });
    expect(answers[7]).toMatchObject({
      status: 'rejected',
      error: {
        code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
        message: 'People with this address may not be changed by an integration.',
      },
    });
    expect(answers[3]?.values).toEqual({ status: 'Sent' });
    // Looked at and read back by all of the campaign, which is one page, and not by lists of ids.
    const key = 'GET /query';
    expect((met.org.requests().byPath[key] ?? 0) - (before[key] ?? 0)).toBe(2);
  },
);

test('a member that moved since is stale in a large batch too', async () => {
  const met = await meetBulk(120);
  const operations = await updatesOf(met, 'Attended');
  const record = { Id: idOf('00v', 5), Status: 'Responded' };
  met.org.apply({ on: 'salesforce', do: 'update', sobject: 'CampaignMember', record });
  const answers = await met.side.write(noted(operations), signal);
  expect(tally(answers)).toEqual({ updated: 119, stale: 1 });
  expect(answers[5]).toMatchObject({
    status: 'stale',
    attempts: 0,
    values: { status: 'Responded' },
  });
});

test('an upload larger than a job takes goes in several', async () => {
  const met = await meetBulk(2, { mostBytes: 4_000 });
  const given = noted(newcomers(200));
  expect(tally(await met.side.write(given, signal))).toEqual({ created: 200 });
  expect(given.kept.length).toBeGreaterThan(4);
  expect(met.org.effects.doubles()).toEqual([]);
});

test.each<[string, Partial<JobFaultSettings>, Record<string, number>]>([
  ['fails half-way', { failJobs: 1 }, { created: 400 }],
  ['may not be made any more today', { isQuotaUsedUp: true }, { created: 400 }],
])('a job that %s leaves its rows to collections', async (_, faults, expected) => {
  const met = await meetBulk(2);
  met.org.bulk.faults.set(faults);
  expect(tally(await met.side.write(noted(newcomers(400)), signal))).toEqual(expected);
  expect(met.org.effects.doubles()).toEqual([]);
  expect(calls(met, 'POST /composite/sobjects')).toBeGreaterThan(0);
});

test('rows of a job an administrator aborted are failed with that reason, and nothing half is left', async () => {
  const met = await meetBulk(2);
  met.org.bulk.faults.set({ abortJobs: 1 });
  const answers = await met.side.write(noted(newcomers(400)), signal);
  expect(tally(answers)).toEqual({ created: 200, failed: 200 });
  const failed = answers.filter(({ status }) => status === 'failed');
  expect(failed.every(({ error }) => error?.code === 'BULK_JOB_ABORTED')).toBe(true);
  expect(await query(met.org.url, `SELECT Id FROM Lead WHERE Email LIKE 'new%'`)).toHaveLength(200);
});

test('a member refused after its Lead was made takes the Lead back', async () => {
  const met = await meetBulk(2);
  const operations = newcomers(120).map((operation, n) =>
    n < 60 ? operation : { ...operation, fields: { ...operation.fields, status: 'x'.repeat(41) } },
  );
  expect(tally(await met.side.write(noted(operations), signal))).toEqual({
    created: 60,
    rejected: 60,
  });
  expect(await query(met.org.url, `SELECT Id FROM Lead WHERE Email LIKE 'new%'`)).toHaveLength(60);
});

test('locked rows are sent again in smaller groups until they go', async () => {
  const met = await meetBulk(2);
  met.org.faults.set({ lockNext: 90 });
  const answers = await met.side.write(noted(newcomers(120)), signal);
  expect(tally(answers)).toEqual({ created: 120 });
  expect(answers.filter(({ attempts }) => attempts === 2)).toHaveLength(90);
  expect(met.org.effects.doubles()).toEqual([]);
});

test('rows that stay locked are failed after a few tries, each counted', async () => {
  const met = await meetBulk(60);
  met.org.faults.set({ lockNext: 100_000 });
  const answers = await met.side.write(noted(await updatesOf(met, 'Attended')), signal);
  expect(tally(answers)).toEqual({ failed: 60 });
  expect(answers[0]).toMatchObject({ attempts: 4, error: { code: 'UNABLE_TO_LOCK_ROW' } });
});

test('siblings that lock each other out in one call go in groups small enough', async () => {
  const met = await meetBulk(60, { bulkAbove: 500 });
  met.org.faults.set({ lockSiblings: 10 });
  const answers = await met.side.write(batch(await updatesOf(met, 'Attended')), signal);
  expect(tally(answers)).toEqual({ updated: 60 });
});

test.each(['bulk-create', 'bulk-upload', 'bulk-close', 'bulk-poll', 'bulk-results'])(
  'one lost answer of %s changes nothing of what comes out',
  async (on) => {
    const met = await meetBulk(2);
    met.org.faults.set({ schedule: [{ kind: 'reset-after', on, next: 1 }] });
    const answers = await met.side.write(noted(newcomers(120)), signal);
    expect(tally(answers)).toEqual({ created: 120 });
    expect(met.org.effects.doubles()).toEqual([]);
  },
);

test('a result file that breaks off is read again', async () => {
  const met = await meetBulk(2);
  met.org.faults.set({ schedule: [{ kind: 'half-body', on: 'bulk-results', next: 2 }] });
  expect(tally(await met.side.write(noted(newcomers(400)), signal))).toEqual({ created: 400 });
});

test('rows missing from the results are not called failed: they are looked for', async () => {
  const met = await meetBulk(2);
  met.org.bulk.faults.set({ dropResults: 3 });
  const given = noted(newcomers(120));
  const failure = await met.side.write(given, signal).then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(failure).toBeInstanceOf(Refusal);
  expect((failure as Refusal).mayHaveLanded).toBe(true);
  const again = noted(given.operations, {
    isRetry: true,
    tickets: { kept: given.kept, keep: () => undefined },
  });
  expect(tally(await met.side.write(again, signal))).toEqual({ created: 120 });
  expect(met.org.effects.doubles()).toEqual([]);
});

test('a job that stalls is given up in time, kept, and waited for by the next try', async () => {
  const met = await meetBulk(2, { polling: { ...QUICK, giveUpAfterMs: 400 } });
  met.org.bulk.faults.set({ stallJobs: 1 });
  const given = noted(newcomers(400));
  expect(await refusalOf(met.side.write(given, signal))).toMatchObject({
    code: 'side/unavailable',
  });
  const goesOn = setTimeout(() => met.org.bulk.reset(), 100);
  const again = noted(given.operations, {
    isRetry: true,
    tickets: { kept: given.kept, keep: () => undefined },
  });
  expect(tally(await met.side.write(again, signal))).toEqual({ created: 400 });
  await vi.waitUntil(() => met.org.bulk.states()['InProgress'] === undefined, { timeout: 5_000 });
  clearTimeout(goesOn);
  expect(met.org.effects.doubles()).toEqual([]);
});

test('asked to leave it, the call ends at once and the job goes on; asked to stop, the rest is not sent', async () => {
  const patient = { firstMs: 60_000, longestMs: 60_000 };
  const met = await meetBulk(2, { bulkAbove: 250, polling: patient });
  met.org.bulk.faults.set({ stallJobs: 1 });
  const given = noted(newcomers(400), { asked: () => 'leave' });
  expect(await refusalOf(met.side.write(given, signal))).toEqual({ code: 'run/cancelled' });
  const stopped = noted(given.operations, {
    isRetry: true,
    tickets: { kept: given.kept, keep: () => undefined },
    asked: () => 'stop',
  });
  const answers = await met.side.write(stopped, signal);
  expect(tally(answers)).toEqual({ 'not-attempted': 400 });
  expect(await query(met.org.url, `SELECT Id FROM Lead WHERE Email LIKE 'new%'`)).toEqual([]);
});

test('a job left open by an earlier process is given up, and does nothing', async () => {
  const met = await meetBulk(2);
  const answer = await fetch(`${met.org.url}/services/data/v67.0/jobs/ingest`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await met.connection.accessToken()}` },
    body: JSON.stringify({ object: 'Lead', operation: 'insert', contentType: 'CSV' }),
  });
  const { id } = (await answer.json()) as { id: string };
  const again = noted(newcomers(60), {
    isRetry: true,
    tickets: { kept: [`ingest/${id}`, 'ingest/750000000000000AAA'], keep: () => undefined },
  });
  expect(tally(await met.side.write(again, signal))).toEqual({ created: 60 });
  expect(met.org.bulk.states()).toMatchObject({ Aborted: 1, JobComplete: 2 });
});

test('an update cut between the person and the status goes on with the status', async () => {
  const met = await meetBulk(120);
  const records = (await readAll(met.side)).filter((record) => record.person?.kind === 'Lead');
  const operations = records.map((record, n) =>
    updateOf(record, { phone: `+49 ${n}`, status: 'Attended' }),
  );
  met.org.faults.set({
    schedule: [{ kind: 'reset-before', on: 'bulk-create', after: 1, next: 50 }],
  });
  const given = noted(operations);
  await refusalOf(met.side.write(given, signal));
  met.org.faults.reset();
  const again = noted(operations, {
    isRetry: true,
    tickets: { kept: given.kept, keep: () => undefined },
  });
  expect(tally(await met.side.write(again, signal))).toEqual({ updated: operations.length });
});

test('the calls of a large push are as estimated', async () => {
  const met = await meetBulk(400);
  const updates = await updatesOf(met, 'Attended');
  const before = met.side.callsMade();
  await met.side.write(noted([...updates, ...newcomers(300)]), signal);
  const made = met.side.callsMade() - before;
  // As patient as with a real org.
  const { side } = await meet(2, {}, { bulkAbove: 50, bulkBatch: 1_000 });
  const estimated = side.estimateCalls({
    create: 300,
    createPerson: 300,
    other: 400,
    writesPerson: 0,
  });
  expect(made).toBeLessThanOrEqual(estimated);
  expect(made).toBeGreaterThan(estimated * 0.6);
});

test('all or nothing goes by collections, however many there are', async () => {
  const met = await meetBulk(2);
  expect(met.side.batchSizeFor({ operations: 50, isAtomic: false })).toBe(200);
  expect(met.side.batchSizeFor({ operations: 51, isAtomic: false })).toBe(1_000);
  expect(met.side.batchSizeFor({ operations: 51, isAtomic: true })).toBe(200);
  await met.side.write(batch(newcomers(100), { isAtomic: true }), signal);
  expect(met.org.bulk.states()).toEqual({});
});
