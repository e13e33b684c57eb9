import { z } from 'zod';
import type { ListFacts, SideRecord } from '../../../../shared/domain/record.ts';
import { Refusal } from '../../refusal.ts';
import type { Page, ReadOptions } from '../side-port.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';
import { VoyageRefusal } from './to-app-error.ts';
import { toRegistration } from './to-registration.ts';

const pageSchema = z.object({
  data: z.array(z.unknown()),
  nextCursor: z.string().nullish(),
  total: z.int().nullish(),
  asOf: z.string().nullish(),
});

const MOST_ROWS_A_PAGE = 1000;
const MOST_RESTARTS = 3;

/**
 * Every registration of an event, the cancelled ones too, or of those only what changed since an instant.
 *
 * Laws: a registration that comes again is passed on only in a higher version. A cursor that expired (a
 *       laptop that slept) begins the listing anew, three times at most.
 */
export async function* readPages(
  client: VoyageClient,
  address: string,
  { listId }: ListFacts,
  { signal, pageSize = MOST_ROWS_A_PAGE }: ReadOptions,
  updatedSince: string | null = null,
): AsyncGenerator<Page, void, void> {
  const path = `/v1/events/${encodeURIComponent(listId)}/registrations`;
  const limit = Math.min(pageSize, MOST_ROWS_A_PAGE);
  const isNews = createNewsCheck();
  let cursor: string | null = null;
  let restarts = 0;
  for (;;) {
    let answer: unknown;
    try {
      const query = { limit, cursor, updatedSince };
      answer = await client.ask({ method: 'GET', path, query }, signal);
    } catch (failure) {
      if (!isExpiredCursor(failure) || cursor === null || restarts === MOST_RESTARTS) throw failure;
      restarts += 1;
      cursor = null;
      continue;
    }
    const page = parseAnswer(pageSchema, answer, address);
    const records = page.data.map((each) => toRegistration(each, address)).filter(isNews);
    yield { records, total: page.total ?? null, asOf: timeOf(page.asOf) };
    const next = page.nextCursor ?? null;
    if (next === null) return;
    if (next === cursor) {
      const detail = 'The listing does not move on: it gave the same cursor again.';
      throw new Refusal({ code: 'side/bad-answer', side: 'voyage', address, detail });
    }
    cursor = next;
  }
}

function timeOf(text: string | null | undefined): string | null {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function isExpiredCursor(failure: unknown): boolean {
  return failure instanceof VoyageRefusal && failure.problemCode === 'cursor_expired';
}

/** Remembers versions above the first alone: most registrations of a million were never changed. */
function createNewsCheck(): (record: SideRecord) => boolean {
  const versions = new Map<string, number>();
  return ({ recordId, version }) => {
    const given = Number(version);
    if (given < (versions.get(recordId) ?? 0)) return false;
    if (given > 1) versions.set(recordId, given);
    return true;
  };
}
