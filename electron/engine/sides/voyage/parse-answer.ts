import { z } from 'zod';
import { Refusal } from '../../refusal.ts';

/** The answer in the shape the API promises, or a Refusal that says where it is not. */
export function parseAnswer<T>(schema: z.ZodType<T>, answer: unknown, address: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  const detail = z.prettifyError(parsed.error);
  throw new Refusal({ code: 'side/bad-answer', side: 'voyage', address, detail }, parsed.error);
}
