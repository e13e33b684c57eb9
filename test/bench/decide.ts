/** What a person waits for while deciding: a step over half of the rows and its undo, filters, a search. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import { createEngine } from '../../electron/engine/create-engine.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { ReviewFilter } from '../../shared/ipc/engine-views.ts';
import type { Figure } from './figure.ts';
import { figureOf } from './figure.ts';
import type { BenchSize } from './main.ts';
import { makeJournalOf } from './made-journal.ts';
import { MADE_STATUSES, peopleFor } from './made-lists.ts';

const EVERYTHING: ReviewFilter = { classes: [], fields: [], only: [], statuses: [], search: '' };
/** With nothing mapped the statuses of every pair differ: three of the five are half of the rows. */
const HALF: ReviewFilter = {
  ...EVERYTHING,
  classes: ['conflict'],
  statuses: MADE_STATUSES.slice(0, 3).map(([label]) => ({ side: 'salesforce', label })),
};
const STEP_MS = 1000;
const SEARCH_MS = 1000;

type Call = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

export async function decideFigures({ growth, runs }: BenchSize): Promise<readonly Figure[]> {
  const rows = growth.at(-1) ?? 10_000;
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-bench-'));
  const journalPath = join(folder, 'journal.sqlite');
  try {
    makeJournalOf(journalPath, peopleFor(rows), 1, { ...DEFAULT_POLICY, deletions: 'skip' });
    return await measure(journalPath, rows, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(
  journalPath: string,
  rows: number,
  runs: number,
): Promise<readonly Figure[]> {
  const engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath,
    actor: 'bench',
    clock: () => new Date(),
    newId: () => uuidv7(),
    log: () => undefined,
    sides: () => null,
  });
  const call: Call = async (channel, input) => {
    const reply = await engine.call(channel, input);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const taken = new Map<string, number[]>();
  async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    const answer = await work();
    taken.set(name, [...(taken.get(name) ?? []), performance.now() - from]);
    return answer;
  }
  try {
    await call('policy:set', { policy: DEFAULT_POLICY });
    const first = { ...EVERYTHING, search: 'nobody' };
    // What it goes by is laid meanwhile, between other work.
    await sleep(10_000);
    await timed('a search, the first, ten seconds after a pull', () =>
      call('review:open', { filter: first }),
    );
    let decided = 0;
    for (let run = 0; run < runs; run += 1) {
      const open = (name: string, filter: Partial<ReviewFilter>) =>
        timed(name, () => call('review:open', { filter: { ...EVERYTHING, ...filter } }));
      await open('a filter by class and field', { classes: ['conflict'], fields: ['company'] });
      await open('a search for a name few have', { search: 'novak umbrella 77' });
      await open('a search for what everybody has', { search: 'example' });
      const { viewId, total } = await open('a filter by status', HALF);
      decided = total;
      await timed('the page after it', () =>
        call('review:page', { viewId, from: Math.floor(total / 2), count: 100 }),
      );
      await timed('take Voyage', () =>
        call('review:decide', {
          target: { viewId },
          fields: 'asking',
          choice: 'voyage',
          value: null,
        }),
      );
      await timed('undo it', () => call('review:undo', null));
    }
    return figuresOf(taken, rows, decided);
  } finally {
    await engine.close();
  }
}

function figuresOf(
  taken: ReadonlyMap<string, readonly number[]>,
  rows: number,
  decided: number,
): readonly Figure[] {
  const of = `${rows.toLocaleString('en')} x ${rows.toLocaleString('en')}`;
  return Array.from(taken, ([name, values]) => {
    const isStep = name === 'take Voyage' || name === 'undo it';
    const limit = isStep ? STEP_MS : name.startsWith('a search') ? SEARCH_MS : null;
    return figureOf(
      `${of}: ${name}${isStep ? `, ${decided.toLocaleString('en')} rows, with facets` : ''}`,
      'ms',
      values.map((value) => ({ value, peerValue: null })),
      limit === null ? {} : { goal: { of: 'value', atMost: limit } },
    );
  });
}
