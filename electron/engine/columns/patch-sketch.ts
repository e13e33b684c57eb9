/**
 * Makes the sketch of a snapshot from the one before it: only what changed is read. What did not change is shared.
 * Yields between two steps.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { Laying } from '../../../shared/reconcile/columns/lay-columns.ts';
import { laidColumn, laidTexts } from '../../../shared/reconcile/columns/lay-columns.ts';
import type { Moves } from '../../../shared/reconcile/columns/moves.ts';
import { isInPlace, placesNow } from '../../../shared/reconcile/columns/moves.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { NO_TEXTS, compareTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Column } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import type { SketchColumn, SketchHead } from '../journal/sketch-columns.ts';
import type { SketchSource } from '../journal/sketch-sources.ts';
import {
  SKETCH_FLAGS,
  finishSketch,
  sketchBytes,
  sketchCodes,
  sketchHashes,
  sketchHead,
  sketchPages,
  sketchPlaces,
  startSketch,
  writeSketchColumn,
} from '../journal/sketch-columns.ts';
import { recordIdAt, sketchSourcesOf } from '../journal/sketch-sources.ts';
import { createCoding } from './growing.ts';
import { placesHolding } from './hashes-held.ts';
import type { Arrival } from './place-arrivals.ts';
import { placeArrivals } from './place-arrivals.ts';
import { createIdentities, createSketchColumns, keyHashOf } from './sketch-rows.ts';

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
  if (sources.some((source) => source.merged_by !== null)) return null;
  const found = changesOf(db, from, snapshot.side, ids, sources);
  if (found === null) return null;
  yield;
  const recordBase = head.recordBase + shift;
  const came = arrivalsOf(db, { sketch: from, head, recordBase }, found);
  const statuses = createCoding(head.labels);
  const { columns: other, add } = createSketchColumns(sources.length, snapshot.side, statuses);
  const identities = createIdentities(sources.length);
  for (const { source } of [...came, ...found.changed]) {
    add(source);
    identities.add(source.identity);
  }
  const { texts: otherTexts } = identities.end();
  const laying = layingOf(head.rows, found, came);
  const { moves } = laying;
  const now: SketchHead = {
    ...head,
    rows: head.rows - moves.went.length + moves.came.length,
    identified: identifiedNow(head, moves, came),
    recordBase: other.recordNo.reduce((low, each) => Math.min(low, each), recordBase),
    labels: statuses.labels(),
    parent: from,
  };
  yield;
  const sketch = startSketch(db);
  const put = (name: SketchColumn, column: Column | null): void => {
    if (column !== null) writeSketchColumn(db, sketch, name, column);
  };
  if (isInPlace(moves)) {
    put('flags', flagsNow(sketchBytes(db, from, 'flags'), other.flags, laying, NO_TEXTS));
  } else {
    const ofTexts = movesOfTexts(moves, head.identified, now.identified);
    const cameFrom = laying.cameFrom.subarray(0, ofTexts.came.length);
    const layingTexts = { ...laying, cameFrom, moves: ofTexts };
    const laid = laidTexts(identitiesOf(db, from, head), otherTexts, layingTexts);
    put('identity', laid.bytes);
    put('identityAt', laid.at);
    put('flags', flagsNow(sketchBytes(db, from, 'flags'), other.flags, laying, laid));
  }
  yield;
  const numbers = sketchPlaces(db, from, 'record');
  const less = recordBase - now.recordBase;
  const own = less === 0 ? numbers : numbers.map((number) => number + less);
  const otherNumbers = Uint32Array.from(other.recordNo, (number) => number - now.recordBase);
  put('record', laidColumn(own, otherNumbers, laying) ?? (less === 0 ? null : own));
  put('status', laidColumn(sketchCodes(db, from, 'status'), other.status, laying));
  for (const field of [...PERSON_FIELDS, 'keyHash', 'idHash', 'modified'] as const) {
    yield;
    put(field, laidColumn(sketchHashes(db, from, field), other[field], laying));
  }
  yield;
  db.transaction(() => {
    finishSketch(db, sketch, snapshot.id, now, moves);
  });
  return sketch;
}

/** `recordBase`: of the records as they are numbered now. */
function arrivalsOf(
  db: Journal,
  of: { readonly sketch: number; readonly head: SketchHead; readonly recordBase: number },
  { arrivals, changed, went }: Found,
): readonly Arrival[] {
  if (arrivals.length === 0) return [];
  const numbers = sketchPlaces(db, of.sketch, 'record');
  // A record that changed has another number in another snapshot.
  const changedIds = new Map(changed.map(({ source, place }) => [place, source.record_id]));
  return placeArrivals(arrivals, {
    texts: identitiesOf(db, of.sketch, of.head),
    went,
    idAt: (place) => changedIds.get(place) ?? recordIdAt(db, (numbers[place] ?? 0) + of.recordBase),
    rows: of.head.rows,
  });
}

interface Found {
  /** Records that stay who they are, by place. */
  readonly changed: readonly { readonly source: SketchSource; readonly place: number }[];
  readonly arrivals: readonly SketchSource[];
  readonly went: Uint32Array;
}

/** Null where two ids have one hash. */
function changesOf(
  db: Journal,
  from: number,
  side: Side,
  ids: readonly string[],
  sources: readonly SketchSource[],
): Found | null {
  const wanted = new Set(ids.map(hashOf));
  const idHash = sketchPages(db, from, 'idHash');
  const places = placesHolding(idHash, wanted);
  const placeOf = new Map(Array.from(places, (place) => [idHash.at(place) ?? 0, place]));
  if (wanted.size !== ids.length || placeOf.size !== places.length) return null;
  const keys = sketchPages(db, from, 'keyHash');
  const changed: { readonly source: SketchSource; readonly place: number }[] = [];
  const arrivals: SketchSource[] = [];
  for (const source of sources) {
    const place = placeOf.get(hashOf(source.record_id));
    if (place !== undefined && keys.at(place) === keyHashOf(side, source)) {
      changed.push({ source, place });
      placeOf.delete(hashOf(source.record_id));
    } else {
      arrivals.push(source);
    }
  }
  changed.sort((a, b) => a.place - b.place);
  return { changed, arrivals, went: Uint32Array.from(placeOf.values()).sort() };
}

function identitiesOf(db: Journal, sketch: number, { identified }: SketchHead): SortedTexts {
  return {
    count: identified,
    bytes: sketchBytes(db, sketch, 'identity'),
    at: sketchPlaces(db, sketch, 'identityAt'),
  };
}

function layingOf(rows: number, { changed, went }: Found, came: readonly Arrival[]): Laying {
  const places = { came: Uint32Array.from(came, ({ place }) => place), went };
  const now = placesNow(rows, { ...places, changed: new Uint32Array() });
  return {
    moves: {
      ...places,
      changed: Uint32Array.from(changed, ({ place }) => (now[place + 1] ?? 0) - 1),
    },
    cameFrom: Uint32Array.from(came, (_, at) => at),
    changedFrom: Uint32Array.from(changed, (_, at) => came.length + at),
  };
}

function identifiedNow(
  { identified }: SketchHead,
  { went }: Moves,
  came: readonly Arrival[],
): number {
  return (
    identified -
    went.filter((place) => place < identified).length +
    came.filter(({ source }) => source.identity !== null).length
  );
}

function movesOfTexts({ came, went }: Moves, before: number, now: number): Moves {
  return {
    changed: new Uint32Array(),
    came: came.filter((place) => place < now),
    went: went.filter((place) => place < before),
  };
}

function flagsNow(
  before: Uint8Array,
  other: Uint8Array,
  laying: Laying,
  identities: SortedTexts,
): Uint8Array | null {
  const { changed, came, went } = laying.moves;
  const same = SKETCH_FLAGS.isSameIdentity;
  const was = before.slice();
  const own = laidColumn(before, other, { ...laying, moves: { ...laying.moves, changed: NONE } });
  const flags = own ?? before;
  let isOther = own !== null;
  const set = (place: number, value: number): void => {
    if (place >= flags.length || flags[place] === value) return;
    flags[place] = value;
    isOther = true;
  };
  changed.forEach((place, at) => {
    const laid = other[laying.changedFrom[at] ?? 0] ?? 0;
    set(place, laid | ((flags[place] ?? 0) & same));
  });
  const now = placesNow(was.length, laying.moves);
  const beside = [...came].flatMap((place) => [place, place + 1]);
  for (const gone of went) {
    let next = gone + 1;
    while (next < was.length && now[next + 1] === 0) next += 1;
    if (next < was.length) beside.push((now[next + 1] ?? 0) - 1);
  }
  for (const place of beside) {
    const isSame =
      place > 0 &&
      place < identities.count &&
      compareTexts(identities, place - 1, identities, place) === 0;
    set(place, ((flags[place] ?? 0) & ~same) | (isSame ? same : 0));
  }
  return isOther ? flags : null;
}

const NONE = new Uint32Array();
