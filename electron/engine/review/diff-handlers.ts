/** The diff as rows of a report, and what an import would do, before any plan. */
import type { ImportPreview, PreviewEffect } from '../../../shared/ipc/engine-views.ts';
import { PREVIEW_EFFECTS } from '../../../shared/ipc/engine-views.ts';
import { isMapped, mapToVoyage } from '../../../shared/reconcile/status-map.ts';
import { diffRows } from '../../../shared/report/diff-csv.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { diffOf } from '../context.ts';
import { diffRowsAt } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import {
  countExportOperations,
  previewCounts,
  previewRows,
} from '../journal/preview-repository.ts';
import { snapshotById } from '../journal/snapshot-repository.ts';
import type { LoadedRow } from '../sync/load-rows.ts';
import { loadRows } from '../sync/load-rows.ts';
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
  const found = new Map(previewCounts(db, diff.id).map(({ effect, rows }) => [effect, rows]));
  const counts = Object.fromEntries(
    PREVIEW_EFFECTS.map((effect) => [effect, found.get(effect) ?? 0]),
  ) as Record<PreviewEffect, number>;
  const members = snapshotById(db, diff.snapshots.salesforce);
  return {
    members: members.rows,
    readAt: members.completedAt,
    counts,
    importOperations: counts.create + counts.update + counts.cancel,
    exportOperations: countExportOperations(
      db,
      { id: diff.id, voyageSnapshot: diff.snapshots.voyage },
      diff.policy,
    ),
    rows: firstRows(context, diff, limit),
  };
}

function firstRows(context: EngineContext, diff: Diff, limit: number): ImportPreview['rows'] {
  const { db } = context;
  const first = previewRows(db, diff.id, limit);
  const stored = diffRowsAt(
    db,
    diff.id,
    first.map(({ position }) => position),
  );
  return loadRows(db, diff, stored).map((loaded, index) =>
    toPreviewRow(loaded, first[index]?.effect ?? 'same', diff),
  );
}

function toPreviewRow(
  { stored, member, registration }: LoadedRow,
  effect: PreviewEffect,
  diff: Diff,
): ImportPreview['rows'][number] {
  const values = (member ?? registration)?.values;
  const label = member?.values.status ?? null;
  const mapped =
    effect === 'cancel' ? { to: 'cancelled' as const } : mapToVoyage(diff.policy.statusMap, label);
  return {
    position: stored.position,
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
