/**
 * Rows of the comparison in use, whole again, with what was chosen for them: for plans, reports and the
 * drawer. In review order, a batch at a time, so that nothing grows with the rows.
 */
import { decidablesIn } from '../../../shared/domain/fields.ts';
import type { Decidable, FieldMask } from '../../../shared/domain/fields.ts';
import type { PersonRef } from '../../../shared/domain/record.ts';
import type {
  Choice,
  Choices,
  Chosen,
  RowDiff,
  UnmappedStatus,
} from '../../../shared/domain/row.ts';
import type { Seen } from '../../../shared/reconcile/decide.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff3.ts';
import { diffRow } from '../../../shared/reconcile/diff3.ts';
import type { EngineContext } from '../context.ts';
import { diffOf } from '../context.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowsAfter } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { peopleFound, snapshotById } from '../journal/snapshot-repository.ts';
import type { LoadedRow } from './load-rows.ts';
import { loadRows } from './load-rows.ts';
import { reconcileContext } from './reconcile-context.ts';

export interface ReviewedRow {
  /** 1-based place in review order. */
  readonly position: number;
  readonly row: RowDiff;
  readonly choices: Choices;
  /** The values the choices hold for: those of the row. */
  readonly seen: Seen | null;
  /** For a person on Voyage alone: who has this email in Salesforce; null for nobody. */
  readonly person: PersonRef | null;
}

/** The rows after a position, at most `count`; fewer mean the end. */
export function readRowDiffs(
  context: EngineContext,
  page: { readonly after: number; readonly count: number },
): readonly ReviewedRow[] {
  const { diff } = diffOf(context);
  return wholeRows(context, diff, diffRowsAfter(context.db, diff.id, page.after, page.count));
}

export function wholeRows(
  context: EngineContext,
  diff: Diff,
  rows: readonly DiffRow[],
): readonly ReviewedRow[] {
  const { db } = context;
  const rules = rulesOfDiff(context, diff);
  const alone = rows.filter((row) => row.cls === 'only-voyage').map((row) => row.identity ?? '');
  const people = peopleFound(db, diff.snapshots.voyage, alone);
  return loadRows(db, diff, rows).map((loaded) => ({
    position: loaded.stored.position,
    row: toRowDiff(loaded, rules),
    choices: choicesOf(loaded.stored),
    seen: loaded.stored.seen === null ? null : (JSON.parse(loaded.stored.seen) as Seen),
    person:
      loaded.stored.cls === 'only-voyage'
        ? (people.get(loaded.stored.identity ?? '') ?? null)
        : null,
  }));
}

/** The rules the diff was made under. */
function rulesOfDiff(context: EngineContext, diff: Diff): ReconcileContext {
  const facts = {
    salesforce: snapshotById(context.db, diff.snapshots.salesforce).facts,
    voyage: snapshotById(context.db, diff.snapshots.voyage).facts,
  };
  return reconcileContext(diff.policy, facts, new Set());
}

/** Compared again from its records; what the group around it decided is taken as it was stored. */
function toRowDiff(loaded: LoadedRow, rules: ReconcileContext): RowDiff {
  const { stored, member, registration, base } = loaded;
  const meta = {
    rowKey: stored.row_key,
    identity: stored.identity,
    keeperId: stored.keeper_id,
    mergedBy: stored.merged_by,
  };
  const row = diffRow(member, registration, base, meta, rules);
  return {
    ...row,
    cls: stored.cls,
    presence: stored.presence,
    presenceCls: stored.presence_cls,
    isSkippedByMap: stored.is_skipped_by_map === 1,
    unmapped:
      stored.unmapped === null ? [] : (JSON.parse(stored.unmapped) as readonly UnmappedStatus[]),
  };
}

function choicesOf(stored: DiffRow): Choices {
  const masks: readonly (readonly [Choice, FieldMask])[] = [
    ['salesforce', stored.chose_salesforce],
    ['voyage', stored.chose_voyage],
    ['skip', stored.chose_skip],
    ['typed', stored.chose_typed],
  ];
  const chosen: Partial<Record<Decidable, Chosen>> = {};
  const typed = typedOf(stored);
  for (const [choice, mask] of masks) {
    for (const decidable of decidablesIn(mask)) {
      const value = choice === 'typed' ? (typed[decidable] ?? null) : null;
      chosen[decidable] = { choice, value };
    }
  }
  return chosen;
}

/** The values typed and still chosen; null among them is a typed blank. */
export function typedOf(stored: DiffRow): Readonly<Partial<Record<Decidable, string | null>>> {
  if (stored.typed === null || stored.chose_typed === 0) return {};
  const values = JSON.parse(stored.typed) as Partial<Record<Decidable, string | null>>;
  return Object.fromEntries(
    decidablesIn(stored.chose_typed).map((decidable) => [decidable, values[decidable] ?? null]),
  );
}
