/** The diff as rows of a report, and what an import would do, before any plan. */
import type { ImportPreview, PreviewEffect } from '../../../shared/ipc/engine-views.ts';
import { PREVIEW_EFFECTS } from '../../../shared/ipc/engine-views.ts';
import { countEffects, effectOf } from '../../../shared/reconcile/columns/preview-rows.ts';
import { isMapped, mapToVoyage } from '../../../shared/reconcile/status-map.ts';
import { diffRows } from '../../../shared/report/diff-csv.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { diffOf } from '../context.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowsAt } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { countExportOperations } from '../journal/preview-repository.ts';
import type { DiffTable } from '../journal/diff-table.ts';
import { choicesOf, diffTable } from '../journal/diff-table.ts';
import { snapshotById } from '../journal/snapshot-repository.ts';
import { readRowDiffs } from '../sync/read-rows.ts';

const MOST_ROWS = 5000;

export function diffHandlers(context: EngineContext): Handlers<'diff:rows' | 'preview:import'> {
  return {
    'diff:rows': ({ after, count }) => {
      const rows = readRowDiffs(context, { after, count: Math.min(count, MOST_ROWS) });
      return {
        rows: rows.flatMap(({ row }) => diffRows(row)),
        last: rows.at(-1)?.position ?? null,
      };
    },
    'preview:import': ({ limit }) => previewImport(context, Math.min(limit, MOST_ROWS)),
  };
}

function previewImport(context: EngineContext, limit: number): ImportPreview {
  const { db } = context;
  const { diff } = diffOf(context);
  const table = diffTable(db, diff.id);
  const found = countEffects(table, choicesOf(db, table));
  const counts = Object.fromEntries(
    PREVIEW_EFFECTS.map((effect) => [effect, found.get(effect) ?? 0]),
  ) as Record<PreviewEffect, number>;
  const members = snapshotById(db, diff.snapshots.salesforce);
  return {
    members: members.rows,
    readAt: members.completedAt,
    counts,
    importOperations: counts.create + counts.update + counts.cancel,
    exportOperations: countExportOperations(db, table),
    rows: firstRows(context, table, limit),
  };
}

/** The first rows an import looks at, in review order. */
function firstRows({ db }: EngineContext, table: DiffTable, limit: number): ImportPreview['rows'] {
  const { diff } = table;
  const choices = choicesOf(db, table);
  const effects = new Map<number, PreviewEffect>();
  for (let row = 0; row < table.rows && effects.size < limit; row += 1) {
    const effect = effectOf(table, choices, row);
    if (effect !== null) effects.set(row + 1, effect);
  }
  return diffRowsAt(db, diff.id, [...effects.keys()]).map((row) =>
    toPreviewRow(row, effects.get(row.position) ?? 'same', diff),
  );
}

function toPreviewRow(
  { position, member, registration }: DiffRow,
  effect: PreviewEffect,
  diff: Diff,
): ImportPreview['rows'][number] {
  const values = (member ?? registration)?.values;
  const label = member?.values.status ?? null;
  const mapped =
    effect === 'cancel' ? { to: 'cancelled' as const } : mapToVoyage(diff.policy.statusMap, label);
  return {
    position,
    name: fullName(values?.firstName ?? null, values?.lastName ?? null),
    email: values?.email ?? null,
    label,
    becomes: isMapped(mapped) ? mapped.to : mapped === 'skip' ? mapped : null,
    effect,
  };
}

function fullName(first: string | null, last: string | null): string | null {
  const name = [first, last].filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}
