/**
 * The columns of a few places, made from the records and bases themselves: reading whole columns for some
 * thousand places costs more than reading these.
 *
 * A base that names none of the records of a group decides nothing in it, and is left out.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { basesTouching } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import { numbersInOnePage } from '../../../shared/reconcile/columns/paged-numbers.ts';
import { asOnePage } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { SketchSource } from '../journal/sketch-sources.ts';
import { sketchSourcesAt } from '../journal/sketch-sources.ts';
import { createBaseColumns } from './build-bases.ts';
import type { BaseSource, ColumnSource, SideSource } from './column-source.ts';
import { createCoding } from './growing.ts';
import { basesNaming } from './hashes-held.ts';
import { createIdentities, createSketchColumns, flagSame } from './sketch-rows.ts';

export interface FewColumns {
  readonly source: ColumnSource;
  /** For each of its places, the place in the whole columns. */
  readonly places: Readonly<Record<Side | 'bases', Uint32Array>>;
}

/** Null where the journal does not hold what the columns say. */
export function recordColumns(
  db: Journal,
  pairingId: number,
  of: ColumnSource,
  /** Ascending, whole groups. */
  places: Readonly<Record<Side, Uint32Array>>,
): FewColumns | null {
  const members = sourcesAt(db, of.salesforce, places.salesforce);
  const registrations = sourcesAt(db, of.voyage, places.voyage);
  if (members === null || registrations === null) return null;
  const salesforce = sideOf(of.salesforce, 'salesforce', places.salesforce, members);
  const voyage = sideOf(of.voyage, 'voyage', places.voyage, registrations);
  const ids = new Set(
    [salesforce, voyage].flatMap((side) => {
      const hashes = side.hashes('idHash');
      return Array.from({ length: side.rows }, (_, place) => hashes.at(place) ?? 0);
    }),
  );
  const bases = basesNaming(of, ids);
  const found = basesTouching(db, pairingId, {
    keys: [],
    memberIds: members.map((source) => source.record_id),
    registrationIds: registrations.map((source) => source.record_id),
  });
  if (found.length !== bases.length) return null;
  const { labels } = of.bases;
  const columns = createBaseColumns(found.length, {
    salesforce: createCoding(labels.salesforce),
    voyage: createCoding(labels.voyage),
  });
  for (const base of found) columns.add(base);
  return {
    source: { salesforce, voyage, bases: baseSource(of.bases, columns.end()) },
    places: { ...places, bases },
  };
}

function sourcesAt(
  db: Journal,
  side: SideSource,
  places: Uint32Array,
): readonly SketchSource[] | null {
  const numberOf = side.numbers();
  const found = sketchSourcesAt(
    db,
    Array.from(places, (place) => numberOf(place)),
  );
  return found.length === places.length ? found : null;
}

function sideOf(
  of: SideSource,
  side: Side,
  places: Uint32Array,
  sources: readonly SketchSource[],
): SideSource {
  const { columns, add } = createSketchColumns(places.length, side, createCoding(of.labels));
  const found = createIdentities(places.length);
  for (const source of sources) {
    add(source);
    found.add(source.identity);
  }
  const { texts: identities } = found.end();
  flagSame(identities, columns.flags);
  return {
    ...of,
    rows: places.length,
    identified: identities.count,
    identities: () => identities,
    identityPages: () => asOnePage(identities),
    numbers: () => (place) => columns.recordNo[place] ?? 0,
    hashes: (name) => numbersInOnePage(columns[name]),
    status: () => numbersInOnePage(columns.status),
    flags: () => numbersInOnePage(columns.flags),
  };
}

function baseSource(
  of: BaseSource,
  { keys, columns, rows }: ReturnType<ReturnType<typeof createBaseColumns>['end']>,
): BaseSource {
  return {
    rows,
    labels: of.labels,
    keys: () => asOnePage({ count: rows, ...keys }),
    hashes: (name) => numbersInOnePage(columns[name]),
    status: (name) => numbersInOnePage(columns[name]),
    disagrees: () => numbersInOnePage(columns.disagrees),
  };
}
