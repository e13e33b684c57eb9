/**
 * Every fault against every way in which the app speaks with its sides.
 *
 * Law: each cell ends. What stands still says why, and goes on when a person goes on after all is well again; in the
 *      end each row has exactly one outcome, nobody was made twice, no promise is left unhandled; and where
 *      the fault takes nothing away for good, outcomes and both far sides are as they would have been without.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld } from '../../electron/demo/world/create-world.ts';
import type { Direction } from '../../shared/domain/side.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import { isWalkIn } from './busy-day.ts';
import { farState } from './far-state.ts';
import type { FarState } from './far-state.ts';
import { prepareStage } from './fault-world.ts';
import type { Cell, Stage } from './fault-world.ts';
import { COLUMNS, FAULTS } from './matrix-faults.ts';
import type { Column, MatrixFault } from './matrix-faults.ts';

const ROWS = 45;
const SEED = 7;
const DAY = { leaving: 4, walkIns: 8, invited: 6 };
/** So small that a push of sixty rows goes by jobs. */
const BULK_ABOVE = 3;
/** Times a person goes on before it is said to stand still for good. */
const MOST_RESUMES = 6;

const DIRECTIONS: Readonly<Record<Column, Direction>> = {
  pull: 'both',
  collections: 'export',
  bulk: 'export',
  voyage: 'import',
  'sign-in': 'both',
};

interface Ended {
  readonly outcomes: readonly string[];
  readonly far: FarState;
  readonly doubles: readonly unknown[];
  readonly requests: number;
  /** What it stood still for, in order. */
  readonly stops: readonly AppError[];
  readonly refusedRows: number;
}

const world = createWorld({ rows: ROWS, seed: SEED });
const stages = new Map<Direction, Stage>();
const asWithout = new Map<Column, Ended>();
const newLeads = new Map<Column, readonly string[]>();
const told = new Map<string, string>();
const unhandled: unknown[] = [];
const note = (failure: unknown): void => {
  unhandled.push(failure);
};

beforeAll(async () => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  for (const direction of new Set(Object.values(DIRECTIONS))) {
    stages.set(direction, await prepareStage(world, direction, DAY));
  }
  for (const column of COLUMNS) {
    const cell = await open(column);
    const before = await farState(cell);
    const ended = await run(cell, column);
    await cell.close();
    expect(ended.stops).toEqual([]);
    asWithout.set(column, ended);
    newLeads.set(column, added(before, ended.far));
  }
}, 60_000);

afterAll(() => {
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  for (const stage of stages.values()) stage.remove();
  process.stdout.write(table());
});

describe.each(COLUMNS)('%s', (column) => {
  test.each(FAULTS.filter(({ columns }) => columns.includes(column)))(
    '$name',
    // Most of a cell is waiting.
    { concurrent: true, timeout: 60_000 },
    async (fault) => {
      const cell = await open(column);
      try {
        const ended = await run(cell, column, fault);
        told.set(`${fault.name} ${column}`, textOf(ended, column));
        const without = asWithout.get(column);
        if (fault.isMet) expect(cell.struck()).toBeGreaterThan(0);
        expect(ended.doubles).toEqual(without?.doubles);
        if (fault.ends === 'alike') {
          expect(ended.outcomes).toEqual(without?.outcomes);
          expect(ended.far).toEqual(without?.far);
        } else {
          expect(ended.outcomes).toHaveLength(without?.outcomes.length ?? 0);
          expect(ended.refusedRows > 0).toBe(fault.ends === 'rows');
        }
        expect(unhandled).toEqual([]);
      } finally {
        await cell.close();
      }
    },
  );
});

function open(column: Column): Promise<Cell> {
  const stage = stages.get(DIRECTIONS[column]);
  if (stage === undefined) throw new Error('no stage');
  return stage.open(column === 'bulk' ? { bulkAbove: BULK_ABOVE } : {});
}

/** The column's work from its beginning to its end, with what a person does in between. */
async function run(cell: Cell, column: Column, fault?: MatrixFault): Promise<Ended> {
  await cell.call('engine:connect', null);
  if (column === 'sign-in') cell.signIn.endSignIn();
  const before = cell.requests();
  fault?.arm(cell, column, newLeads.get(column) ?? []);
  const isPull = column === 'pull' || column === 'sign-in';
  const { stops, outcomes, refusedRows } = isPull ? await pull(cell) : await push(cell, column);
  const requests = cell.requests() - before;
  cell.makeWell();
  const doubles = [...cell.salesforce.effects.doubles(), ...cell.voyage.effects.doubles()];
  return { stops, outcomes, refusedRows, requests, doubles, far: await farState(cell) };
}

type Work = Pick<Ended, 'stops' | 'outcomes' | 'refusedRows'>;

async function pull(cell: Cell): Promise<Work> {
  const stops: AppError[] = [];
  for (;;) {
    const stop = await cell.refusal('pull:start', { isFull: true });
    if (stop === null) break;
    stops.push(stop);
    if (stops.length > MOST_RESUMES) throw standstill(stops);
    await goOn(cell, stop);
  }
  const filter = { classes: [], fields: [], only: [], statuses: [], search: '' };
  const { viewId, total } = await cell.call('review:open', { filter });
  const { rows } = await cell.call('review:page', { viewId, from: 0, count: 1_000 });
  expect(rows).toHaveLength(total);
  expect(new Set(rows.map(({ rowKey }) => rowKey)).size).toBe(total);
  return { stops, outcomes: rows.map((row) => JSON.stringify(row)), refusedRows: 0 };
}

async function push(cell: Cell, column: Column): Promise<Work> {
  const stage = stages.get(DIRECTIONS[column]);
  const digest = stage?.digest ?? '';
  const stops: AppError[] = [];
  let summary: RunSummary | null = null;
  while (summary?.endedAt == null) {
    const reply: EngineReply<'push:start' | 'push:resume'> =
      summary === null
        ? await cell.engine.call('push:start', { digest, mode: 'keep', confirm: null })
        : await cell.engine.call('push:resume', { txId: summary.txId });
    if (reply.ok) summary = reply.value;
    if (summary?.endedAt != null) break;
    const stop = reply.ok ? await whyPaused(cell) : reply.error;
    stops.push(stop);
    if (stops.length > MOST_RESUMES) throw standstill(stops);
    await goOn(cell, stop);
  }
  const filter = { outcomes: [], search: '' };
  const { txId, addsUp } = summary;
  const page = await cell.call('outcomes:page', { txId, filter, from: 0, count: 1_000 });
  expect(addsUp).toBe(true);
  expect(page.rows.map(({ row }) => row)).toEqual(page.rows.map((_, index) => index + 1));
  expect(page.rows).toHaveLength(stage?.rows ?? 0);
  const refusedRows = page.rows.filter(isRefused).length;
  return { stops, outcomes: page.rows.map(lineOf), refusedRows };
}

/** Also where a person has to choose between a new Lead and the one that was found. */
function isRefused({ outcome, code }: Outcome): boolean {
  return outcome === 'rejected' || outcome === 'failed' || code === 'DUPLICATES_DETECTED';
}

/** What a person does: sees to it that all is well, signs in again where that is asked for, and goes on. */
async function goOn(cell: Cell, stop: AppError): Promise<void> {
  cell.makeWell();
  if (stop.code.startsWith('auth/')) cell.signIn.signIn();
  await cell.call('engine:connect', null);
}

async function whyPaused({ call }: Cell): Promise<AppError> {
  const { activeRun } = await call('engine:state', null);
  if (activeRun?.pausedBy == null) throw new Error('It stands still and does not say why.');
  return activeRun.pausedBy;
}

function standstill(stops: readonly AppError[]): Error {
  return new Error(`It stands still: ${JSON.stringify(stops.at(-1))}`);
}

function lineOf({ rowKey, outcome, changes }: Outcome): string {
  return JSON.stringify([rowKey, outcome, changes]);
}

function added(before: FarState, after: FarState): readonly string[] {
  const emailOf = (lead: string) => String((JSON.parse(lead) as { Email: unknown }).Email);
  const known = new Set(before.leads.map(emailOf));
  return after.leads.map(emailOf).filter((email) => !known.has(email) && isWalkIn(email));
}

function textOf({ stops, requests, refusedRows }: Ended, column: Column): string {
  const usual = asWithout.get(column)?.requests ?? 0;
  const stood = [...new Set(stops.map(({ code }) => code))].join(', ');
  const extra = requests > usual ? ` +${requests - usual}` : '';
  const refused = refusedRows > 0 ? `, ${refusedRows} rows refused` : '';
  return `${stood === '' ? 'done' : `stood: ${stood}; done`}${extra}${refused}`;
}

function table(): string {
  const wide = Math.max(...FAULTS.map(({ name }) => name.length));
  const cells = (name: string) => COLUMNS.map((column) => told.get(`${name} ${column}`) ?? '-');
  const widths = COLUMNS.map((column, at) =>
    Math.max(column.length, ...FAULTS.map(({ name }) => cells(name)[at]?.length ?? 0)),
  );
  const line = (name: string, texts: readonly string[]) =>
    [name.padEnd(wide), ...texts.map((text, at) => text.padEnd(widths[at] ?? 0))]
      .join('  ')
      .trimEnd();
  const usual = COLUMNS.map((column) => `${asWithout.get(column)?.requests ?? 0} requests`);
  return `\n${[
    line('fault', COLUMNS),
    line('(none)', usual),
    ...FAULTS.map(({ name }) => line(name, cells(name))),
  ].join('\n')}\n`;
}
