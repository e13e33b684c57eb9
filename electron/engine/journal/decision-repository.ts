/**
 * Decisions: a log of steps that only grows, and the choices it adds up to on the rows of the diff shown.
 * Everything is set-based: a step over 100,000 rows is one INSERT … SELECT and one UPDATE.
 */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { bitOf } from '../../../shared/domain/fields.ts';
import type { Choice } from '../../../shared/domain/row.ts';
import type { Journal } from './database.ts';

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

const STATUS = bitOf('status');
const PRESENCE = bitOf('presence');
const CHOSEN = '(chose_salesforce | chose_voyage | chose_typed | chose_skip)';
const WAS = '(chose_salesforce | (chose_voyage << 8) | (chose_typed << 16) | (chose_skip << 24))';

/** Where a cancelled registration is the question, its status and its presence are one and the same. */
const IS_ONE_QUESTION = `(presence = 'set-member-status' AND member_id IS NOT NULL
  AND registration_id IS NOT NULL)`;

/** Answers how many rows the step touched. */
export function decide(db: Journal, head: StepHead, step: DecideStep): number {
  return db.transaction(() => {
    const id = addStep(db, head, { kind: 'decide', choice: step.choice, value: step.value });
    const { sql, bound } = targetOf(step.target);
    const touched = db
      .statement(
        `INSERT INTO decision (step, row_key, fields, was, was_typed, seen)
         SELECT @step, row_key, ${meantSql(step)} AS meant, ${WAS}, typed, seen
         FROM ${sql} WHERE is_skipped_by_map = 0 AND meant <> 0`,
      )
      .run({ step: id, diff: head.diffId, fields: step.fields ?? 0, ...bound }).changes;
    applyStep(db, head.diffId, id, step);
    return touched;
  });
}

function targetOf(target: DecideStep['target']): {
  readonly sql: string;
  readonly bound: Readonly<Record<string, string>>;
} {
  if ('rowKeys' in target) {
    return {
      sql: `json_each(@keys) t CROSS JOIN diff_row ON diff_id = @diff AND row_key = t.value`,
      bound: { keys: JSON.stringify([...new Set(target.rowKeys)]) },
    };
  }
  if (target.positions === null)
    return { sql: '(SELECT * FROM diff_row WHERE diff_id = @diff)', bound: {} };
  return {
    sql: 'json_each(@positions) t CROSS JOIN diff_row ON diff_id = @diff AND position = t.value',
    bound: { positions: `[${target.positions.join(',')}]` },
  };
}

function meantSql(step: DecideStep): string {
  if (step.choice === 'clear') {
    return step.fields === null ? CHOSEN : `(${CHOSEN} & ${oneQuestion('@fields')})`;
  }
  const asked = `CASE WHEN undecided <> 0 THEN undecided WHEN asks <> 0 THEN asks ELSE differs END`;
  const meant = step.fields === null ? `(${asked})` : `(${oneQuestion('@fields')} & differs)`;
  if (step.choice !== 'typed') return meant;
  const isBlank = step.value === null || step.value.trim() === '';
  const untypable = `CASE WHEN ${isBlank ? '1' : IS_ONE_QUESTION} THEN ${STATUS | PRESENCE} ELSE ${PRESENCE} END`;
  return `(${meant} & ~${untypable})`;
}

function oneQuestion(fields: string): string {
  return `(CASE WHEN ${IS_ONE_QUESTION} AND ${fields} & ${STATUS}
    THEN (${fields} & ~${STATUS}) | ${PRESENCE} ELSE ${fields} END)`;
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

/** Lays a step over the rows it was made for, as far as it is still meant there. */
function applyStep(
  db: Journal,
  diffId: number,
  step: number,
  made: Pick<DecideStep, 'choice' | 'value'>,
): void {
  const meant =
    'CASE WHEN d.seen IS diff_row.seen THEN d.fields ELSE still_meant(d.fields, d.seen, diff_row.seen) END';
  const set = (column: string, choice: Choice) =>
    `chose_${column} = (chose_${column} & ~(${meant}))${made.choice === choice ? ` | (${meant})` : ''}`;
  const typed =
    made.choice === 'typed' ? `, typed = with_typed(diff_row.typed, ${meant}, @value)` : '';
  db.statement(
    `UPDATE diff_row SET ${set('salesforce', 'salesforce')}, ${set('voyage', 'voyage')},
       ${set('typed', 'typed')}, ${set('skip', 'skip')}${typed}
     FROM decision d
     WHERE d.step = @step AND diff_row.diff_id = @diff AND diff_row.row_key = d.row_key`,
  ).run({ diff: diffId, step, ...(made.choice === 'typed' ? { value: made.value } : {}) });
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
    addStep(db, head, { kind: 'undo', target: last.step });
    if (last.diff_id === head.diffId) restore(db, head.diffId, last.step);
    else replayDecisions(db, head.pairingId, head.diffId);
    return rowsOf(db, last.step);
  });
}

export function redo(db: Journal, head: StepHead): number | null {
  return db.transaction(() => {
    const next = stepToRedo(db, head.pairingId);
    if (next === undefined) return null;
    addStep(db, head, { kind: 'redo', target: next.step });
    applyStep(db, head.diffId, next.step, next);
    return rowsOf(db, next.step);
  });
}

function restore(db: Journal, diffId: number, step: number): void {
  db.statement(
    `UPDATE diff_row SET chose_salesforce = d.was & 255, chose_voyage = (d.was >> 8) & 255,
       chose_typed = (d.was >> 16) & 255, chose_skip = (d.was >> 24) & 255, typed = d.was_typed
     FROM decision d
     WHERE d.step = ? AND diff_row.diff_id = ? AND diff_row.row_key = d.row_key`,
  ).run(step, diffId);
}

function rowsOf(db: Journal, step: number): number {
  return db.statement('SELECT count(*) FROM decision WHERE step = ?').pluck().get(step) as number;
}

/** The choices of a diff from the log: every step in force, in order, where its values still stand. */
export function replayDecisions(db: Journal, pairingId: number, diffId: number): void {
  db.statement(
    `UPDATE diff_row SET chose_salesforce = 0, chose_voyage = 0, chose_typed = 0, chose_skip = 0, typed = NULL
     WHERE diff_id = ? AND ${CHOSEN} <> 0`,
  ).run(diffId);
  const steps = db
    .statement(`SELECT s.* FROM decision_step s WHERE ${IN_FORCE} ORDER BY s.step`)
    .all(pairingId) as StepRow[];
  for (const step of steps) applyStep(db, diffId, step.step, step);
}
