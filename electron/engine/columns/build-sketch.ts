/**
 * Makes the sketch of a snapshot from its records: what costs is paid when a side has been read, not when it is
 * compared. A column at a time is in memory, beside the order they are put in. Yields between two pieces.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Column } from '../journal/column-data.ts';
import { letGo } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import { countRecords } from '../journal/record-repository.ts';
import type { SketchColumn } from '../journal/sketch-columns.ts';
import {
  SKETCH_FLAGS,
  finishSketch,
  startSketch,
  writeSketchColumn,
} from '../journal/sketch-columns.ts';
import { sketchSources } from '../journal/sketch-sources.ts';
import { dropParts, joinParts, keepPart, startParts } from '../journal/sketch-parts.ts';
import { createCoding } from './growing.ts';
import { createSketchColumns } from './sketch-rows.ts';
import { createIdentitySort } from './sort-identities.ts';

const PAGE = 4000;

interface Snapshot {
  readonly id: number;
  readonly side: Side;
}

/** Answers the sketch's id. */
export function* buildSketch(db: Journal, snapshot: Snapshot): Generator<void, number, void> {
  startParts(db, snapshot.id);
  try {
    return yield* buildByParts(db, snapshot);
  } finally {
    dropParts(db, snapshot.id);
  }
}

function* buildByParts(db: Journal, snapshot: Snapshot): Generator<void, number, void> {
  const { labels, identities } = yield* readParts(db, snapshot);
  const sketch = startSketch(db);
  const { order, identified, same } = yield* identities.writeTo(sketch);
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
  const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
  const isMergedByRule = flags.some((each) => (each & merging) !== 0);
  const rows = order.length;
  db.transaction(() => {
    const head = { rows, identified, recordBase, labels, isMergedByRule, parent: null };
    finishSketch(db, sketch, snapshot.id, head);
  });
  return sketch;
}

/** Keeps the columns part by part, and the identities. */
function* readParts(db: Journal, { id, side }: Snapshot) {
  const statuses = createCoding();
  const identities = createIdentitySort(db, id, countRecords(db, id));
  let after = '';
  for (let part = 0; ; part += 1) {
    const page = sketchSources(db, id, after, PAGE);
    const { columns, add } = createSketchColumns(page.length, side, statuses);
    for (const source of page) add(source);
    keepPart(db, id, part, columns);
    yield* identities.add(page.map(({ identity }) => identity));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.record_id;
    yield;
  }
  return { identities, labels: statuses.labels() };
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
