import { jaroWinkler } from '../../../shared/reconcile/suggest/jaro-winkler.ts';
import type { EngineContext } from '../context.ts';
import { identitiesNear } from '../journal/ledger-repository.ts';

const ALIKE_FROM = 0.9;
const MOST = 3;

/** Known addresses that one who mistyped may have meant: the same name elsewhere, or nearly it at the same domain. */
export function findAlike({ db }: EngineContext, identity: string): readonly string[] {
  const at = identity.lastIndexOf('@');
  return identitiesNear(db, { local: identity.slice(0, at), domain: identity.slice(at + 1) })
    .map((known) => ({ known, likeness: jaroWinkler(known, identity) }))
    .filter(({ likeness }) => likeness >= ALIKE_FROM)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST)
    .map(({ known }) => known);
}
