/**
 * Lays steps of the log over the rows of another diff than they were made for: a hash join by the keys of rows,
 * and a choice is laid where what it was made on is still the same.
 *
 * Hashes have 53 bits. Two rows of the diff with one key hash (once in 18,000 diffs of a million rows) are both
 * left alone: they are asked about again. Where a row is gone and a new one has its key hash, a choice is laid on
 * it only if the very same values are asked about, and it is shown there like any other.
 */
import { DECIDABLES, bitOf } from '../../../shared/domain/fields.ts';
import type { Choice } from '../../../shared/domain/row.ts';
import type { ChoiceColumns } from '../../../shared/reconcile/columns/choice-columns.ts';
import { choose, numberOfValue } from '../../../shared/reconcile/columns/choice-columns.ts';
import type { NumberMap } from '../../../shared/reconcile/columns/number-map.ts';
import { createNumberMap } from '../../../shared/reconcile/columns/number-map.ts';
import { CLASS_CODES } from '../../../shared/reconcile/columns/verdicts.ts';
import type { Journal } from './database.ts';
import { readDecidedRows } from './decided-rows-repository.ts';
import type { DiffTable } from './diff-table.ts';
import { bitOffsets, countBits, keyHashes, seenHashes } from './row-hashes.ts';

export interface LaidStep {
  readonly step: number;
  readonly choice: Choice | 'clear';
  readonly value: string | null;
}

/** In the order given. A step's rows are held one step at a time. */
export function laySteps(
  db: Journal,
  table: DiffTable,
  choices: ChoiceColumns,
  steps: readonly LaidStep[],
): void {
  const meant = meantRows(db, table, steps);
  const offsets = bitOffsets(meant.fields);
  const seen = seenHashes(db, table, meant.rows, meant.fields);

  for (const { step, choice, value } of steps) {
    const decided = readDecidedRows(db, step);
    const number = choice === 'typed' ? numberOfValue(choices, value) : 0;
    let next = 0;
    for (let at = 0; at < decided.rows; at += 1) {
      const fields = decided.fields[at] ?? 0;
      const slot = meant.slots.get(decided.rowKeys[at] ?? 0);
      const held = meant.fields[slot] ?? 0;
      let still = 0;
      for (const decidable of DECIDABLES) {
        const bit = bitOf(decidable);
        if ((fields & bit) === 0) continue;
        const was = decided.seen[next];
        next += 1;
        if ((held & bit) === 0) continue;
        if (seen[(offsets[slot] ?? 0) + countBits(held & (bit - 1))] === was) still |= bit;
      }
      if (still !== 0) choose(choices, meant.rows[slot] ?? 0, still, choice, number);
    }
  }
}

interface MeantRows {
  /** By the hash of a row's key, its place in the others. */
  readonly slots: NumberMap;
  /** Rows of the diff, from 0 on. */
  readonly rows: Uint32Array;
  /** What a step means of the row, as far as it differs now. */
  readonly fields: Uint8Array;
}

const NOBODY = 0xffff_ffff;
const TWO = NOBODY - 1;
const DUPLICATE = CLASS_CODES.indexOf('duplicate');

function meantRows(db: Journal, table: DiffTable, steps: readonly LaidStep[]): MeantRows {
  const slots = createNumberMap();
  const masks: number[] = [];
  for (const { step } of steps) {
    const { rows, rowKeys, fields } = readDecidedRows(db, step);
    for (let at = 0; at < rows; at += 1) {
      const key = rowKeys[at] ?? 0;
      const slot = slots.get(key);
      if (slot === -1) slots.set(key, masks.push(fields[at] ?? 0) - 1);
      else masks[slot] = (masks[slot] ?? 0) | (fields[at] ?? 0);
    }
  }
  const rows = new Uint32Array(masks.length).fill(NOBODY);
  const askable = askableRows(table);
  keyHashes(db, table, askable).forEach((key, at) => {
    const slot = slots.get(key);
    if (slot !== -1) rows[slot] = rows[slot] === NOBODY ? (askable[at] ?? 0) : TWO;
  });
  const fields = new Uint8Array(masks.length);
  rows.forEach((row, slot) => {
    if (row >= TWO) return;
    fields[slot] = (masks[slot] ?? 0) & (table.verdicts.differs[table.verdict[row] ?? 0] ?? 0);
  });
  return { slots, rows, fields };
}

/** Rows something may be chosen for. A duplicate has its main row's email, and nothing is asked of it. */
function askableRows({ verdict, verdicts, rows }: DiffTable): Uint32Array {
  const found = new Uint32Array(rows);
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    const at = verdict[row] ?? 0;
    if (verdicts.differs[at] === 0 || verdicts.cls[at] === DUPLICATE) continue;
    found[count] = row;
    count += 1;
  }
  return found.subarray(0, count);
}
