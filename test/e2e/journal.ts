/** What the journal of a closed app tells of its runs. */
import { expect } from '@playwright/test';
import type { AuditRow } from '../../shared/domain/audit.ts';
import { decidablesIn } from '../../shared/domain/fields.ts';
import { COUNT_OF_OUTCOME } from '../../shared/domain/outcome.ts';
import type { CountName, Outcome } from '../../shared/domain/outcome.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import type { AskEngine } from './fixtures.ts';

export interface RunInJournal {
  readonly audit: AuditRow;
  readonly summary: RunSummary;
  readonly outcomes: readonly Outcome[];
}

const COUNTS: readonly CountName[] = [...new Set(Object.values(COUNT_OF_OUTCOME))];

/** Every run, the newest first; each must add up, and the chain must hold. */
export async function readRuns(ask: AskEngine): Promise<readonly RunInJournal[]> {
  const page = await ask('audit:page', { search: '', from: 0, count: 100 });
  expect(await ask('audit:verify', null)).toMatchObject({ verified: true, rows: page.total });
  const runs: RunInJournal[] = [];
  for (const audit of page.rows) {
    const txId = audit.tx_id;
    const filter = { outcomes: [], search: '' };
    const { rows } = await ask('outcomes:page', { txId, filter, from: 0, count: 1000 });
    runs.push({ audit, summary: await ask('run:summary', { txId }), outcomes: rows });
  }
  for (const run of runs) expectTied(run);
  return runs;
}

export async function newestRun(ask: AskEngine): Promise<RunInJournal> {
  const [newest] = await readRuns(ask);
  if (newest === undefined) throw new Error('The journal has no run.');
  return newest;
}

export interface WaitingRow {
  /** From 1, in review order. */
  readonly position: number;
  /** One field in question: a single choice settles the row. */
  readonly isSimple: boolean;
  readonly asksForTitle: boolean;
}

/** Rows that wait for a person and whose status has its place, in review order. */
export async function waitingRows(ask: AskEngine): Promise<readonly WaitingRow[]> {
  const only = ['undecided'] as const;
  const filter = { classes: [], fields: [], only, statuses: [], search: '' };
  const { viewId, total } = await ask('review:open', { filter });
  const { rows } = await ask('review:page', { viewId, from: 0, count: total });
  return rows
    .filter(({ isUnmapped }) => !isUnmapped)
    .map(({ position, asks }) => ({
      position,
      isSimple: decidablesIn(asks).length === 1,
      asksForTitle: decidablesIn(asks).join() === 'title',
    }));
}

export function outcomeOf(run: RunInJournal, email: string): Outcome | undefined {
  return run.outcomes.find((outcome) => outcome.email?.toLowerCase().includes(email.toLowerCase()));
}

/** One outcome per row, and their sums are the counts of the audit row. */
function expectTied({ audit, summary, outcomes }: RunInJournal): void {
  expect(outcomes.map(({ row }) => row)).toEqual(outcomes.map((_, index) => index + 1));
  for (const count of COUNTS) {
    const told = outcomes.filter(({ outcome }) => COUNT_OF_OUTCOME[outcome] === count).length;
    expect(audit[count], `${count} of ${audit.tx_id}`).toBe(told);
  }
  expect(summary).toMatchObject({ txId: audit.tx_id, status: audit.status, addsUp: true });
}
