/**
 * The whole way over sockets: both counterparts, the real sides, a journal on disk. After each run the far
 * sides are asked, raw, what they hold.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Field } from '../../shared/domain/fields.ts';
import type { Outcome, OutcomeCode, RunMode } from '../../shared/domain/outcome.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { makeFolder } from '../journal-builders.ts';
import type { Call, Fakes, Raw } from './fakes-bench.ts';
import { callOf, prepare, startFakes, without } from './fakes-bench.ts';
import { mapAll } from './map-statuses.ts';

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

async function begin(rows: number): Promise<void> {
  fakes = await startFakes(rows);
  engine = await openEngine();
  call = callOf(() => engine);
}

async function openEngine(): Promise<Engine> {
  return createEngine({
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
}

async function push(mode: RunMode = 'keep'): Promise<RunSummary> {
  const { digest } = await call('plan:build', { direction: 'both' });
  return call('push:start', { digest, mode, confirm: null });
}

async function outcomesOf(
  txId: string,
  outcomes: readonly OutcomeCode[] = [],
): Promise<readonly Outcome[]> {
  const filter = { outcomes, search: '' };
  return (await call('outcomes:page', { txId, filter, from: 0, count: 100_000 })).rows;
}

/** In chapter two: chapter one was synced, and then everything happened. */
async function beginChapterTwo(rows: number): Promise<void> {
  await begin(rows);
  await prepare(call, fakes);
  await push();
  fakes.advance();
  await call('pull:start', { isFull: true });
  await mapAll(call);
}

const RAW_NAMES: Readonly<Record<'salesforce' | 'voyage', Readonly<Record<Field, string>>>> = {
  salesforce: {
    status: 'Status',
    firstName: 'FirstName',
    lastName: 'LastName',
    company: 'CompanyOrAccount',
    title: 'Title',
    phone: 'Phone',
    email: 'Email',
  },
  voyage: {
    status: 'status',
    firstName: 'firstName',
    lastName: 'lastName',
    company: 'company',
    title: 'title',
    phone: 'phone',
    email: 'email',
  },
};

/** Every change an outcome tells is what the far side holds now. */
async function expectTold(outcomes: readonly Outcome[]): Promise<void> {
  const held = { salesforce: await fakes.members(), voyage: await fakes.registrations() };
  for (const outcome of outcomes) {
    for (const { side, field, after } of outcome.changes) {
      const id = side === 'salesforce' ? outcome.salesforceId : outcome.voyageId;
      const record = held[side].get(id ?? '');
      expect(record?.[RAW_NAMES[side][field]], `${outcome.rowKey} ${side} ${field}`).toEqual(after);
    }
  }
}

test('5,000 rows: both lists agree afterwards, and a second run straight after sends no write', async () => {
  await beginChapterTwo(5_000);
  const { viewId } = await call('review:open', {
    filter: { classes: [], fields: [], only: ['undecided'], statuses: [], search: '' },
  });
  await call('review:decide', {
    target: { viewId },
    fields: 'asking',
    choice: 'salesforce',
    value: null,
  });
  const plan = await call('plan:build', { direction: 'both' });
  expect(plan.left).toMatchObject({ conflicts: 0, proposals: 0, unmappedStatuses: [] });
  const before = { members: await fakes.members(), registrations: await fakes.registrations() };
  const summary = await call('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
  expect(summary.counts.rows).toBe(plan.rows);
  expect(summary.counts.imported).toBe(plan.counts.voyage.create);
  expect(summary.counts.exported).toBe(plan.counts.salesforce.create);

  const outcomes = await outcomesOf(summary.txId);
  expect(outcomes.map(({ row }) => row)).toEqual(outcomes.map((_, index) => index + 1));
  expect(outcomes).toHaveLength(plan.rows);
  await expectTold(outcomes);
  const after = { members: await fakes.members(), registrations: await fakes.registrations() };
  expect(after.registrations.size - before.registrations.size).toBe(plan.counts.voyage.create);
  expect(after.members.size - before.members.size).toBe(plan.counts.salesforce.create);
  expectOneRegistrationEach(outcomes, after.registrations);

  // As the journal knows it by itself, and as both sides say.
  const writes = fakes.writes();
  const offline = await call('diff:counts', null);
  expect(offline.classes).toMatchObject({ 'only-voyage': 0, conflict: 0 });
  expect((await call('plan:build', { direction: 'both' })).operations).toBe(0);
  expect((await push()).counts).toMatchObject({ imported: 0, exported: 0, updated: 0, failed: 0 });
  await call('pull:start', { isFull: true });
  expect((await call('diff:counts', null)).classes).toEqual(offline.classes);
  const again = await push();
  expect(again).toMatchObject({ status: 'succeeded', calls: { salesforce: 0, voyage: 0 } });
  expect(fakes.writes()).toBe(writes);
  expect(await call('audit:verify', null)).toMatchObject({ verified: true, rows: 4 });
});

function expectOneRegistrationEach(
  outcomes: readonly Outcome[],
  registrations: ReadonlyMap<string, Raw>,
): void {
  const byEmail = new Map<string, number>();
  for (const record of registrations.values()) {
    const email = String(record['email']).trim().toLowerCase();
    byEmail.set(email, (byEmail.get(email) ?? 0) + 1);
  }
  for (const { outcome, email } of outcomes) {
    if (outcome !== 'imported') continue;
    const plain = /[^<\s]+@[^>\s]+/.exec(email ?? '')?.[0].replace(/^mailto:/i, '') ?? '';
    expect(byEmail.get(plain.toLowerCase()), String(email)).toBe(1);
  }
}

test('failures in the middle of a batch stop nothing, on either side', async () => {
  await begin(400);
  fakes.advance();
  await prepare(call, fakes);
  const { onVoyage, onSalesforce } = await someToFail();
  fakes.voyage.faults.set({ rejectEmails: [onVoyage] });
  fakes.salesforce.faults.set({ rejectEmails: [onSalesforce] });
  const summary = await push();
  expect(summary).toMatchObject({ status: 'partial', addsUp: true });
  const rejected = await outcomesOf(summary.txId, ['rejected']);
  expect(rejected.map(({ email }) => email).sort()).toEqual([onSalesforce, onVoyage].sort());
  for (const { message, nextStep, code } of rejected) {
    expect(message).not.toBe('');
    expect(nextStep).not.toBe(null);
    expect(code).not.toBe(null);
  }
  await expectTold(await outcomesOf(summary.txId));
  fakes.voyage.faults.reset();
  fakes.salesforce.faults.reset();
  const retried = await push();
  expect(retried).toMatchObject({ status: 'succeeded', counts: { imported: 1, exported: 1 } });
});

/** One email to be created on each side, neither the first nor the last. */
async function someToFail(): Promise<{ readonly onVoyage: string; readonly onSalesforce: string }> {
  const { digest } = await call('plan:build', { direction: 'both' });
  const { rows } = await call('plan:rows', {
    digest,
    search: '',
    from: 0,
    count: 10_000,
    onlyOperations: true,
  });
  const imports = rows.filter((row) => row.voyage.some(({ op }) => op === 'create'));
  const exports = rows.filter((row) => row.salesforce.some(({ createsPerson }) => createsPerson));
  return {
    onVoyage: imports[Math.floor(imports.length / 2)]?.email ?? '',
    onSalesforce: exports[Math.floor(exports.length / 2)]?.email ?? '',
  };
}

async function farState(): Promise<unknown> {
  const names = ['version', 'updatedAt', 'checkedInAt', 'cancelledAt'] as const;
  const state = {
    members: await fakes.members(),
    leads: await fakes.leads(),
    registrations: await fakes.registrations(),
  };
  return Object.entries(state).map(([name, records]) => [
    name,
    [...records].map(([id, record]) => [id, without(record, ...names)]).sort(),
  ]);
}

for (const side of SIDES) {
  test(`all or nothing: a failure in mid-batch on ${side} leaves both sides as they were`, async () => {
    await begin(400);
    fakes.advance();
    await prepare(call, fakes);
    const { onVoyage, onSalesforce } = await someToFail();
    if (side === 'voyage') fakes.voyage.faults.set({ rejectEmails: [onVoyage] });
    else fakes.salesforce.faults.set({ rejectEmails: [onSalesforce] });
    const before = await farState();
    const summary = await push('all-or-nothing');
    expect(await farState()).toEqual(before);
    expect(summary).toMatchObject({ status: 'rolled-back', addsUp: true });
    expect(summary.counts).toMatchObject({ imported: 0, exported: 0, updated: 0 });
    const rejected = await outcomesOf(summary.txId, ['rejected']);
    expect(rejected.map(({ email }) => email)).toEqual([
      side === 'voyage' ? onVoyage : onSalesforce,
    ]);
    expect(summary.outcomes['not-attempted'] ?? 0).toBeGreaterThan(0);
    if (side === 'salesforce') expect(summary.outcomes['rolled-back']).toBeGreaterThan(0);
    const audit = await call('audit:page', { search: '', from: 0, count: 1 });
    expect(audit.rows).toMatchObject([{ tx_id: summary.txId, status: 'rolled-back' }]);
    expect(await call('audit:verify', null)).toMatchObject({ verified: true });
    fakes.voyage.faults.reset();
    fakes.salesforce.faults.reset();
    expect(await push('all-or-nothing')).toMatchObject({ status: 'succeeded', addsUp: true });
  });
}

test('a member somebody else just added is told row by row', async () => {
  await begin(300);
  fakes.advance();
  await prepare(call, fakes);
  const { onSalesforce } = await someToFail();
  fakes.salesforce.faults.set({ duplicateEmails: [onSalesforce] });
  const summary = await push();
  const rows = await outcomesOf(summary.txId, ['already-member']);
  expect(rows).toMatchObject([{ email: onSalesforce }]);
  expect(summary).toMatchObject({ addsUp: true });
});

test('a status the campaign does not know is not taken for written', async () => {
  await begin(300);
  fakes.advance();
  await prepare(call, fakes);
  const { statuses } = await call('map:get', null);
  const status = statuses.find(({ status: name }) => name === 'registered')?.status ?? 'registered';
  await call('map:set', { way: 'toSalesforce', status, to: 'Nobody Knows This' });
  const plan = await call('plan:build', { direction: 'export' });
  const summary = await call('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  const replaced = await outcomesOf(summary.txId, ['unmapped-status']);
  expect(replaced.length).toBeGreaterThan(0);
  expect(replaced[0]?.message).toMatch(/Nobody Knows This/);
  expect(summary).toMatchObject({ addsUp: true });
});

test('a registration changed since it was read is stale, and keeps what it has', async () => {
  await begin(300);
  fakes.advance();
  await prepare(call, fakes);
  const { digest } = await call('plan:build', { direction: 'both' });
  const { rows } = await call('plan:rows', {
    digest,
    search: '',
    from: 0,
    count: 10_000,
    onlyOperations: true,
  });
  const updated = rows.find((row) => row.voyage.some(({ op }) => op === 'update'));
  const moved = [...(await fakes.registrations()).values()].find(
    (record) => String(record['email']).toLowerCase() === updated?.email?.toLowerCase(),
  );
  const id = String(moved?.['id']);
  fakes.voyage.apply({ on: 'voyage', do: 'update', id, fields: { title: 'Changed meanwhile' } });
  const summary = await call('push:start', { digest, mode: 'keep', confirm: null });
  const stale = await outcomesOf(summary.txId, ['stale']);
  expect(stale).toMatchObject([{ voyageId: id }]);
  expect((await fakes.registrations()).get(id)).toMatchObject({ title: 'Changed meanwhile' });
});

test('an expired sign-in pauses the run; signed in again it goes on, also after a restart', async () => {
  await begin(400);
  fakes.advance();
  await prepare(call, fakes);
  const before = await fakes.registrations();
  const plan = await call('plan:build', { direction: 'both' });
  fakes.voyage.faults.set({ expireToken: true });
  const paused = await call('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
  expect(paused).toMatchObject({ status: 'interrupted', endedAt: null });
  const { activeRun, connections } = await call('engine:state', null);
  expect(activeRun).toMatchObject({ state: 'paused', pausedBy: { code: 'auth/expired' } });
  expect(connections.voyage.state).toBe('expired');
  await engine.close();
  engine = await openEngine();
  fakes.voyage.faults.reset();
  await call('engine:connect', null);
  const ended = await call('push:resume', { txId: paused.txId });
  expect(ended).toMatchObject({ txId: paused.txId, status: 'succeeded', addsUp: true });
  const after = await fakes.registrations();
  expect(after.size - before.size).toBe(plan.counts.voyage.create);
});

for (const side of SIDES) {
  test(`answers of ${side} lost on the way are looked for, and nothing is written twice`, async () => {
    await begin(400);
    fakes.advance();
    await prepare(call, fakes);
    const plan = await call('plan:build', { direction: 'both' });
    const before = { members: await fakes.members(), registrations: await fakes.registrations() };
    if (side === 'voyage') fakes.voyage.faults.set({ loseBatchAnswers: 1 });
    else fakes.salesforce.faults.set({ loseWriteAnswers: 1 });
    let summary = await call('push:start', { digest: plan.digest, mode: 'keep', confirm: null });
    if (summary.endedAt === null) {
      summary = await call('push:resume', { txId: summary.txId });
    }
    expect(summary).toMatchObject({ status: 'succeeded', addsUp: true });
    const after = { members: await fakes.members(), registrations: await fakes.registrations() };
    expect(after.registrations.size - before.registrations.size).toBe(plan.counts.voyage.create);
    expect(after.members.size - before.members.size).toBe(plan.counts.salesforce.create);
  });
}

test('duplicates have their outcome, and the report holds every row of the run, the same bytes each time', async () => {
  await begin(400);
  fakes.advance();
  await prepare(call, fakes);
  const summary = await push();
  const duplicates = await outcomesOf(summary.txId, ['duplicate']);
  expect(duplicates.length).toBeGreaterThan(0);
  for (const { message } of duplicates) expect(message).toMatch(/keep|duplicate|same/i);

  const paths = ['first.csv', 'second.csv'].map((name) => join(folder.path, name));
  const written = await call('report:write', { txId: summary.txId, path: paths[0]! });
  expect(written.rows).toBe(summary.counts.rows);
  await engine.close();
  engine = await openEngine();
  await call('report:write', { txId: summary.txId, path: paths[1]! });
  const [first, second] = paths.map((path) => readFileSync(path));
  expect(first!.equals(second!)).toBe(true);
  const { fileName } = await call('report:name', { txId: summary.txId });
  expect(fileName).toMatch(new RegExp(`^Autumn Summit 2026 ${summary.txId} 20.*Z\\.csv$`));
});
