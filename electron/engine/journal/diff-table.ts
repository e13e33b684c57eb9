/**
 * The rows of a diff held in memory as columns, 12 bytes a row, read when they are first asked for and let go
 * when another diff is. Who they are, as texts, is held apart, for those who ask by key or show rows.
 */
import type { Side } from '../../../shared/domain/side.ts';
import type { ChoiceColumns } from '../../../shared/reconcile/columns/choice-columns.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { StatusLabels } from '../../../shared/reconcile/columns/tally-rows.ts';
import { readChoices } from './choice-repository.ts';
import type { Journal } from './database.ts';
import type { DiffColumns } from './diff-columns.ts';
import { readDiffColumns } from './diff-columns.ts';
import type { Diff } from './diff-repository.ts';
import { diffById } from './diff-repository.ts';
import type { SketchHead } from './sketch-columns.ts';
import { sketchBytes, sketchHead, sketchPlaces } from './sketch-columns.ts';
import { snapshotById } from './snapshot-repository.ts';

export interface DiffTable extends DiffColumns {
  readonly diff: Diff;
  readonly heads: Readonly<Record<Side, SketchHead>>;
  readonly labels: StatusLabels;
  /** What a member without a status holds. */
  readonly defaultLabel: string | null;
}

/** Not kept: of a diff that is not in use yet. */
export function readDiffTable(db: Journal, diffId: number): DiffTable {
  const diff = diffById(db, diffId);
  if (diff === null) throw new Error(`There is no diff ${String(diffId)}.`);
  const heads = {
    salesforce: sketchHead(db, diff.sketches.salesforce),
    voyage: sketchHead(db, diff.sketches.voyage),
  };
  const { statuses } = snapshotById(db, diff.snapshots.salesforce).facts;
  return {
    ...readDiffColumns(db, diffId),
    diff,
    heads,
    labels: { salesforce: heads.salesforce.labels, voyage: heads.voyage.labels },
    defaultLabel: statuses.find((status) => status.isDefault)?.label ?? null,
  };
}

export function diffTable(db: Journal, diffId: number): DiffTable {
  return db.kept('diff', String(diffId), () => readDiffTable(db, diffId));
}

/** What was chosen up to the last step. */
export function choicesOf(db: Journal, { diff, rows }: DiffTable): ChoiceColumns {
  const step = db
    .statement('SELECT max(step) FROM decision_step WHERE pairing_id = ?')
    .pluck()
    .get(diff.pairingId) as number | null;
  const of = `${String(diff.id)} ${String(step)}`;
  return db.kept('choices', of, () => readChoices(db, diff.id, rows));
}

/** Who the records of a sketch are. */
export interface Identities {
  /** record_no of each place, less the head's `recordBase`. */
  readonly record: Uint32Array;
  readonly texts: SortedTexts;
}

export function identitiesOf(db: Journal, { diff, heads }: DiffTable, side: Side): Identities {
  const sketch = diff.sketches[side];
  return db.kept(`identities of ${side}`, String(sketch), () => ({
    record: sketchPlaces(db, sketch, 'record'),
    texts: {
      count: heads[side].identified,
      bytes: sketchBytes(db, sketch, 'identity'),
      at: sketchPlaces(db, sketch, 'identityAt'),
    },
  }));
}
