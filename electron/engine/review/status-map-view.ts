import type { MemberStatus, StatusMap } from '../../../shared/domain/status.ts';
import { VOYAGE_STATUSES } from '../../../shared/domain/status.ts';
import type { StatusMapView } from '../../../shared/ipc/engine-views.ts';
import { suggestStatusMap } from '../../../shared/reconcile/suggest-status-map.ts';
import type { Journal } from '../journal/database.ts';
import { currentDiff } from '../journal/diff-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { statusCounts } from '../journal/record-repository.ts';
import { unmappedCounts } from '../journal/review-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';

type Counts = ReadonlyMap<string | null, number>;

/** Rows are counted once per pair of snapshots. */
export function createStatusMapView(db: Journal): (pairing: Pairing) => StatusMapView {
  let known: { readonly key: string; readonly labels: Counts; readonly statuses: Counts } | null =
    null;

  function counted(pairing: Pairing): { readonly labels: Counts; readonly statuses: Counts } {
    const current = currentSnapshots(db, pairing.id);
    if (current === null) return { labels: new Map(), statuses: new Map() };
    const key = `${current.salesforce.id} ${current.voyage.id}`;
    if (known?.key !== key) {
      const labels = countsOf(db, current.salesforce.id);
      known = { key, labels, statuses: countsOf(db, current.voyage.id) };
    }
    return known;
  }

  return (pairing) => {
    const { labels, statuses } = counted(pairing);
    const map = pairing.policy.statusMap;
    const own = pairing.facts.salesforce.statuses;
    const extra = Array.from(labels.keys())
      .filter((label) => label !== null)
      .filter((label) => !own.some((status) => status.label === label));
    const diff = currentDiff(db, pairing.id);
    return {
      map,
      suggested: notYetMapped(suggestStatusMap(own, extra), map),
      labels: [
        ...own.map((status) => ({ ...status, rows: labels.get(status.label) ?? 0, isOwn: true })),
        ...extra.map((label, index) => ({
          ...strayStatus(label, own.length + index),
          rows: labels.get(label) ?? 0,
          isOwn: false,
        })),
      ],
      statuses: VOYAGE_STATUSES.map((status) => ({ status, rows: statuses.get(status) ?? 0 })),
      unmapped: diff === null ? [] : unmappedCounts(db, diff.id),
      statusMayGoBack: pairing.policy.statusMayGoBack,
    };
  };
}

function countsOf(db: Journal, snapshotId: number): Counts {
  return new Map(statusCounts(db, snapshotId).map(({ label, rows }) => [label, rows]));
}

/** A label seen on members that is none of the campaign's own. */
function strayStatus(label: string, sortOrder: number): MemberStatus {
  return { label, isDefault: false, hasResponded: false, sortOrder };
}

function notYetMapped(suggested: StatusMap, map: StatusMap): StatusMap {
  return {
    toVoyage: without(suggested.toVoyage, map.toVoyage),
    toSalesforce: without(suggested.toSalesforce, map.toSalesforce),
  };
}

function without<V>(
  entries: Readonly<Record<string, V>>,
  mapped: Readonly<Record<string, unknown>>,
): Readonly<Record<string, V>> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => !Object.hasOwn(mapped, key)));
}
