/** Requests as they may be; a field of another name is refused. */
import { z } from 'zod';
import { Problem, type Flaw } from './problem.ts';

const text = z.string().nullable();

const fieldsSchema = z.strictObject({
  status: z.string().optional(),
  email: text.optional(),
  firstName: text.optional(),
  lastName: text.optional(),
  company: text.optional(),
  title: text.optional(),
  phone: text.optional(),
  ticketType: text.optional(),
  source: text.optional(),
  refs: z.strictObject({ salesforceMemberId: text, salesforcePersonId: text }).optional(),
  custom: z.record(z.string(), z.unknown()).optional(),
});

const ref = z.string().min(1);
const id = z.string().min(1);
const ifVersion = z.int().positive().optional();

const operationSchema = z.discriminatedUnion('op', [
  z.strictObject({ ref, op: z.literal('create'), fields: fieldsSchema.optional() }),
  z.strictObject({ ref, op: z.literal('update'), id, ifVersion, fields: fieldsSchema }),
  z.strictObject({ ref, op: z.literal('cancel'), id, ifVersion }),
  z.strictObject({ ref, op: z.literal('delete'), id, ifVersion }),
]);
export type BatchOperation = z.infer<typeof operationSchema>;
export type OperationFields = z.infer<typeof fieldsSchema>;

export const batchSchema = z.strictObject({
  operations: z.array(operationSchema).min(1),
  atomic: z.boolean().default(false),
});

const limit = (most: number, usual: number) =>
  z.coerce.number().int().min(1).max(most).default(usual);

export const eventsQuerySchema = z.strictObject({
  query: z.string().default(''),
  limit: limit(200, 50),
  cursor: z.string().optional(),
});

export const registrationsQuerySchema = z.strictObject({
  limit: limit(1000, 100),
  cursor: z.string().optional(),
  updatedSince: z.iso.datetime().optional(),
});

export const callbacksQuerySchema = z.strictObject({
  after: z.string().optional(),
  limit: limit(1000, 100),
});

/** The parsed request, or the problem `invalid` with a pointer to each flaw. */
export function parseRequest<T>(schema: z.ZodType<T>, input: unknown, root: '' | '/query'): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.flatMap((issue) => toFlaws(issue, root));
  throw new Problem('invalid', errors.map(({ detail }) => detail).join(' '), { errors });
}

function toFlaws(issue: z.core.$ZodIssue, root: string): readonly Flaw[] {
  const at = root + issue.path.map((step) => `/${escapeStep(String(step))}`).join('');
  if (issue.code !== 'unrecognized_keys') return [{ pointer: at, detail: `${issue.message}.` }];
  return issue.keys.map((key) => ({
    pointer: `${at}/${escapeStep(key)}`,
    detail: `There is no field ${key}.`,
  }));
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
