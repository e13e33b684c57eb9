import { z } from 'zod';
import type { PersonRef } from '../../../../shared/domain/record.ts';

/** What a duplicate rule says of a Lead that was not made. */
export interface RuleAlert {
  readonly people: readonly PersonRef[];
  readonly mayCreate: boolean;
}

const match = z.object({
  entityType: z.string().nullish().default(null),
  matchRecords: z
    .array(z.object({ record: z.object({ Id: z.string() }) }))
    .nullish()
    .default([]),
});

const ruleResult = z.object({
  allowSave: z.boolean().nullish().default(true),
  matchResults: z.array(match).nullish().default([]),
});

/** The first is how REST spells it. */
const alertAnswer = z.union([
  z.object({ duplicateResut: ruleResult }).transform((answer) => answer.duplicateResut),
  z.object({ duplicateResult: ruleResult }).transform((answer) => answer.duplicateResult),
]);

/** Of the error of a single record's create; null where it says nothing of duplicates. */
export function ruleAlertOf(error: unknown): RuleAlert | null {
  const parsed = alertAnswer.safeParse(error);
  if (!parsed.success) return null;
  const { allowSave, matchResults } = parsed.data;
  const people = (matchResults ?? []).flatMap(({ entityType, matchRecords }) =>
    (matchRecords ?? []).flatMap(({ record }): readonly PersonRef[] => {
      const isPerson = entityType === 'Lead' || entityType === 'Contact';
      return isPerson ? [{ id: record.Id, kind: entityType }] : [];
    }),
  );
  return { people, mayCreate: allowSave ?? true };
}
