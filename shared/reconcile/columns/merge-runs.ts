/** Several runs of sorted texts into one, each run a chunk at a time: what is in memory is a chunk of each. */
import type { SortedTexts } from './sorted-texts.ts';
import { compareTexts } from './sorted-texts.ts';

/** What each text stands for is its number. */
interface TextChunk {
  readonly texts: SortedTexts;
  readonly numbers: Uint32Array;
}

/** The next chunk of a run; null at its end. Chunks are not empty. */
export type Run = () => TextChunk | null;

interface Cursor {
  readonly run: number;
  readonly next: Run;
  chunk: TextChunk;
  at: number;
}

const YIELD_EVERY = 1 << 15;

/** Calls `take` with each text in code point order; equal ones in the order of their runs. Yields between two pieces. */
export function* mergeRuns(
  runs: readonly Run[],
  take: (texts: SortedTexts, at: number, number: number) => void,
): Generator<void, void, void> {
  // A heap: each cursor comes before the two it stands over.
  const heap = runs.flatMap((next, run): Cursor[] => {
    const chunk = next();
    return chunk === null ? [] : [{ run, next, chunk, at: 0 }];
  });
  for (let top = heap.length >> 1; top >= 0; top -= 1) sink(heap, top);
  for (let taken = 1; ; taken += 1) {
    const [first] = heap;
    if (first === undefined) return;
    take(first.chunk.texts, first.at, first.chunk.numbers[first.at] ?? 0);
    if (!advance(first)) {
      const last = heap.pop();
      if (last !== undefined && heap.length > 0) heap[0] = last;
    }
    sink(heap, 0);
    if (taken % YIELD_EVERY === 0) yield;
  }
}

/** False at the end of the run. */
function advance(cursor: Cursor): boolean {
  cursor.at += 1;
  if (cursor.at < cursor.chunk.texts.count) return true;
  const next = cursor.next();
  if (next === null) return false;
  cursor.chunk = next;
  cursor.at = 0;
  return true;
}

function sink(heap: Cursor[], from: number): void {
  const cursor = heap[from];
  if (cursor === undefined) return;
  let at = from;
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
    if (left === undefined) break;
    const isRight = right !== undefined && isBefore(right, left);
    const least = isRight ? right : left;
    if (!isBefore(least, cursor)) break;
    heap[at] = least;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = cursor;
}

function isBefore(a: Cursor, b: Cursor): boolean {
  const order = compareTexts(a.chunk.texts, a.at, b.chunk.texts, b.at);
  return order !== 0 ? order < 0 : a.run < b.run;
}
