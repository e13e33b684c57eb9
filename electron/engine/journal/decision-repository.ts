/**
 * Decisions: a log of steps that only grows, and the choices it adds up to on the rows of the diff shown. A step
 * is worked out over columns and kept as columns, whatever the number of its rows.
 */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { FIELDS, bitOf } from '../../../shared/domain/fields.ts';
import type { Choice } from '../../../shared/domain/row.ts';
import { CHOICES } from '../../../shared/domain/row.ts';
import type { ChoiceColumns } from '../../../shared/reconcile/columns/choice-columns.ts';
import {
  choose,
  copyOfChoices,
  noChoices,
  numberOfValue,
  setTyped,
} from '../../../shared/reconcile/columns/choice-columns.ts';
import { meantOf } from '../../../shared/reconcile/columns/meant.ts';
import { readChoices, writeChoices } from './choice-repository.ts';
import type { Journal } from './database.ts';
import type { DecidedRows } from './decided-rows-repository.ts';
import { countDecidedRows, insertDecidedRows, readDecidedRows } from './decided-rows-repository.ts';
import type { DiffTable } from './diff-table.ts';
import { choicesOf, diffTable, readDiffTable } from './diff-table.ts';
import { laySteps } from './lay-steps.ts';
import { takeOverDecisions } from './old-decisions.ts';
import { keyHashes, seenHashes } from './row-hashes.ts';
import { positionsOfKeys } from './row-places.ts';

export interface StepHead {
  readonly stepId: string;
  readonly pairingId: number;
  readonly diffId: number;
  readonly actor: string;
  readonly at: string;
}

export interface DecideStep {
  /** The rows meant. */
  readonly target:
    { readonly rowKeys: readonly string[] } | { readonly positions: Int32Array | null };
  /** Null: in each row what waits, else what was asked, else what differs. */
  readonly fields: FieldMask | null;
  readonly choice: Choice | 'clear';
  readonly value: string | null;
}

/** Answers how many rows the step touched. */
export function decide(db: Journal, head: StepHead, step: DecideStep): number {
  return db.transaction(() => {
    const table = diffTable(db, head.diffId);
    const before = choicesOf(db, table);
    const { rows, fields } = touchedRows(db, table, before, step);
    const id = addStep(db, head, { kind: 'decide', choice: step.choice, value: step.value });
    insertDecidedRows(db, id, {
      rows: rows.length,
      positions: rows.map((row) => row + 1),
      rowKeys: keyHashes(db, table, rows),
      fields,
      seen: seenHashes(db, table, rows, fields),
      ...stateBefore(before, rows),
    });
    const now = copyOfChoices(before);
    layOver(now, { rows, fields }, step);
    writeChoices(db, head.diffId, before, now);
    return rows.length;
  });
}

interface TouchedRows {
  /** From 0 on. */
  readonly rows: Uint32Array;
  readonly fields: Uint8Array;
}

function touchedRows(
  db: Journal,
  table: DiffTable,
  { chosen }: ChoiceColumns,
  step: DecideStep,
): TouchedRows {
  const { verdict, verdicts } = table;
  const positions =
    'rowKeys' in step.target
      ? positionsOfKeys(db, table.diff.id, step.target.rowKeys)
      : step.target.positions;
  const most = positions?.length ?? table.rows;
  const rows = new Uint32Array(most);
  const fields = new Uint8Array(most);
  let count = 0;
  for (let at = 0; at < most; at += 1) {
    const row = positions === null ? at : (positions[at] ?? 0) - 1;
    const meant = meantOf(step, verdicts, verdict[row] ?? 0, chosen[row] ?? 0);
    if (meant === 0) continue;
    rows[count] = row;
    fields[count] = meant;
    count += 1;
  }
  return { rows: rows.slice(0, count), fields: fields.slice(0, count) };
}

function stateBefore(
  before: ChoiceColumns,
  rows: Uint32Array,
): Pick<DecidedRows, 'was' | 'wasTyped'> {
  const was = new Uint8Array(CHOICES.length * rows.length);
  CHOICES.forEach((choice, at) => {
    const masks = before[choice];
    const from = at * rows.length;
    for (let index = 0; index < rows.length; index += 1) {
      was[from + index] = masks[rows[index] ?? 0] ?? 0;
    }
  });
  const wasTyped: number[] = [];
  if (before.typedAs.size > 0) {
    for (const row of rows) {
      for (const field of FIELDS) {
        if (((before.typed[row] ?? 0) & bitOf(field)) === 0) continue;
        wasTyped.push(before.typedAs.get(field)?.[row] ?? 0);
      }
    }
  }
  return { was, wasTyped: Uint32Array.from(wasTyped) };
}

function layOver(
  choices: ChoiceColumns,
  { rows, fields }: TouchedRows,
  { choice, value }: Pick<DecideStep, 'choice' | 'value'>,
): void {
  const number = choice === 'typed' ? numberOfValue(choices, value) : 0;
  for (let at = 0; at < rows.length; at += 1) {
    choose(choices, rows[at] ?? 0, fields[at] ?? 0, choice, number);
  }
}

function addStep(
  db: Journal,
  head: StepHead,
  step: {
    readonly kind: 'decide' | 'undo' | 'redo';
    readonly choice?: Choice | 'clear';
    readonly value?: string | null;
    readonly target?: number;
  },
): number {
  return Number(
    db
      .statement(
        `INSERT INTO decision_step (step_id, pairing_id, kind, target, diff_id, choice, value, actor, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        head.stepId,
        head.pairingId,
        step.kind,
        step.target ?? null,
        head.diffId,
        step.choice ?? null,
        step.value ?? null,
        head.actor,
        head.at,
      ).lastInsertRowid,
  );
}

interface StepRow {
  step: number;
  diff_id: number;
  choice: Choice | 'clear';
  value: string | null;
}

/** Steps in force: decided, and not taken back since. */
const IN_FORCE = `s.pairing_id = ? AND s.kind = 'decide' AND coalesce(
  (SELECT u.kind FROM decision_step u WHERE u.target = s.step ORDER BY u.step DESC LIMIT 1), '') <> 'undo'`;

function stepToUndo(db: Journal, pairingId: number): StepRow | undefined {
  return db
    .statement(`SELECT s.* FROM decision_step s WHERE ${IN_FORCE} ORDER BY s.step DESC LIMIT 1`)
    .get(pairingId) as StepRow | undefined;
}

/** The step last taken back, unless something was decided since. */
function stepToRedo(db: Journal, pairingId: number): StepRow | undefined {
  return db
    .statement(
      `SELECT s.* FROM decision_step u JOIN decision_step s ON s.step = u.target
       WHERE u.pairing_id = @pairing AND u.kind = 'undo'
         AND u.step > coalesce((SELECT max(step) FROM decision_step
                                WHERE pairing_id = @pairing AND kind = 'decide'), 0)
         AND NOT EXISTS (SELECT 1 FROM decision_step l WHERE l.target = u.target AND l.step > u.step)
       ORDER BY u.step DESC LIMIT 1`,
    )
    .get({ pairing: pairingId }) as StepRow | undefined;
}

export function canUndo(db: Journal, pairingId: number): boolean {
  return stepToUndo(db, pairingId) !== undefined;
}

export function canRedo(db: Journal, pairingId: number): boolean {
  return stepToRedo(db, pairingId) !== undefined;
}

/** Answers how many rows the step taken back had touched; null when there is nothing to take back. */
export function undo(db: Journal, head: StepHead): number | null {
  return db.transaction(() => {
    const last = stepToUndo(db, head.pairingId);
    if (last === undefined) return null;
    const table = diffTable(db, head.diffId);
    const before = choicesOf(db, table);
    addStep(db, head, { kind: 'undo', target: last.step });
    const now =
      last.diff_id === head.diffId
        ? stateBeforeStep(db, before, last.step)
        : replayed(db, table, before, stepsInForce(db, head.pairingId));
    writeChoices(db, head.diffId, before, now);
    return countDecidedRows(db, last.step);
  });
}

export function redo(db: Journal, head: StepHead): number | null {
  return db.transaction(() => {
    const next = stepToRedo(db, head.pairingId);
    if (next === undefined) return null;
    const table = diffTable(db, head.diffId);
    const before = choicesOf(db, table);
    addStep(db, head, { kind: 'redo', target: next.step });
    const now = copyOfChoices(before);
    if (next.diff_id === head.diffId) layAgain(db, now, next);
    else laySteps(db, table, now, [next]);
    writeChoices(db, head.diffId, before, now);
    return countDecidedRows(db, next.step);
  });
}

function layAgain(db: Journal, choices: ChoiceColumns, step: StepRow): void {
  const { positions, fields } = readDecidedRows(db, step.step);
  const rows = positions?.map((position) => position - 1) ?? new Uint32Array();
  layOver(choices, { rows, fields }, step);
}

function stateBeforeStep(db: Journal, choices: ChoiceColumns, step: number): ChoiceColumns {
  const { rows, positions, was, wasTyped } = readDecidedRows(db, step);
  const now = copyOfChoices(choices);
  let next = 0;
  for (let at = 0; at < rows; at += 1) {
    const row = (positions?.[at] ?? 0) - 1;
    let chosen = 0;
    CHOICES.forEach((choice, place) => {
      const mask = was[place * rows + at] ?? 0;
      now[choice][row] = mask;
      chosen |= mask;
    });
    now.chosen[row] = chosen;
    const typed = now.typed[row] ?? 0;
    if (typed !== 0) setTyped(now, row, typed, () => wasTyped[next++] ?? 0);
  }
  return now;
}

function stepsInForce(db: Journal, pairingId: number): readonly StepRow[] {
  return db
    .statement(`SELECT s.* FROM decision_step s WHERE ${IN_FORCE} ORDER BY s.step`)
    .all(pairingId) as StepRow[];
}

/** Numbers of typed values stay what they are: steps of this diff name them. */
function replayed(
  db: Journal,
  table: DiffTable,
  { values }: ChoiceColumns,
  steps: readonly StepRow[],
): ChoiceColumns {
  const now = { ...noChoices(table.rows), values: [...values] };
  laySteps(db, table, now, steps);
  return now;
}

/** The choices of a new diff from the log: every step in force, in order, where its values still stand. */
export function replayDecisions(db: Journal, pairingId: number, diffId: number): void {
  takeOverDecisions(db, pairingId);
  const steps = stepsInForce(db, pairingId);
  if (steps.length === 0) return;
  const table = readDiffTable(db, diffId);
  const before = readChoices(db, diffId, table.rows);
  writeChoices(db, diffId, before, replayed(db, table, before, steps));
}
