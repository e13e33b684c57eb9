/** The columns of rows to be compared anew, of records that came, and of the bases that name any of them. */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { Journal } from '../journal/database.ts';
import type { Changes } from './changes-since.ts';
import type { ColumnSource, PickedPlaces } from './column-source.ts';
import { pickedColumns } from './column-source.ts';
import { basesNaming } from './hashes-held.ts';
import { recordColumns } from './record-columns.ts';

/** So many records are read faster one by one than the columns of all. */
const FEW = 10_000;

export interface Picked {
  readonly source: ColumnSource;
  readonly places: PickedPlaces;
}

export function pickMarked(
  db: Journal,
  pairingId: number,
  { source, moves }: { readonly source: ColumnSource; readonly moves: Changes['moves'] },
  rows: SplicedRows,
  anew: Uint32Array,
): Picked {
  const placesOf = (side: Side): Uint32Array => {
    const column = side === 'salesforce' ? rows.member : rows.registration;
    const places = Uint32Array.from(anew, (row) => column[row] ?? 0).filter((each) => each !== 0);
    const own = places.map((each) => each - 1);
    return Uint32Array.from([...own, ...moves[side].came]).sort();
  };
  const places = { salesforce: placesOf('salesforce'), voyage: placesOf('voyage') };
  if (places.salesforce.length + places.voyage.length <= FEW) {
    const few = recordColumns(db, pairingId, source, places);
    if (few !== null) return { source: few.source, places: { ...places, bases: few.bases } };
  }
  const ids = new Set<number>();
  for (const side of SIDES) {
    const idHash = source[side].hashes('idHash');
    for (const place of places[side]) ids.add(idHash[place] ?? 0);
  }
  const picked = { ...places, bases: basesNaming(source, ids) };
  return { source: pickedColumns(source, picked), places: picked };
}
