/**
 * Makes the sketch of a snapshot from its records: what costs is paid when a side has been read, not when it is
 * compared. Yields between two pieces.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Coding } from './growing.ts';
import { createCoding, growingTexts } from './growing.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { orderOf } from '../../../shared/reconcile/columns/sort-texts.ts';
import { comparable } from '../../../shared/reconcile/normalize.ts';
import type { Column } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import type { SketchColumn, SketchSource } from '../journal/sketch-columns.ts';
import {
  SKETCH_FLAGS,
  finishSketch,
  sketchSources,
  startSketch,
  writeSketchColumn,
} from '../journal/sketch-columns.ts';
import { countRecords } from '../journal/record-repository.ts';

const PAGE = 4000;
const OWN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

/** Answers the sketch's id. */
export function* buildSketch(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
): Generator<void, number, void> {
  const rows = countRecords(db, snapshot.id);
  const found = createSketchColumns(rows, snapshot.side, createCoding());
  let after = '';
  for (;;) {
    const page = sketchSources(db, snapshot.id, after, PAGE);
    for (const source of page) found.add(source);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.record_id;
    yield;
  }
  const { texts, columns, places, alone, labels } = found.end();
  const identified = texts.at.length - 1;
  const sorted = yield* orderOf({ ...texts, count: identified });
  const order = new Uint32Array(rows);
  for (let at = 0; at < identified; at += 1) order[at] = places[sorted[at] ?? 0] ?? 0;
  order.set(alone, identified);
  yield;
  const { bytes, at } = inOrder(texts, sorted);
  const identities = { count: identified, bytes, at };
  const inPlace = ordering(order);
  const flags = inPlace(columns.flags);
  flagSame(identities, flags);
  yield;
  const { numbers, recordBase } = relative(columns.recordNo);
  const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
  const isMergedByRule = flags.some((each) => (each & merging) !== 0);
  const head = { rows, identified, recordBase, labels, isMergedByRule, parent: null };
  const sketch = startSketch(db);
  const put = (name: SketchColumn, column: Column): void => {
    writeSketchColumn(db, sketch, name, column);
  };
  put('record', inPlace(numbers));
  put('identity', bytes);
  put('identityAt', at);
  put('status', inPlace(columns.status));
  put('flags', flags);
  for (const name of [...PERSON_FIELDS, 'keyHash', 'idHash', 'modified'] as const) {
    put(name, inPlace(columns[name]));
    yield;
  }
  db.transaction(() => {
    finishSketch(db, sketch, snapshot.id, head);
  });
  return sketch;
}

/** Columns in the order of the records added; texts of those with an identity, in that order too. */
export function createSketchColumns(rows: number, side: Side, statuses: Coding) {
  const doubles = () => new Float64Array(rows);
  const columns = {
    recordNo: doubles(),
    keyHash: doubles(),
    idHash: doubles(),
    firstName: doubles(),
    lastName: doubles(),
    company: doubles(),
    title: doubles(),
    phone: doubles(),
    email: doubles(),
    modified: doubles(),
    status: new Uint16Array(rows),
    flags: new Uint8Array(rows),
  };
  const identities = growingTexts(rows);
  const places = new Uint32Array(rows);
  const alone: number[] = [];
  let [row, identified] = [0, 0];

  function add(source: SketchSource): void {
    const { identity } = source;
    columns.recordNo[row] = source.record_no;
    columns.idHash[row] = hashOf(source.record_id);
    columns.keyHash[row] = keyHashOf(side, source);
    columns.status[row] = statuses.codeOf(source.status);
    columns.firstName[row] = hashOfValue('firstName', source.first_name);
    columns.lastName[row] = hashOfValue('lastName', source.last_name);
    columns.company[row] = hashOfValue('company', source.company);
    columns.title[row] = hashOfValue('title', source.title);
    columns.phone[row] = hashOfValue('phone', source.phone);
    columns.email[row] = hashOfValue('email', source.email);
    columns.modified[row] = Date.parse(source.modified_at ?? '');
    columns.flags[row] = flagsOf(source);
    if (identity === null) {
      alone.push(row);
    } else {
      identities.add(identity);
      places[identified] = row;
      identified += 1;
    }
    row += 1;
  }

  return {
    add,
    end: () => ({ texts: identities.end(), columns, places, alone, labels: statuses.labels() }),
  };
}

export function flagSame(identities: SortedTexts, flags: Uint8Array): void {
  for (let place = 1; place < identities.count; place += 1) {
    if (compareTexts(identities, place - 1, identities, place) !== 0) continue;
    flags[place] = (flags[place] ?? 0) | SKETCH_FLAGS.isSameIdentity;
  }
}

export function hashOfValue(field: (typeof PERSON_FIELDS)[number], value: string | null): number {
  const compared = comparable(field, value);
  return compared === null ? 0 : hashOf(compared);
}

export function keyHashOf(side: Side, { identity, record_id: id }: SketchSource): number {
  return hashOf(identity ?? `id:${side}:${id}`);
}

function flagsOf(source: SketchSource): number {
  const merged =
    source.merged_by === 'plus-tags'
      ? SKETCH_FLAGS.mergedByPlusTags
      : source.merged_by === 'gmail-dots'
        ? SKETCH_FLAGS.mergedByGmailDots
        : 0;
  const isOwn = source.modified_at !== null && OWN_TIME.test(source.modified_at);
  return merged | (isOwn ? 0 : SKETCH_FLAGS.hasOtherTime);
}

function inOrder(
  texts: { readonly bytes: Uint8Array; readonly at: Uint32Array },
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

/** Puts columns in an order where they are, one after the other by way of one buffer: they are large. */
function ordering(order: Uint32Array): <T extends Column>(column: T) => T {
  const before = new Float64Array(order.length);
  return (column) => {
    before.set(column);
    for (let place = 0; place < order.length; place += 1) {
      column[place] = before[order[place] ?? 0] ?? 0;
    }
    return column;
  };
}
