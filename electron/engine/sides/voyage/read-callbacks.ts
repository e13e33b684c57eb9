import { z } from 'zod';
import type { Callback, CallbackPage } from '../side-port.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';

const pageSchema = z.object({ data: z.array(z.unknown()), next: z.string().nullish() });

/** Longer than any id is; what is kept of a forged one is bounded. */
const id = z.string().min(1).max(100);
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString());

const callbackSchema = z.object({
  id,
  campaignId: id,
  kind: z.enum(['changed', 'deleted']),
  occurredAt: time,
  deliveredAt: time,
});

const MOST_A_PAGE = 1000;

/** A notification that is not one, or of a kind not known today, is passed over: it must not stop the feed. */
export async function readCallbacks(
  client: VoyageClient,
  address: string,
  after: string | null,
  signal: AbortSignal,
): Promise<CallbackPage> {
  const answer = await client.ask(
    { method: 'GET', path: '/v1/salesforce-callbacks', query: { after, limit: MOST_A_PAGE } },
    signal,
  );
  const { data, next } = parseAnswer(pageSchema, answer, address);
  const callbacks = data
    .map((each) => callbackSchema.safeParse(each).data)
    .filter((each): each is Callback => each !== undefined);
  const isLast = data.length === 0 || (next ?? after) === after;
  return { callbacks, next: next ?? after, isLast };
}
