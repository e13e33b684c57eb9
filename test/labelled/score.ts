/** How right suggestions are, held against the truth. */
import { CAMPAIGN_SCHEMA } from '../../shared/reconcile/suggest/campaign-schema.ts';
import type { PersonSchema } from '../../shared/reconcile/suggest/schema.ts';
import type { Suggestions } from '../../shared/reconcile/suggest/suggest.ts';
import { SUGGEST_OPTIONS, suggest } from '../../shared/reconcile/suggest/suggest.ts';
import type { Lists, People } from '../../shared/reconcile/suggest/values.ts';
import { FEBRL_FIELDS, createFebrlSet } from './febrl.ts';
import { FEBRL_SCHEMA } from './febrl-schema.ts';
import { createLabelledSet } from './labelled-set.ts';

/** Places in both lists, and who each is. */
export interface Labelled {
  readonly lists: Lists;
  readonly schema: PersonSchema;
  readonly leftIs: Int32Array;
  readonly rightIs: Int32Array;
}

export interface Point {
  /** Share of the people on both lists who are found. */
  readonly recall: number;
  /** Share of the pairs told that are wrong. */
  readonly wrong: number;
}

export interface Score {
  /** After each pair, likeliest first. */
  readonly points: readonly Point[];
  /** Where the model itself stops; `wrongAsTold` is what it thinks of the pairs until there. */
  readonly own: Point & { readonly wrongAsTold: number; readonly from: number };
}

const CAMPAIGN_FIELDS = ['firstName', 'lastName', 'company', 'title', 'phone', 'email'] as const;

function columnsOf<F extends string>(
  rows: readonly Readonly<Record<F, string | null>>[],
  fields: readonly F[],
): People {
  return {
    size: rows.length,
    columns: Object.fromEntries(fields.map((field) => [field, rows.map((row) => row[field])])),
  };
}

export function campaignSet(perSide: number, seed: number): Labelled {
  const set = createLabelledSet(perSide, seed);
  return {
    lists: {
      left: columnsOf(set.members, CAMPAIGN_FIELDS),
      right: columnsOf(set.registrations, CAMPAIGN_FIELDS),
    },
    schema: CAMPAIGN_SCHEMA,
    leftIs: set.memberIs,
    rightIs: set.registrationIs,
  };
}

export function febrlSet(count: number, seed: number): Labelled {
  const set = createFebrlSet(count, seed);
  return {
    lists: {
      left: columnsOf(set.originals, FEBRL_FIELDS),
      right: columnsOf(set.duplicates, FEBRL_FIELDS),
    },
    schema: FEBRL_SCHEMA,
    leftIs: set.originalIs,
    rightIs: set.duplicateIs,
  };
}

export function suggestAll(
  { lists, schema }: Labelled,
  onStep: () => void = () => undefined,
): Suggestions {
  const steps = suggest(lists, schema, { ...SUGGEST_OPTIONS, leastChance: 0.02 });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onStep();
  }
}

export function scoreOf({ leftIs, rightIs }: Labelled, { pairs, likelyFrom }: Suggestions): Score {
  const onLeft = new Set(leftIs);
  const onBoth = new Set(rightIs.filter((is) => onLeft.has(is))).size;
  let [right, told, doubt] = [0, 0, 0];
  let own = { recall: 0, wrong: 0, wrongAsTold: 0, from: likelyFrom };
  const points = pairs.map((pair): Point => {
    told += 1;
    doubt += 1 - pair.chance;
    if (leftIs[pair.left] === rightIs[pair.right]) right += 1;
    const point = { recall: right / onBoth, wrong: 1 - right / told };
    if (pair.chance >= likelyFrom) own = { ...own, ...point, wrongAsTold: doubt / told };
    return point;
  });
  return { points, own };
}

/** The share that is wrong where so many are found; all of it where they never are. */
export function wrongAt(points: readonly Point[], recall: number): number {
  return points.find((point) => point.recall >= recall)?.wrong ?? 1;
}
