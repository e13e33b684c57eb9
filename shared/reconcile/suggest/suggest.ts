/**
 * Who might be who among the people of two lists that nothing has matched.
 *
 * In:     the unmatched of both lists, column by column.
 * Out:    pairs, at most one per person, with the chance that they are one person; likeliest first.
 * How:    blocking, levels per field, a mixture learned from the pairs themselves; then what speaks for a pair is held
 *         against all that speaks for its rivals (docs/adr/0012).
 * Steps:  a generator, so that a worker can say how far it is and be stopped between steps.
 * Memory: a few numbers per person and key, and per pair that may be one; pairs of strangers are met and forgotten.
 */
import type { Edges } from './assign.ts';
import { MISSING } from './comparer.ts';
import { assign } from './assign.ts';
import { createBlocks } from './blocking.ts';
import type { Classes, Model } from './mixture.ts';
import { bitsOf, learn, oddsOf } from './mixture.ts';
import { createTally } from './patterns.ts';
import type { PersonSchema } from './schema.ts';
import { createComparers, createKeys } from './schema.ts';
import { createSlots } from './slots.ts';
import type { Lists } from './values.ts';

export interface Evidence {
  readonly slot: string;
  readonly level: string;
  /** Binary logarithm of how much likelier the level is for one person than for two who were compared. */
  readonly bits: number;
}

interface Suggestion {
  /** Places in the left and the right list. */
  readonly left: number;
  readonly right: number;
  /** From 0 to 1. */
  readonly chance: number;
  /** What was found, slot by slot, but for what is missing. */
  readonly evidence: readonly Evidence[];
}

export interface Suggestions {
  readonly pairs: readonly Suggestion[];
  /** Pairs from this chance on are wrong at most as often as was asked, as far as the model can tell. */
  readonly likelyFrom: number;
  readonly slots: readonly string[];
  readonly model: Model;
  readonly pairsMet: number;
  readonly blocksLeftOut: number;
}

export interface SuggestOptions {
  /** Share of wrong pairs that is borne. */
  readonly wrongAtMost: number;
  /** Pairs below this chance are not told at all. */
  readonly leastChance: number;
  readonly pairsPerBlock: number;
}

export const SUGGEST_OPTIONS: SuggestOptions = {
  wrongAtMost: 0.01,
  leastChance: 0.5,
  pairsPerBlock: 5000,
};

export interface SuggestProgress {
  readonly phase: 'learn' | 'score';
  readonly done: number;
  readonly of: number;
}

/** Of two who both look like somebody of the other list, one in twenty, perhaps, stands there twice. */
const RARITY_OF_DOUBLES = 20;
const PAIRS_TO_LEARN_FROM = 1_000_000;

/** Odds below which a pair is no rival of its own, only part of what speaks against the others. */
const LEAST_ODDS = 0.01;
/** Sure enough, and far from infinity. */
const MOST_ODDS = 1e20;

function createEdges(lefts: number, rights: number) {
  const [left, right, odds]: [number[], number[], number[]] = [[], [], []];
  const rest = new Float64Array(lefts + rights);
  return {
    add: (a: number, b: number, given: number): void => {
      const each = Math.min(MOST_ODDS, given);
      if (each < LEAST_ODDS) {
        rest[a] = (rest[a] ?? 0) + each;
        rest[b] = (rest[b] ?? 0) + each;
        return;
      }
      left.push(a);
      right.push(b);
      odds.push(each);
    },
    graph: (): Edges => ({
      lefts,
      rights,
      left: Int32Array.from(left),
      right: Int32Array.from(right),
      odds: Float64Array.from(odds),
      rest,
    }),
  };
}

/** The chance from which on the pairs above it are, on the whole, wrong no more often than is borne. */
function thresholdOf(chances: readonly number[], wrongAtMost: number): number {
  let [wrong, threshold] = [0, 1];
  const sorted = [...chances].sort((a, b) => b - a);
  for (const [at, chance] of sorted.entries()) {
    wrong += 1 - chance;
    if (wrong > wrongAtMost * (at + 1)) break;
    threshold = chance;
  }
  return threshold;
}

export function* suggest(
  lists: Lists,
  schema: PersonSchema,
  options: SuggestOptions = SUGGEST_OPTIONS,
): Generator<SuggestProgress, Suggestions, undefined> {
  const { comparers, addresses } = createComparers(lists, schema);
  const slots = createSlots(comparers, lists);
  const blocks = createBlocks(lists, createKeys(lists, schema, addresses), options.pairsPerBlock);
  const found = new Uint8Array(slots.names.length);

  const tally = createTally(slots.shapes);
  const everyNth = Math.max(1, Math.ceil(blocks.pairsAtMost / PAIRS_TO_LEARN_FROM));
  const learning = blocks.meet(
    (left) => left % everyNth === 0,
    (left, right) => {
      slots.compare(left, right, found);
      tally.add(found);
    },
  );
  for (const done of learning) yield { phase: 'learn', done, of: blocks.pairsAtMost };
  const mostMatches = Math.min(lists.left.size, lists.right.size) / everyNth;
  const model = learn(tally.patterns(mostMatches), slots.shapes, classesOf(schema, slots.names));

  const oddsOfPair = oddsOf(model);
  const edges = createEdges(lists.left.size, lists.right.size);
  let pairsMet = 0;
  const scoring = blocks.meet(
    () => true,
    (left, right) => {
      pairsMet += 1;
      slots.compare(left, right, found);
      edges.add(left, right, oddsOfPair(found));
    },
  );
  for (const done of scoring) yield { phase: 'score', done, of: blocks.pairsAtMost };

  const chanceOfOne = (a: number, b: number): number => {
    slots.compare(a, b, found);
    const odds = oddsOfPair(found) / RARITY_OF_DOUBLES;
    return odds / (1 + odds);
  };
  const pairs = assign(edges.graph(), chanceOfOne, options.leastChance).map(
    ({ left, right, chance }): Suggestion => {
      slots.compare(left, right, found);
      const levels = slots.told(found);
      const evidence = levels.flatMap((level, slot): readonly Evidence[] => {
        const levelFound = found[slot] ?? MISSING;
        if (levelFound === MISSING) return [];
        return [{ slot: slots.names[slot] ?? '', level, bits: bitsOf(model, slot, levelFound) }];
      });
      return { left, right: right - lists.left.size, chance, evidence };
    },
  );
  return {
    pairs,
    likelyFrom: thresholdOf(
      pairs.map(({ chance }) => chance),
      options.wrongAtMost,
    ),
    slots: slots.names,
    model,
    pairsMet,
    blocksLeftOut: blocks.blocksLeftOut,
  };
}

function classesOf(schema: PersonSchema, names: readonly string[]): Classes {
  return {
    changes: schema.changes.map((own) => names.map((name) => (own.includes(name) ? 'own' : 'one'))),
    lookAlikes: schema.lookAlikes.map((sources) => names.map((name) => sources[name] ?? 'chance')),
  };
}
