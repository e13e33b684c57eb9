/**
 * What a counterpart's wire can do wrong, and when. A rule without `next`, `chance` or `nth` strikes every
 * request it is on, until the counterpart is made well again.
 */
import { z } from 'zod';

const timing = {
  /** Kinds of endpoint (`query`), or `/path/*`, or `GET /path/*`; left out: every request. */
  on: z.union([z.string(), z.array(z.string())]).optional(),
  /** The next so many. */
  next: z.int().positive().optional(),
  /** Each with this probability, drawn from the seed. */
  chance: z.number().min(0).max(1).optional(),
  /** Only this one, counted from 1. */
  nth: z.int().positive().optional(),
  /** So many are let pass first. */
  after: z.int().nonnegative().optional(),
};

const body = z.enum(['html', 'json']);

const ruleSchema = z.discriminatedUnion('kind', [
  /** `not-for-rest` is the 401 that no new token cures. */
  z.strictObject({
    kind: z.literal('unauthorized'),
    message: z.enum(['expired', 'not-for-rest']).optional(),
    ...timing,
  }),
  /** `retryAfter`: seconds (`"3"`), `"date+3"` for the HTTP date in three seconds, or any other text as is. */
  z.strictObject({
    kind: z.literal('rate-limited'),
    retryAfter: z.string().nullable().optional(),
    body: body.optional(),
    ...timing,
  }),
  z.strictObject({ kind: z.literal('daily-limit'), ...timing }),
  z.strictObject({ kind: z.literal('concurrent-limit'), ...timing }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.union([z.literal(420), z.literal(500), z.literal(502), z.literal(503)]),
    body: body.optional(),
    ...timing,
  }),
  /** The place in a paged answer (locator, cursor) is not known any more. */
  z.strictObject({ kind: z.literal('page-expired'), ...timing }),
  /** The socket is reset before anything is done. */
  z.strictObject({ kind: z.literal('reset-before'), ...timing }),
  /** All is done and kept, then the socket is reset. */
  z.strictObject({ kind: z.literal('reset-after'), ...timing }),
  /** All is done; half of the announced body arrives, then the socket is reset. */
  z.strictObject({ kind: z.literal('half-body'), ...timing }),
  /** All is done; the answer ends properly, its JSON does not. */
  z.strictObject({ kind: z.literal('truncated-json'), ...timing }),
  /** All is done; the body comes in small pieces over `ms`. */
  z.strictObject({
    kind: z.literal('slow-body'),
    ms: z.int().positive().max(600_000).optional(),
    ...timing,
  }),
  /** All is done; the body is as ever and called a web page. */
  z.strictObject({ kind: z.literal('wrong-content-type'), ...timing }),
  /** No answer for `ms`. Nothing is done until then, and nothing at all for a caller who has gone. */
  z.strictObject({
    kind: z.literal('hang'),
    ms: z.int().nonnegative().max(600_000).optional(),
    ...timing,
  }),
]);

export type FaultRule = z.infer<typeof ruleSchema>;
export type FaultKind = FaultRule['kind'];

/** One request meets at most one fault of each stage. */
const STAGES = {
  hang: 'wait',
  unauthorized: 'instead',
  'rate-limited': 'instead',
  'daily-limit': 'instead',
  'concurrent-limit': 'instead',
  status: 'instead',
  'page-expired': 'instead',
  'reset-before': 'instead',
  'reset-after': 'answer',
  'half-body': 'answer',
  'truncated-json': 'answer',
  'slow-body': 'answer',
  'wrong-content-type': 'answer',
} as const satisfies Record<FaultKind, 'wait' | 'instead' | 'answer'>;

export type FaultStage = (typeof STAGES)[FaultKind];
export type FaultOf<S extends FaultStage> = Extract<
  FaultRule,
  { kind: { [K in FaultKind]: (typeof STAGES)[K] extends S ? K : never }[FaultKind] }
>;

export function stageOf(kind: FaultKind): FaultStage {
  return STAGES[kind];
}

export const FAULT_KINDS = Object.keys(STAGES) as readonly FaultKind[];

export const scheduleSchema = z.array(
  ruleSchema.refine(
    ({ next, chance, nth }) => [next, chance, nth].filter((way) => way !== undefined).length <= 1,
    'A rule has one of next, chance and nth.',
  ),
);
