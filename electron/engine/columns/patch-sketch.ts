/**
 * Makes the sketch of a snapshot from the one before it, where records only changed in place: nobody came or
 * went, and every identity is what it was. What did not change is shared. Yields between two steps.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import { NO_MOVES } from '../../../shared/reconcile/columns/moves.ts';
import type { Journal } from '../journal/database.ts';
import type { SketchColumn, SketchSource } from '../journal/sketch-columns.ts';
import {
  SKETCH_FLAGS,
  sketchBytes,
  sketchCodes,
  sketchHashes,
  sketchHead,
  sketchPlaces,
  sketchSourcesOf,
  writeSketch,
} from '../journal/sketch-columns.ts';
import { flagsOf, hashOfValue, keyHashOf } from './build-sketch.ts';
import { createCoding } from './growing.ts';

export interface SketchPatch {
  /** The sketch to go on from. */
  readonly from: number;
  /** Ids of the records that are not as it says. */
  readonly ids: readonly string[];
  /** What is added to the record_no of a record that did not change. */
  readonly shift: number;
}

/** Above this share of changed records, a sketch is as soon made anew. */
const MOST_CHANGED = 0.1;

/** Answers the sketch's id; null where it must be made from the records. */
export function* patchSketch(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  { from, ids, shift }: SketchPatch,
): Generator<void, number | null, void> {
  const head = sketchHead(db, from);
  if (ids.length > head.rows * MOST_CHANGED + 100 || head.isMergedByRule) return null;
  const sources = sketchSourcesOf(db, snapshot.id, ids);
  const placeOf = placesOfIds(sketchHashes(db, from, 'idHash'), ids);
  if (sources.length !== ids.length || placeOf.size !== ids.length) return null;
  const changed = sources
    .map((source) => ({ source, place: placeOf.get(hashOf(source.record_id)) ?? 0 }))
    .sort((a, b) => a.place - b.place);
  yield;
  const keys = sketchHashes(db, from, 'keyHash');
  const isSameKey = ({ source, place }: Changed): boolean =>
    keys[place] === keyHashOf(snapshot.side, source);
  if (!changed.every(isSameKey)) return null;

  const codes = createCoding(head.labels);
  const columns: Partial<
    Record<SketchColumn, Float64Array | Uint16Array | Uint8Array | Uint32Array>
  > = {};
  for (const field of PERSON_FIELDS) {
    const column = patched(sketchHashes(db, from, field), changed, (source) =>
      hashOfValue(field, source[SOURCE_OF[field]]),
    );
    if (column !== null) columns[field] = column;
    yield;
  }
  const times = sketchHashes(db, from, 'modified');
  const modified = patched(times, changed, (source) => Date.parse(source.modified_at ?? ''));
  if (modified !== null) columns.modified = modified;
  const status = patched(sketchCodes(db, from, 'status'), changed, (source) =>
    codes.codeOf(source.status),
  );
  if (status !== null) columns.status = status;
  const before = sketchBytes(db, from, 'flags');
  const flags = patched(before, changed, (source, was) => {
    return flagsOf(source) | (was & SKETCH_FLAGS.isSameIdentity);
  });
  if (flags !== null) columns.flags = flags;
  const { numbers, recordBase } = renumbered(sketchPlaces(db, from, 'record'), changed, {
    base: head.recordBase + shift,
  });
  columns.record = numbers;
  yield;
  const now = { ...head, recordBase, labels: codes.labels(), parent: from };
  const places = Uint32Array.from(changed, ({ place }) => place);
  const moves = { ...NO_MOVES, changed: places };
  return db.transaction(() => writeSketch(db, snapshot.id, now, columns, moves));
}

interface Changed {
  readonly source: SketchSource;
  readonly place: number;
}

const SOURCE_OF = {
  firstName: 'first_name',
  lastName: 'last_name',
  company: 'company',
  title: 'title',
  phone: 'phone',
  email: 'email',
} as const;

function placesOfIds(idHash: Float64Array, ids: readonly string[]): ReadonlyMap<number, number> {
  const wanted = new Set(ids.map(hashOf));
  const maybe = new Uint8Array(1 << 20);
  for (const hash of wanted) maybe[hash & 0xfffff] = 1;
  const places = new Map<number, number>();
  for (let place = 0; place < idHash.length; place += 1) {
    const hash = idHash[place] ?? 0;
    if (maybe[hash & 0xfffff] === 1 && wanted.has(hash)) places.set(hash, place);
  }
  return places;
}

/** Null where nothing of the column is other than it was. The column is written over. */
function patched<T extends Float64Array | Uint16Array | Uint8Array>(
  column: T,
  changed: readonly Changed[],
  valueOf: (source: SketchSource, was: number) => number,
): T | null {
  let isOther = false;
  for (const { source, place } of changed) {
    const was = column[place] ?? 0;
    const value = valueOf(source, was);
    if (Object.is(value, was)) continue;
    column[place] = value;
    isOther = true;
  }
  return isOther ? column : null;
}

function renumbered(
  numbers: Uint32Array,
  changed: readonly Changed[],
  { base }: { readonly base: number },
): { readonly numbers: Uint32Array; readonly recordBase: number } {
  const recordBase = changed.reduce((least, { source }) => Math.min(least, source.record_no), base);
  const made = recordBase === base ? numbers : numbers.map((number) => number + base - recordBase);
  for (const { source, place } of changed) made[place] = source.record_no - recordBase;
  return { numbers: made, recordBase };
}
