/** Taking a run back from the command line, over sockets, with both counterparts as the witnesses. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { journalPath } from '../../electron/workspace/workspaces.ts';
import { makeFolder } from '../journal-builders.ts';
import { commandLine } from './command-line.ts';
import type { Fakes, Raw } from './fakes-bench.ts';
import { callOf, prepare, SETTLED_POLICY, startFakes, without } from './fakes-bench.ts';

const ROWS = 60;
const POLICY = { ...SETTLED_POLICY, guards: { maxDeletesPercent: 5, maxChangesPercent: 100 } };
let folder: ReturnType<typeof makeFolder>;
let fakes: Fakes;

beforeEach(async () => {
  folder = makeFolder();
  fakes = await startFakes(ROWS);
  fakes.advance();
});
afterEach(async () => {
  await fakes.close();
  folder.remove();
});

/** A run as the window makes it; the journal is closed afterwards. */
async function firstRun(): Promise<RunSummary> {
  const path = journalPath(folder.path, 'demo');
  mkdirSync(dirname(path), { recursive: true });
  const engine: Engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: path,
    sides: () => fakes.sides(),
    clock: () => new Date(),
    newId: randomUUID,
    actor: 'ann',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
  });
  const call = callOf(() => engine);
  try {
    await prepare(call, fakes, POLICY);
    const { digest } = await call('plan:build', { direction: 'both' });
    return await call('push:start', { digest, mode: 'keep', confirm: null });
  } finally {
    await engine.close();
  }
}

async function cli(...argv: readonly string[]) {
  const told = await commandLine([...argv, '--data', folder.path, '--json'], {
    SF_INSTANCE_URL: fakes.salesforce.url,
    SF_ACCESS_TOKEN: fakes.tokens.salesforce,
    VOYAGE_URL: fakes.voyage.url,
    VOYAGE_TOKEN: fakes.tokens.voyage,
  });
  return { ...told, json: JSON.parse(told.stdout === '' ? 'null' : told.stdout) as Raw };
}

const STAMPS = ['version', 'updatedAt', 'cancelledAt', 'checkedInAt', 'refs'] as const;
const SF_STAMPS = [
  'SystemModstamp',
  'LastModifiedDate',
  'attributes',
  'HasResponded',
  'FirstRespondedDate',
];

async function farSides() {
  const plain = (records: ReadonlyMap<string, Raw>, names: readonly string[]) =>
    Object.fromEntries([...records].map(([id, record]) => [id, without(record, ...names)]));
  return {
    members: plain(await fakes.members(), SF_STAMPS),
    leads: plain(await fakes.leads(), SF_STAMPS),
    registrations: plain(await fakes.registrations(), STAMPS),
  };
}

test('a run is taken back to the letter, is told in the audit, and a second time nothing is sent', async () => {
  const before = await farSides();
  const run = await firstRun();
  expect(await farSides()).not.toEqual(before);

  const planned = await cli('revert', '--tx', run.txId, '--dry-run');
  expect(planned.json).toMatchObject({ status: 'planned', txId: null, reverts: run.txId });
  const guarded = await cli('revert', '--tx', run.txId);
  expect(guarded.code).toBe(7);

  const taken = await cli('revert', '--tx', run.txId, '--waive', 'max-deletes');
  expect(taken).toMatchObject({ code: 0, json: { status: 'succeeded', reverts: run.txId } });
  const counts = taken.json['counts'] as Readonly<Record<string, number>>;
  const { rows, ...seven } = counts;
  expect(Object.values(seven).reduce((sum, count) => sum + count, 0)).toBe(rows);
  expect(counts['updated']).toBe(rows);
  expect(await farSides()).toEqual(before);

  const audit = await cli('audit');
  expect(audit.json).toMatchObject({
    verified: true,
    rows: [{ tx_id: taken.json['txId'], reverts: run.txId }, { tx_id: run.txId }],
  });
  expect((audit.json['rows'] as readonly Raw[])[1]).not.toHaveProperty('reverts');

  const writes = fakes.writes();
  const again = await cli('revert', '--tx', run.txId);
  expect(again).toMatchObject({ code: 0, json: { counts: { rows, unchanged: rows } } });
  expect(fakes.writes()).toBe(writes);
  expect((await cli('revert', '--tx', 'nobody')).code).toBe(2);
});

test('the ledger tells from the command line, with nobody signed in, why somebody is there or not', async () => {
  await firstRun();
  const known = [...(await fakes.members()).values()].find(({ Email }) => Email !== null);
  const story = await cli('ledger', String(known?.['Email']));
  expect(story).toMatchObject({ code: 0, json: { toCheck: [] } });
  const kinds = (story.json['events'] as readonly Raw[]).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['read', 'run']));
  expect(await cli('ledger', 'nobody@nowhere.example')).toMatchObject({
    code: 0,
    json: { standing: 'never', events: [] },
  });
  expect((await cli('ledger', 'no address')).code).toBe(2);
});
