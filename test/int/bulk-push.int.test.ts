/**
 * Bulk pushes, duplicate rules and missing rights through the whole engine; what came of it is asked of the
 * far sides.
 */
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome, OutcomeCode } from '../../shared/domain/outcome.ts';
import type { PlanSummary } from '../../shared/domain/plan.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { makeFolder } from '../journal-builders.ts';
import type { Call, Fakes } from './fakes-bench.ts';
import { callOf, prepare, startFakes } from './fakes-bench.ts';

const BULK = {
  bulkAbove: 0,
  bulkBatch: 1_000,
  polling: { firstMs: 5, longestMs: 20 },
  lockWaitMs: 2,
};

let folder: ReturnType<typeof makeFolder>;
let fakes: Fakes;
let engine: Engine;
let call: Call;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(async () => {
  await engine.close();
  await fakes.close();
  folder.remove();
});

async function begin(rows: number, bulk: Fakes['bulk'] = BULK): Promise<void> {
  fakes = await startFakes(rows);
  fakes.bulk = bulk;
  fakes.advance();
  engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: join(folder.path, 'journal.sqlite'),
    sides: () => fakes.sides(),
    clock: () => new Date(),
    newId: randomUUID,
    actor: 'ann',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
  });
  call = callOf(() => engine);
}

const plan = (): Promise<PlanSummary> => call('plan:build', { direction: 'both' });
const push = ({ digest }: PlanSummary): Promise<RunSummary> =>
  call('push:start', { digest, mode: 'keep', confirm: null });

async function outcomesOf(
  { txId }: RunSummary,
  outcomes: readonly OutcomeCode[] = [],
): Promise<readonly Outcome[]> {
  const filter = { outcomes, search: '' };
  return (await call('outcomes:page', { txId, filter, from: 0, count: 1_000 })).rows;
}

/** Nobody is made or added twice, and nobody of the plan is missing. */
async function expectWhole(planned: PlanSummary, before: number): Promise<void> {
  expect(fakes.salesforce.effects.doubles()).toEqual([]);
  expect((await fakes.members()).size - before).toBe(planned.counts.salesforce.create);
}

test('a push by jobs ends as one by collections, and the second sends nothing', async () => {
  await begin(400);
  await prepare(call, fakes);
  const before = (await fakes.members()).size;
  const planned = await plan();
  const summary = await push(planned);
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  await expectWhole(planned, before);
  expect(fakes.salesforce.bulk.states()).toEqual({ JobComplete: expect.any(Number) as number });
  await call('pull:start', { isFull: true });
  expect((await plan()).operations).toBe(0);
});

test.each(['bulk-close', 'bulk-results', 'bulk-create'])(
  'lost answers of %s are looked for by the run itself',
  async (on) => {
    await begin(400);
    await prepare(call, fakes);
    const before = (await fakes.members()).size;
    const planned = await plan();
    fakes.salesforce.faults.set({ schedule: [{ kind: 'reset-after', on, next: 6 }] });
    const summary = await push(planned);
    expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
    await expectWhole(planned, before);
  },
);

test('a collection whose answer was lost is tried again by itself, and says how often it was sent', async () => {
  await begin(400, { bulkAbove: 2_000 });
  await prepare(call, fakes);
  const before = (await fakes.members()).size;
  const planned = await plan();
  fakes.salesforce.faults.set({ loseWriteAnswers: 1 });
  const summary = await push(planned);
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  await expectWhole(planned, before);
  const attempts = (await outcomesOf(summary, ['exported'])).map((row) => row.attempts);
  expect(Math.max(...attempts)).toBe(2);
});

test('answers that are always lost pause the run after a few tries; it goes on when they come', async () => {
  await begin(400, { bulkAbove: 2_000 });
  await prepare(call, fakes);
  const before = (await fakes.members()).size;
  const planned = await plan();
  fakes.salesforce.faults.set({
    schedule: [{ kind: 'reset-before', on: 'collection-write' }],
  });
  const paused = await push(planned);
  expect(paused.endedAt).toBe(null);
  const { activeRun } = await call('engine:state', null);
  expect(activeRun?.pausedBy).toMatchObject({ code: 'side/unreachable' });
  fakes.salesforce.faults.reset();
  const summary = await call('push:resume', { txId: paused.txId });
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  await expectWhole(planned, before);
});

test('a person who pauses is not kept waiting for a job; resumed, the run waits for the same one', async () => {
  await begin(400, { ...BULK, polling: { firstMs: 400, longestMs: 400 } });
  await prepare(call, fakes);
  const before = (await fakes.members()).size;
  const planned = await plan();
  fakes.salesforce.bulk.faults.set({ stallJobs: 1 });
  const pushing = push(planned);
  await vi.waitUntil(() => fakes.salesforce.bulk.states()['InProgress'] === 1, 20_000);
  const { txId } = (await call('engine:state', null)).activeRun!;
  await call('push:pause', { txId });
  expect((await pushing).endedAt).toBe(null);
  const paused = (await call('engine:state', null)).activeRun;
  expect(paused).toMatchObject({ state: 'paused', pausedBy: null });
  fakes.salesforce.bulk.reset();
  const summary = await call('push:resume', { txId });
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  await expectWhole(planned, before);
});

test('cancelled while a job is under way, the job is stopped and each row told', async () => {
  await begin(400, { ...BULK, polling: { firstMs: 400, longestMs: 400 } });
  await prepare(call, fakes);
  const planned = await plan();
  fakes.salesforce.bulk.faults.set({ stallJobs: 1 });
  const pushing = push(planned);
  await vi.waitUntil(() => fakes.salesforce.bulk.states()['InProgress'] === 1, 20_000);
  const { txId } = (await call('engine:state', null)).activeRun!;
  await call('push:cancel', { txId });
  const summary = await pushing;
  expect(summary).toMatchObject({ status: 'cancelled', addsUp: true });
  expect(summary.outcomes['not-attempted']).toBeGreaterThan(0);
  expect(fakes.salesforce.bulk.states()['Aborted']).toBe(1);
  expect(fakes.salesforce.effects.doubles()).toEqual([]);
});

test.each(['create-anyway', 'link'] as const)(
  'a Lead stopped by a duplicate rule is a question, and the answer %s is done by the next push',
  async (choice) => {
    await begin(400, choice === 'link' ? BULK : { bulkAbove: 2_000 });
    await prepare(call, fakes);
    const planned = await plan();
    const { rows } = await call('plan:rows', {
      digest: planned.digest,
      search: '',
      from: 0,
      count: 1_000,
      onlyOperations: true,
    });
    const emails = rows
      .filter((row) => row.salesforce.some((change) => change.createsPerson))
      .flatMap((row) => row.email ?? [])
      .slice(0, 2);
    expect(emails).toHaveLength(2);
    const rule = { action: 'alert', emails } as const;
    fakes.salesforce.faults.set({ duplicateRule: rule });
    const first = await push(planned);
    expect(first).toMatchObject({ status: 'succeeded', addsUp: true });

    const stopped = (await outcomesOf(first, ['duplicate'])).filter((row) => row.duplicate != null);
    expect(stopped.map((row) => row.email).sort()).toEqual([...emails].sort());
    const [row] = stopped;
    const [found] = row!.duplicate!.people;
    expect(found).toMatchObject({ name: expect.any(String) as string });
    expect(row).toMatchObject({
      code: 'DUPLICATES_DETECTED',
      duplicate: { mayCreate: true, chosen: null },
      message: expect.stringContaining(found!.name ?? '') as string,
    });
    const { rowKey } = row!;
    const standing = await plan();
    const decide =
      choice === 'link'
        ? ({ rowKey, choice, personId: found!.id } as const)
        : ({ rowKey, choice } as const);
    expect(await call('duplicate:decide', decide)).toMatchObject({ chosen: { choice } });
    expect(
      (await outcomesOf(first, ['duplicate'])).find((one) => one.rowKey === rowKey),
    ).toMatchObject({ duplicate: { chosen: { choice } } });

    const leads = (await fakes.leads()).size;
    const members = await fakes.members();
    const second = await plan();
    expect(second.digest).not.toBe(standing.digest);
    expect(second.newLeads).toBe(choice === 'link' ? 1 : 2);
    const summary = await push(second);
    const outcome = (await outcomesOf(summary)).find((one) => one.rowKey === rowKey);
    const isMember = [...members.values()].some(
      (member) => member['LeadId'] === found!.id || member['ContactId'] === found!.id,
    );
    expect(outcome?.outcome).toBe(choice === 'link' && isMember ? 'already-member' : 'exported');
    expect((await fakes.leads()).size - leads).toBe(choice === 'link' ? 0 : 1);
    expect(fakes.salesforce.effects.doubles()).toEqual([]);
    // The other one is still stopped, and still a question.
    expect(summary.outcomes.duplicate).toBeGreaterThan(0);

    await call('pull:start', { isFull: true });
    const third = await plan();
    expect(third.counts.voyage.create).toBe(0);
    expect(third.newLeads).toBe(1);
  },
);

test('a rule that blocks leaves the person found, and no choice of a Lead anyway', async () => {
  await begin(400, { bulkAbove: 2_000 });
  await prepare(call, fakes);
  const planned = await plan();
  const { rows } = await call('plan:rows', {
    digest: planned.digest,
    search: '',
    from: 0,
    count: 1_000,
    onlyOperations: true,
  });
  const email = rows.find((row) => row.salesforce[0]?.createsPerson === true)?.email ?? '';
  fakes.salesforce.faults.set({ duplicateRule: { action: 'block', emails: [email] } });
  const summary = await push(planned);
  const stopped = (await outcomesOf(summary, ['duplicate'])).find((row) => row.duplicate != null);
  expect(stopped?.duplicate).toMatchObject({ mayCreate: false });
  const reply = await engine.call('duplicate:decide', {
    rowKey: stopped!.rowKey,
    choice: 'create-anyway',
  });
  expect(reply).toMatchObject({ ok: false, error: { code: 'usage/invalid' } });
  const nobody = await engine.call('duplicate:decide', {
    rowKey: stopped!.rowKey,
    choice: 'link',
    personId: '00Q000000000000AAA',
  });
  expect(nobody).toMatchObject({ ok: false, error: { code: 'usage/invalid' } });
});

test('what may not be written is known before the push, kept back and told; the rest goes', async () => {
  await begin(400, { bulkAbove: 2_000 });
  fakes.salesforce.faults.set({ readOnlyFields: ['Lead.Phone', 'Lead.Title', 'Contact.Phone'] });
  await prepare(call, fakes);
  const planned = await plan();
  expect(planned.warnings.join(' ')).toMatch(
    /Salesforce does not let this user write: title, phone\. They are kept back in \d+ rows\./,
  );
  const summary = await push(planned);
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  const skipped = await outcomesOf(summary, ['skipped']);
  expect(skipped.some((row) => row.message.includes('does not let this user write'))).toBe(true);
  const leads = [...(await fakes.leads()).values()].filter((lead) => lead['Phone'] != null);
  expect(leads.length).toBeGreaterThan(0);
});

test('a push costs no more calls than its plan says, either way', async () => {
  for (const bulk of [{ bulkAbove: 2_000 }, { bulkAbove: 0, bulkBatch: 1_000 }]) {
    await begin(400, { ...bulk, polling: { firstMs: 100, longestMs: 2_000 } });
    await prepare(call, fakes);
    const planned = await plan();
    const summary = await push(planned);
    expect(summary.calls.salesforce).toBeLessThanOrEqual(planned.calls.salesforce);
    expect(summary.calls.salesforce).toBeGreaterThan(planned.calls.salesforce / 2);
    await engine.close();
    await fakes.close();
    folder.remove();
    folder = makeFolder();
  }
  await begin(40);
});
