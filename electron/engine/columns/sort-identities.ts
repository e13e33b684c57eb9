/**
 * The identities of a snapshot in code point order, whatever their number: runs of them are sorted and kept beside
 * the journal, and merged a chunk of each at a time. Yields between two pieces.
 */
import type { Run } from '../../../shared/reconcile/columns/merge-runs.ts';
import { mergeRuns } from '../../../shared/reconcile/columns/merge-runs.ts';
import { orderOf } from '../../../shared/reconcile/columns/sort-texts.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column } from '../journal/column-data.ts';
import { letGo } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import { SKETCH_FLAGS, startSketchColumn, startSketchNumbers } from '../journal/sketch-columns.ts';
import { keepPart, readPart } from '../journal/sketch-parts.ts';
import { growingTexts } from './growing.ts';

const RUN = 1 << 16;
const CHUNK = 1 << 12;
const MOST_CHUNKS = RUN / CHUNK;

/** The records, by number, in the order of their identities and then as they came; the others behind them. */
export interface SortedIdentities {
  readonly order: Uint32Array;
  readonly identified: number;
  /** SKETCH_FLAGS by place: whose identity is that of the one before. */
  readonly same: Uint8Array;
}

export function createIdentitySort(db: Journal, snapshotId: number, rows: number) {
  const alone: number[] = [];
  const size = Math.min(RUN, rows);
  let [texts, numbers] = [growingTexts(size), new Uint32Array(size)];
  let [row, count, runs] = [0, 0, 0];

  function* keepRun(): Generator<void, void, void> {
    const run = { count, ...texts.end() };
    const sorted = yield* orderOf(run);
    for (let from = 0, chunk = 0; from < count; from += CHUNK, chunk += 1) {
      const places = sorted.subarray(from, from + CHUNK);
      const { bytes, at } = inOrder(run, places);
      const of = places.map((place) => numbers[place] ?? 0);
      keepPart(db, snapshotId, runs * MOST_CHUNKS + chunk, { text: bytes, textAt: at, textOf: of });
    }
    letGo(run.bytes, run.at, numbers, sorted);
    [texts, numbers] = [growingTexts(size), new Uint32Array(size)];
    count = 0;
    runs += 1;
  }

  return {
    *add(identities: readonly (string | null)[]): Generator<void, void, void> {
      for (const identity of identities) {
        if (identity === null) {
          alone.push(row);
        } else {
          texts.add(identity);
          numbers[count] = row;
          count += 1;
        }
        row += 1;
        if (count === RUN) yield* keepRun();
      }
    },
    *writeTo(sketch: number): Generator<void, SortedIdentities, void> {
      if (count > 0) yield* keepRun();
      const found = Array.from({ length: runs }, (_, run) => runOf(db, snapshotId, run));
      return yield* write(db, sketch, found, alone, rows);
    },
  };
}

function runOf(db: Journal, snapshotId: number, run: number): Run {
  let chunk = 0;
  // The one before the last may still be looked at.
  let [before, last]: [readonly Column[], readonly Column[]] = [[], []];
  return () => {
    letGo(...before);
    [before, last] = [last, []];
    if (chunk === MOST_CHUNKS) return null;
    const part = run * MOST_CHUNKS + chunk;
    const bytes = readPart(db, snapshotId, 'text', part);
    const at = readPart(db, snapshotId, 'textAt', part);
    const of = readPart(db, snapshotId, 'textOf', part);
    if (bytes === null || at === null || of === null) return null;
    chunk += 1;
    last = [bytes, at, of];
    const numbers = new Uint32Array(of.buffer, of.byteOffset, of.byteLength / 4);
    const places = new Uint32Array(at.buffer, at.byteOffset, at.byteLength / 4);
    return { texts: { count: numbers.length, bytes, at: places }, numbers };
  };
}

function* write(
  db: Journal,
  sketch: number,
  runs: readonly Run[],
  alone: readonly number[],
  rows: number,
): Generator<void, SortedIdentities, void> {
  const identified = rows - alone.length;
  const [order, same] = [new Uint32Array(rows), new Uint8Array(rows)];
  const column = startSketchColumn(db, sketch, 'identity');
  const places = startSketchNumbers(db, sketch, 'identityAt');
  places.add(0);
  let place = 0;
  let [last, lastAt]: [SortedTexts | null, number] = [null, 0];
  yield* mergeRuns(runs, (texts, at, number) => {
    order[place] = number;
    if (last !== null && compareTexts(last, lastAt, texts, at) === 0) {
      same[place] = SKETCH_FLAGS.isSameIdentity;
    }
    column.add(texts.bytes, texts.at[at] ?? 0, texts.at[at + 1] ?? 0);
    place += 1;
    places.add(column.length());
    [last, lastAt] = [texts, at];
  });
  column.end();
  places.end();
  order.set(alone, identified);
  return { order, same, identified };
}

function inOrder(
  texts: SortedTexts,
  order: Uint32Array,
): { readonly bytes: Uint8Array; readonly at: Uint32Array } {
  const at = new Uint32Array(order.length + 1);
  order.forEach((text, i) => {
    at[i + 1] = (at[i] ?? 0) + (texts.at[text + 1] ?? 0) - (texts.at[text] ?? 0);
  });
  const bytes = new Uint8Array(at[order.length] ?? 0);
  order.forEach((text, i) => {
    bytes.set(texts.bytes.subarray(texts.at[text], texts.at[text + 1]), at[i]);
  });
  return { bytes, at };
}
