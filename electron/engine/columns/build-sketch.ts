/**
 * Makes the sketch of a snapshot from its records: what costs is paid when a side has been read, not when it is
 * compared. A column at a time is in memory, beside the order they are put in. Yields between two pieces.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { orderOf } from '../../../shared/reconcile/columns/sort-texts.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column } from '../journal/column-data.ts';
import { letGo } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import { countRecords } from '../journal/record-repository.ts';
import type { SketchColumn } from '../journal/sketch-columns.ts';
import {
  SKETCH_FLAGS,
  finishSketch,
  sketchSources,
  startSketch,
  writeSketchColumn,
} from '../journal/sketch-columns.ts';
import { dropParts, joinParts, keepPart, startParts } from '../journal/sketch-parts.ts';
import { createCoding } from './growing.ts';
import { createIdentities, createSketchColumns, flagSame } from './sketch-rows.ts';

const PAGE = 4000;

interface Snapshot {
  readonly id: number;
  readonly side: Side;
}

/** Answers the sketch's id. */
export function* buildSketch(db: Journal, snapshot: Snapshot): Generator<void, number, void> {
  startParts(db, snapshot.id);
  const { labels, ...read } = yield* readParts(db, snapshot);
  const sketch = startSketch(db);
  const { order, identified, same } = yield* writeIdentities(db, sketch, read.identities);
  const put = (name: SketchColumn, column: Column): void => {
    writeSketchColumn(db, sketch, name, column);
  };
  const inPlace = ordering(db, snapshot.id, order);
  const { numbers, recordBase } = relative(inPlace('recordNo', Float64Array));
  put('record', numbers);
  put('status', inPlace('status', Uint16Array));
  const flags = inPlace('flags', Uint8Array).map((flag, place) => flag | (same[place] ?? 0));
  put('flags', flags);
  yield;
  for (const name of [...PERSON_FIELDS, 'keyHash', 'idHash', 'modified'] as const) {
    const column = inPlace(name, Float64Array);
    put(name, column);
    letGo(column);
    yield;
  }
  dropParts(db, snapshot.id);
  const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
  const isMergedByRule = flags.some((each) => (each & merging) !== 0);
  const rows = order.length;
  db.transaction(() => {
    const head = { rows, identified, recordBase, labels, isMergedByRule, parent: null };
    finishSketch(db, sketch, snapshot.id, head);
  });
  return sketch;
}

/** Keeps the columns part by part, and answers the identities. */
function* readParts(db: Journal, { id, side }: Snapshot) {
  const statuses = createCoding();
  const identities = createIdentities(countRecords(db, id));
  let after = '';
  for (let part = 0; ; part += 1) {
    const page = sketchSources(db, id, after, PAGE);
    const { columns, add } = createSketchColumns(page.length, side, statuses);
    for (const source of page) {
      add(source);
      identities.add(source.identity);
    }
    keepPart(db, id, part, columns);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.record_id;
    yield;
  }
  return { identities: identities.end(), labels: statuses.labels() };
}

/** Answers the order of the records, which of them comes i-th, and the flags of those whose identity is the last one. */
function* writeIdentities(
  db: Journal,
  sketch: number,
  { texts, places, alone }: ReturnType<ReturnType<typeof createIdentities>['end']>,
) {
  const sorted = yield* orderOf(texts);
  const order = new Uint32Array(places.length);
  for (let at = 0; at < texts.count; at += 1) order[at] = places[sorted[at] ?? 0] ?? 0;
  order.set(alone, texts.count);
  yield;
  const { bytes, at } = inOrder(texts, sorted);
  letGo(texts.bytes, texts.at, places, sorted);
  const same = new Uint8Array(order.length);
  flagSame({ count: texts.count, bytes, at }, same);
  writeSketchColumn(db, sketch, 'identity', bytes);
  writeSketchColumn(db, sketch, 'identityAt', at);
  letGo(bytes, at);
  yield;
  return { order, same, identified: texts.count };
}

function inOrder(
  texts: SortedTexts,
  order: Uint32Array,
): { readonly bytes: Uint8Array; readonly at: Uint32Array } {
  const bytes = new Uint8Array(texts.bytes.length);
  const at = new Uint32Array(order.length + 1);
  let length = 0;
  for (let i = 0; i < order.length; i += 1) {
    const text = order[i] ?? 0;
    const [from, to] = [texts.at[text] ?? 0, texts.at[text + 1] ?? 0];
    for (let k = from; k < to; k += 1, length += 1) bytes[length] = texts.bytes[k] ?? 0;
    at[i + 1] = length;
  }
  return { bytes, at };
}

/** Numbers of records as 32 bits over the least of them. */
function relative(recordNo: Float64Array): {
  readonly numbers: Uint32Array;
  readonly recordBase: number;
} {
  const recordBase = recordNo.reduce((least, each) => Math.min(least, each), Infinity);
  const base = Number.isFinite(recordBase) ? recordBase : 0;
  return { numbers: Uint32Array.from(recordNo, (each) => each - base), recordBase: base };
}

/** Columns joined from their parts and put in an order, each in a buffer of its own. */
function ordering(db: Journal, snapshotId: number, order: Uint32Array) {
  return <T extends Column>(name: string, Kind: new (length: number) => T): T => {
    const before = joinParts(db, snapshotId, name, new Kind(order.length));
    const column = new Kind(order.length);
    for (let place = 0; place < order.length; place += 1) {
      column[place] = before[order[place] ?? 0] ?? 0;
    }
    letGo(before);
    return column;
  };
}
