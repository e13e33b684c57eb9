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
  startSketchNumbers,
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
  const joined = <T extends Column>(name: string, Kind: new (length: number) => T): T =>
    joinParts(db, snapshot.id, name, new Kind(order.length));
  const lay = layingInOrder(db, sketch, order);

  const recordNo = joined('recordNo', Float64Array);
  const recordBase = leastOf(recordNo);
  lay('record', recordNo, (number) => number - recordBase);
  lay('status', joined('status', Uint16Array));
  yield;
  const flags = joined('flags', Uint8Array);
  const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
  const isMergedByRule = flags.some((each) => (each & merging) !== 0);
  lay('flags', flags, (flag, place) => flag | (same[place] ?? 0));
  for (const name of [...PERSON_FIELDS, 'keyHash', 'idHash', 'modified'] as const) {
    lay(name, joined(name, Float64Array));
    yield;
  }
  const rows = order.length;
  letGo(order, same);
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

function leastOf(numbers: Float64Array): number {
  const least = numbers.reduce((low, each) => Math.min(low, each), Infinity);
  return Number.isFinite(least) ? least : 0;
}

/** Writes a column in an order, and lets go of it as it came. */
function layingInOrder(db: Journal, sketch: number, order: Uint32Array) {
  return (
    name: SketchColumn,
    before: Column,
    of: (value: number, place: number) => number = (value) => value,
  ): void => {
    db.transaction(() => {
      const column = startSketchNumbers(db, sketch, name);
      for (let place = 0; place < order.length; place += 1) {
        column.add(of(before[order[place] ?? 0] ?? 0, place));
      }
      column.end();
    });
    letGo(before);
  };
}
