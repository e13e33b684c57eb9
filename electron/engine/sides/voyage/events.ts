import { z } from 'zod';
import type { ListFacts, ListSummary } from '../../../../shared/domain/record.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';
import { absentFieldsOf } from './to-registration.ts';

const eventSchema = z.object({
  id: z.string(),
  name: z.string(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  capacity: z.number().nullish(),
  registrationCount: z.number().nullish(),
});

const eventsSchema = z.object({ data: z.array(eventSchema), nextCursor: z.string().nullish() });
const sampleSchema = z.object({ data: z.array(z.unknown()) });

/** Beyond this one searches rather than scrolls. */
const MOST_EVENTS = 1000;
const DAY_MS = 86_400_000;
/** Attendance is reconciled after the event, so it stays active for a while. */
const ACTIVE_AFTER_DAYS = 90;

export async function listEvents(
  client: VoyageClient,
  address: string,
  query: string,
  now: Date,
): Promise<readonly ListSummary[]> {
  const events: z.infer<typeof eventSchema>[] = [];
  let cursor: string | null = null;
  do {
    const answer = await client.ask({
      method: 'GET',
      path: '/v1/events',
      query: { query, limit: 200, cursor },
    });
    const { data, nextCursor }: z.infer<typeof eventsSchema> = parseAnswer(
      eventsSchema,
      answer,
      address,
    );
    events.push(...data);
    cursor = data.length === 0 ? null : (nextCursor ?? null);
  } while (cursor !== null && events.length < MOST_EVENTS);
  return events.map((event) => ({
    side: 'voyage',
    listId: event.id,
    name: event.name,
    rows: event.registrationCount ?? null,
    startsOn: event.startsAt?.slice(0, 10) ?? null,
    isActive: isActive(event.endsAt ?? null, now),
  }));
}

/** One registration is read along to learn which fields this Voyage carries. */
export async function describeEvent(
  client: VoyageClient,
  address: string,
  eventId: string,
): Promise<ListFacts> {
  const path = `/v1/events/${encodeURIComponent(eventId)}`;
  const event = parseAnswer(eventSchema, await client.ask({ method: 'GET', path }), address);
  const sample = parseAnswer(
    sampleSchema,
    await client.ask({ method: 'GET', path: `${path}/registrations`, query: { limit: 1 } }),
    address,
  );
  return {
    side: 'voyage',
    listId: event.id,
    name: event.name,
    expectedRows: event.registrationCount ?? null,
    statuses: [],
    absentFields: absentFieldsOf(sample.data[0]),
    capacity: event.capacity ?? null,
  };
}

function isActive(endsAt: string | null, now: Date): boolean {
  const end = endsAt === null ? Number.NaN : Date.parse(endsAt);
  return Number.isNaN(end) || end + ACTIVE_AFTER_DAYS * DAY_MS > now.getTime();
}
