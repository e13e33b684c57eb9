/** Puts texts into code point order, a piece at a time: yields between two pieces. */
import type { SortedTexts } from './sorted-texts.ts';
import { compareTexts } from './sorted-texts.ts';

const RUN = 1 << 15;

/** Answers the order: place i of it is which text comes i-th. Equal texts stay in their order. */
export function* orderOf(texts: SortedTexts): Generator<void, Uint32Array, void> {
  const { count } = texts;
  const heads = headsOf(texts);
  const compare = (a: number, b: number): number =>
    (heads[a] ?? 0) - (heads[b] ?? 0) || compareTexts(texts, a, texts, b);
  let order = Uint32Array.from({ length: count }, (_, at) => at);
  for (let from = 0; from < count; from += RUN) {
    order.subarray(from, from + RUN).sort(compare);
    yield;
  }
  let other = new Uint32Array(count);
  for (let width = RUN; width < count; width *= 2) {
    for (let from = 0; from < count; from += 2 * width) {
      mergeRuns(order, other, from, from + width, Math.min(from + 2 * width, count), compare);
      yield;
    }
    [order, other] = [other, order];
  }
  return order;
}

/** The first six bytes of each text as a number. */
function headsOf({ count, bytes, at }: SortedTexts): Float64Array {
  const heads = new Float64Array(count);
  for (let i = 0; i < count; i += 1) {
    const [from, to] = [at[i] ?? 0, at[i + 1] ?? 0];
    let head = 0;
    for (let k = from; k < from + 6; k += 1) head = head * 256 + (k < to ? (bytes[k] ?? 0) : 0);
    heads[i] = head;
  }
  return heads;
}

function mergeRuns(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  compare: (a: number, b: number) => number,
): void {
  let [i, j] = [start, Math.min(middle, end)];
  for (let at = start; at < end; at += 1) {
    const isLeft = i < middle && i < end && (j >= end || compare(from[i] ?? 0, from[j] ?? 0) <= 0);
    to[at] = (isLeft ? from[i] : from[j]) ?? 0;
    if (isLeft) i += 1;
    else j += 1;
  }
}
