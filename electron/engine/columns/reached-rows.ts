/**
 * Groups a change reaches beside the rows it is in: where a record that came belongs, and where bases, links and
 * what people said point to. What bound groups together before is in their parts. Found by hashes: one that two
 * share only makes more be compared.
 */
import { SIDES } from '../../../shared/domain/side.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import { readingTexts } from '../journal/texts-in-order.ts';
import type { Changes } from './changes-since.ts';
import type { ColumnSource } from './column-source.ts';
import type { MarkedRows } from './marked-rows.ts';
import { basesNaming, placesHolding } from './hashes-held.ts';
import { rowsByPlace } from './rows-by-place.ts';

const OWN_KEY = /^id:(?:salesforce|voyage):/u;

/** `rows`: with the places there are now. */
export function markReached(
  source: ColumnSource,
  { moves, named, identities: told }: Pick<Changes, 'moves' | 'named' | 'identities'>,
  links: readonly HandLink[],
  rows: SplicedRows,
  { mark }: MarkedRows,
): void {
  const identities = new Set(told.map(hashOf));
  const ids = new Set(named);
  for (const side of SIDES) {
    const { came } = moves[side];
    if (came.length === 0) continue;
    const [idHash, keyHash] = [source[side].hashes('idHash'), source[side].hashes('keyHash')];
    for (const place of came) {
      ids.add(idHash.at(place) ?? 0);
      identities.add(keyHash.at(place) ?? 0);
    }
  }
  const bases = new Set([...moves.bases.came, ...moves.bases.changed, ...basesNaming(source, ids)]);
  for (const hash of linkedTo(links, ids)) ids.add(hash);
  if (bases.size > 0) {
    const keyAt = readingTexts(source.bases.keys());
    const baseIds = [source.bases.hashes('member'), source.bases.hashes('registration')];
    for (const base of [...bases].sort((a, b) => a - b)) {
      const key = keyAt(base) ?? '';
      identities.add(hashOf(key));
      if (OWN_KEY.test(key)) ids.add(hashOf(key.replace(OWN_KEY, '')));
      for (const column of baseIds) ids.add(column.at(base) ?? 0);
    }
  }
  for (const side of SIDES) {
    const places = side === 'salesforce' ? rows.member : rows.registration;
    const rowOf = rowsByPlace(places, source[side].rows);
    for (const [name, wanted] of [
      ['idHash', ids],
      ['keyHash', identities],
    ] as const) {
      if (wanted.size === 0) continue;
      for (const place of placesHolding(source[side].hashes(name), wanted)) {
        const row = rowOf[place + 1] ?? 0;
        if (row !== 0) mark(row - 1);
      }
    }
  }
}

function linkedTo(links: readonly HandLink[], ids: ReadonlySet<number>): readonly number[] {
  return links.flatMap(({ memberId, registrationId }) => {
    const ends = [hashOf(memberId), hashOf(registrationId)];
    return ends.some((end) => ids.has(end)) ? ends : [];
  });
}
