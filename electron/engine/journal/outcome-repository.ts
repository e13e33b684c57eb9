/** Outcomes: one per row of a run, only ever added. The caller owns the transaction. */
import type { DuplicateAlert } from '../../../shared/domain/duplicate.ts';
import type { FieldChange, Outcome, OutcomeCode } from '../../../shared/domain/outcome.ts';
import type { Direction } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

export interface OutcomeFilter {
  readonly outcomes: readonly OutcomeCode[];
  /** Folded as the rows' own search text; empty for all. */
  readonly search: string;
}

export interface Cause {
  readonly outcome: OutcomeCode;
  readonly code: string | null;
  readonly message: string;
  readonly nextStep: string | null;
  readonly rows: number;
}

/** The outcomes of the rows for which nothing is sent. */
export function insertPresetOutcomes(
  db: Journal,
  planId: number,
  txId: string,
  finishedAt: string,
): void {
  db.statement(
    `INSERT INTO outcome (tx_id, row, row_key, email, name, salesforce_id, voyage_id, outcome, changes,
        message, next_step, code, attempts, finished_at, search)
      SELECT :txId, position, row_key, email, name, member_id, registration_id, preset_outcome, '[]',
        preset_message, preset_next_step, NULL, 0, :finishedAt, search
      FROM plan_row WHERE plan_id = :planId AND operations = 0 ORDER BY position`,
  ).run({ planId, txId, finishedAt });
}

const COLUMNS = [
  'tx_id',
  'row',
  'row_key',
  'email',
  'name',
  'salesforce_id',
  'voyage_id',
  'outcome',
  'changes',
  'message',
  'next_step',
  'code',
  'attempts',
  'finished_at',
  'duplicate',
  'search',
] as const;

/** `search` is the row's own search text. */
export type OutcomeToStore = Omit<Outcome, 'direction'> & { readonly search: string };

export function insertOutcomes(db: Journal, outcomes: readonly OutcomeToStore[]): void {
  insertMany(
    db,
    { table: 'outcome', columns: COLUMNS, replaces: false },
    outcomes.map((outcome) => [
      outcome.txId,
      outcome.row,
      outcome.rowKey,
      outcome.email,
      outcome.name,
      outcome.salesforceId,
      outcome.voyageId,
      outcome.outcome,
      JSON.stringify(outcome.changes),
      outcome.message,
      outcome.nextStep,
      outcome.code,
      outcome.attempts,
      outcome.finishedAt,
      alertText(outcome.duplicate),
      outcome.search,
    ]),
  );
}

export function countByOutcome(
  db: Journal,
  txId: string,
): Readonly<Partial<Record<OutcomeCode, number>>> {
  const found = db
    .statement('SELECT outcome, count(*) AS rows FROM outcome WHERE tx_id = ? GROUP BY outcome')
    .all(txId) as { outcome: OutcomeCode; rows: number }[];
  return Object.fromEntries(found.map(({ outcome, rows }) => [outcome, rows]));
}

export function countOutcomeRows(db: Journal, txId: string, filter: OutcomeFilter): number {
  const found = db
    .statement(`SELECT count(*) AS rows FROM outcome WHERE ${conditionOf(filter)}`)
    .get(boundOf(txId, filter)) as { rows: number };
  return found.rows;
}

export function readOutcomes(
  db: Journal,
  txId: string,
  filter: OutcomeFilter,
  window: { readonly from: number; readonly count: number },
): readonly Outcome[] {
  return db
    .statement(
      `SELECT outcome.*, plan.direction FROM outcome
        JOIN run USING (tx_id) JOIN plan USING (plan_id)
        WHERE ${conditionOf(filter)} ORDER BY row LIMIT :count OFFSET :from`,
    )
    .all({ ...boundOf(txId, filter), ...window })
    .map(toOutcome);
}

/** Outcomes of a run after a row, in review order. */
export function readOutcomesAfter(
  db: Journal,
  txId: string,
  window: { readonly after: number; readonly count: number },
): readonly Outcome[] {
  return db
    .statement(
      `SELECT outcome.*, plan.direction FROM outcome
        JOIN run USING (tx_id) JOIN plan USING (plan_id)
        WHERE tx_id = :txId AND row > :after ORDER BY row LIMIT :count`,
    )
    .all({ txId, ...window })
    .map(toOutcome);
}

/** What went wrong, grouped by what to do about it; the most rows first. */
export function readCauses(db: Journal, txId: string, limit: number): readonly Cause[] {
  return db
    .statement(
      `SELECT outcome, code, message, next_step AS nextStep, count(*) AS rows FROM outcome
        WHERE tx_id = ? AND (outcome IN ('rejected', 'failed', 'stale', 'already-member', 'rolled-back')
          OR duplicate IS NOT NULL)
        GROUP BY outcome, code, message, next_step ORDER BY rows DESC, message LIMIT ?`,
    )
    .all(txId, limit) as Cause[];
}

/** What became of one person in the runs of a pairing, newest first. */
export function readOutcomesOfRow(
  db: Journal,
  pairingId: number,
  rowKey: string,
): readonly {
  readonly txId: string;
  readonly at: string;
  readonly outcome: OutcomeCode;
  readonly message: string;
}[] {
  return db
    .statement(
      `SELECT tx_id AS txId, finished_at AS at, outcome, message FROM outcome JOIN run USING (tx_id)
        WHERE row_key = ? AND pairing_id = ? ORDER BY plan_id DESC LIMIT 50`,
    )
    .all(rowKey, pairingId) as {
    txId: string;
    at: string;
    outcome: OutcomeCode;
    message: string;
  }[];
}

function conditionOf(filter: OutcomeFilter): string {
  const codes =
    filter.outcomes.length === 0 ? '' : 'AND outcome IN (SELECT value FROM json_each(:outcomes))';
  const search = filter.search === '' ? '' : 'AND instr(search, :search) > 0';
  return `tx_id = :txId ${codes} ${search}`;
}

function boundOf(txId: string, filter: OutcomeFilter): Record<string, string> {
  return {
    txId,
    ...(filter.outcomes.length === 0 ? {} : { outcomes: JSON.stringify(filter.outcomes) }),
    ...(filter.search === '' ? {} : { search: filter.search }),
  };
}

interface OutcomeCells {
  readonly tx_id: string;
  readonly row: number;
  readonly row_key: string;
  readonly direction: Direction;
  readonly email: string | null;
  readonly name: string | null;
  readonly salesforce_id: string | null;
  readonly voyage_id: string | null;
  readonly outcome: OutcomeCode;
  readonly changes: string;
  readonly message: string;
  readonly next_step: string | null;
  readonly code: string | null;
  readonly attempts: number;
  readonly finished_at: string;
  readonly duplicate: string | null;
}

function alertText(duplicate: Outcome['duplicate']): string | null {
  if (duplicate == null) return null;
  const { people, mayCreate } = duplicate;
  return JSON.stringify({ people, mayCreate });
}

function toOutcome(found: unknown): Outcome {
  const cells = found as OutcomeCells;
  return {
    txId: cells.tx_id,
    row: cells.row,
    rowKey: cells.row_key,
    direction: cells.direction,
    email: cells.email,
    name: cells.name,
    salesforceId: cells.salesforce_id,
    voyageId: cells.voyage_id,
    outcome: cells.outcome,
    changes: JSON.parse(cells.changes) as FieldChange[],
    message: cells.message,
    nextStep: cells.next_step,
    code: cells.code,
    attempts: cells.attempts,
    finishedAt: cells.finished_at,
    duplicate:
      cells.duplicate === null
        ? null
        : { ...(JSON.parse(cells.duplicate) as DuplicateAlert), chosen: null },
  };
}
