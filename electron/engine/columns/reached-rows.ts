/**
 * Groups a change reaches beside the rows it is in: where a record that came belongs, and where bases, links and
 * what people said point to. What bound groups together before is in their parts.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import { placesOfText, textAt } from '../journal/texts-in-order.ts';
import type { Changes } from './changes-since.ts';
import type { ColumnSource } from './column-source.ts';
import type { MarkedRows } from './marked-rows.ts';
import { basesNaming, placesHolding } from './hashes-held.ts';

const OWN_KEY = /^id:(?:salesforce|voyage):/u;

/** `rows`: with the places there are now. */
export function markReached(
  source: ColumnSource,
  { moves, named, identities: told }: Pick<Changes, 'moves' | 'named' | 'identities'>,
  links: readonly HandLink[],
  rows: SplicedRows,
  { mark }: MarkedRows,
): void {
  const texts = { salesforce: source.salesforce.identities(), voyage: source.voyage.identities() };
  const identities = new Set(told);
  const ids = new Set(named);
  for (const side of SIDES) {
    const idHash = source[side].hashes('idHash');
    for (const place of moves[side].came) {
      ids.add(idHash[place] ?? 0);
      const identity = textAt(texts[side], place);
      if (identity !== null) identities.add(identity);
    }
  }
  const keys = source.bases.keys();
  const baseIds = [source.bases.hashes('member'), source.bases.hashes('registration')];
  const bases = new Set([...moves.bases.came, ...moves.bases.changed, ...basesNaming(source, ids)]);
  for (const hash of linkedTo(links, ids)) ids.add(hash);
  for (const base of bases) {
    const key = textAt(keys, base) ?? '';
    identities.add(key);
    if (OWN_KEY.test(key)) ids.add(hashOf(key.replace(OWN_KEY, '')));
    for (const column of baseIds) ids.add(column[base] ?? 0);
  }
  for (const side of SIDES) {
    const rowOf = rowsByPlace(source, side, rows);
    const markPlace = (place: number): void => {
      const row = rowOf[place + 1] ?? 0;
      if (row !== 0) mark(row - 1);
    };
    for (const place of placesHolding(source[side].hashes('idHash'), ids)) markPlace(place);
    for (const identity of identities) {
      const { from, end } = placesOfText(texts[side], identity);
      for (let place = from; place < end; place += 1) markPlace(place);
    }
  }
}

/** 1 + row, at 1 + place. */
function rowsByPlace(source: ColumnSource, side: Side, rows: SplicedRows): Uint32Array {
  const places = side === 'salesforce' ? rows.member : rows.registration;
  const rowOf = new Uint32Array(source[side].rows + 1);
  for (let row = 0; row < places.length; row += 1) rowOf[places[row] ?? 0] = row + 1;
  rowOf[0] = 0;
  return rowOf;
}

function linkedTo(links: readonly HandLink[], ids: ReadonlySet<number>): readonly number[] {
  return links.flatMap(({ memberId, registrationId }) => {
    const ends = [hashOf(memberId), hashOf(registrationId)];
    return ends.some((end) => ids.has(end)) ? ends : [];
  });
}
