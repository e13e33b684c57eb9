/** A sketch of a snapshot: from the one before it where that will do, else from the records. */
import type { Side } from '../../../shared/domain/side.ts';
import type { Journal } from '../journal/database.ts';
import { freshSketch, sketchChanges, staleSketch } from '../journal/sketch-columns.ts';
import { buildSketch } from './build-sketch.ts';
import { patchSketch } from './patch-sketch.ts';

interface SketchedSnapshot {
  readonly id: number;
  readonly side: Side;
}

/** A snapshot made of the one before it. */
export interface Succession {
  readonly previous: number;
  /** Ids of the records that are not as they were, those that are gone among them. */
  readonly ids: readonly string[];
  /** What was added to the number of a record for that of its copy. */
  readonly shift: number;
}

/** Answers the sketch's id. */
export function* makeSketch(
  db: Journal,
  snapshot: SketchedSnapshot,
  { previous, ids, shift }: Succession,
): Generator<void, number, void> {
  const from = freshSketch(db, previous);
  const made = from === null ? null : yield* patchSketch(db, snapshot, { from, ids, shift });
  return made ?? (yield* buildSketch(db, snapshot));
}

/** The sketch of a snapshot as it is now. */
export function* currentSketch(
  db: Journal,
  snapshot: SketchedSnapshot,
): Generator<void, number, void> {
  const fresh = freshSketch(db, snapshot.id);
  if (fresh !== null) return fresh;
  const stale = staleSketch(db, snapshot.id);
  const made =
    stale === null
      ? null
      : yield* patchSketch(db, snapshot, {
          from: stale.id,
          ids: sketchChanges(db, stale.id),
          shift: 0,
        });
  return made ?? (yield* buildSketch(db, snapshot));
}

/** Snapshots of earlier versions, and those that were written to, get their sketches here. */
export function* currentSketches(
  db: Journal,
  { salesforce, voyage }: Readonly<Record<Side, number>>,
): Generator<void, Readonly<Record<Side, number>>, void> {
  return {
    salesforce: yield* currentSketch(db, { id: salesforce, side: 'salesforce' }),
    voyage: yield* currentSketch(db, { id: voyage, side: 'voyage' }),
  };
}
