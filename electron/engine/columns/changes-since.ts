/** What changed since a diff was made, as far as its rows can be gone on from. */
import { SIDES } from '../../../shared/domain/side.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { pairOfKey } from '../../../shared/domain/who-is-who.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { Moves } from '../../../shared/reconcile/columns/moves.ts';
import { NO_MOVES, isInPlace, placesNow } from '../../../shared/reconcile/columns/moves.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { labelOf } from '../../../shared/reconcile/diff-field.ts';
import { labelRank } from '../../../shared/reconcile/status-map.ts';
import { baseMoves } from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import { rulesOfDiff } from '../journal/diff-columns.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { sketchHead, sketchMoves } from '../journal/sketch-columns.ts';
import type { ColumnSource } from './column-source.ts';
import type { CompareRules } from './compare-rules.ts';
import { haveOtherPolicy, haveSame, rulesOf } from './compare-rules.ts';

export interface Changes {
  readonly moves: Readonly<Record<Side | 'bases', Moves>>;
  /** Other verdicts may follow of the same patterns. */
  readonly hasOtherPolicy: boolean;
  /** Another record of several may be kept. */
  readonly haveOtherRanks: boolean;
  /** Groups may have other records or bases than they had, and rows other places. */
  readonly isStructural: boolean;
  /** Hashes of the records that somebody, or what was agreed on, names otherwise than before. */
  readonly named: ReadonlySet<number>;
  /** Addresses that are told as one person's or two people's otherwise than before. */
  readonly identities: readonly string[];
  /** Rows of the diff with the places there are now; 0 for what went. Verdicts and patterns are copies. */
  readonly renumbered: (rows: SplicedRows) => SplicedRows;
}

/** Null where the diff can't be gone on from. */
export function changesSince(
  db: Journal,
  pairingId: number,
  before: Diff,
  now: {
    readonly sketches: Readonly<Record<Side, number>>;
    readonly source: ColumnSource;
    readonly context: ReconcileContext;
  },
): Changes | null {
  const { sketches, source, context } = now;
  const was = rulesOfDiff(db, before.id) as CompareRules | null;
  const rules = rulesOf(db, pairingId, context);
  if (was === null || !haveSame(was, rules, 'comparedFields')) return null;
  if (asksForAges(rules) && !asksForAges(was)) return null;
  const moves = {
    salesforce: movesOfSide(db, before, sketches, 'salesforce'),
    voyage: movesOfSide(db, before, sketches, 'voyage'),
    bases: was.bases === null ? null : baseMoves(db, pairingId, was.bases),
  };
  const { salesforce, voyage, bases } = moves;
  if (salesforce === null || voyage === null || bases === null) return null;
  const found = { salesforce, voyage, bases: bases.moves };
  const isInPlaceAll = SIDES.every((side) => isInPlace(found[side])) && was.bases === rules.bases;
  return {
    moves: found,
    hasOtherPolicy: haveOtherPolicy(was, rules),
    haveOtherRanks: textOfRanks(source, was) !== textOfRanks(source, rules),
    isStructural: !isInPlaceAll || !haveSame(was, rules, 'keepers', 'apart', 'shared', 'links'),
    named: new Set([...namedOtherwise(was, rules), ...bases.ids]),
    identities: otherTexts(was.shared, rules.shared).map(identityOf),
    renumbered: ({ member, registration, base, verdict, pattern }) => ({
      member: placed(member, sketchHead(db, before.sketches.salesforce).rows, found.salesforce),
      registration: placed(registration, sketchHead(db, before.sketches.voyage).rows, found.voyage),
      base: placed(base, bases.rowsBefore, found.bases),
      verdict: verdict.slice(),
      pattern: pattern.slice(),
    }),
  };
}

/** Which of two was written last is in the patterns only where the rules ask for it. */
function asksForAges({ policy, comparedFields }: CompareRules): boolean {
  return comparedFields.some((field) => policy.fields[field] === 'newest');
}

function movesOfSide(
  db: Journal,
  before: Diff,
  sketches: Readonly<Record<Side, number>>,
  side: Side,
): Moves | null {
  if (sketches[side] === before.sketches[side]) return NO_MOVES;
  const { parent } = sketchHead(db, sketches[side]);
  return parent === before.sketches[side] ? sketchMoves(db, sketches[side]) : null;
}

function placed(column: Uint32Array, rowsBefore: number, moves: Moves): Uint32Array {
  if (isInPlace(moves)) return column;
  const now = placesNow(rowsBefore, moves);
  return column.map((place) => now[place] ?? 0);
}

function textOfRanks({ salesforce }: ColumnSource, rules: CompareRules): string {
  const { policy, defaultLabel } = rules;
  return [null, ...salesforce.labels]
    .map((label) => labelRank(policy.statusMap, labelOf(label, { defaultLabel })))
    .join(' ');
}

function namedOtherwise(was: CompareRules, now: CompareRules): readonly number[] {
  const linksOf = ({ links }: CompareRules): readonly string[] =>
    links.map((link) => JSON.stringify([link.memberId, link.registrationId]));
  const apart = otherTexts(was.apart, now.apart).map(pairOfKey);
  return [
    ...otherTexts(was.keepers, now.keepers),
    ...otherTexts(linksOf(was), linksOf(now)).flatMap((text) => JSON.parse(text) as string[]),
    ...apart.flatMap(({ memberId, registrationId }) => [memberId, registrationId]),
  ].map(hashOf);
}

/** Those in one list and not in the other. */
function otherTexts(a: readonly string[], b: readonly string[]): readonly string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [...a.filter((text) => !inB.has(text)), ...b.filter((text) => !inA.has(text))];
}

/** Of an entry of `shared`. */
function identityOf(text: string): string {
  const [, { identity }] = JSON.parse(text) as [string, { readonly identity: string }];
  return identity;
}
