import { z } from 'zod';
import type { ListFacts } from '../../../../shared/domain/record.ts';
import type { Page, ReadOptions } from '../side-port.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';
import { readPages } from './read-pages.ts';

const countSchema = z.object({ total: z.int() });

export function readChanges(
  client: VoyageClient,
  address: string,
  facts: ListFacts,
  since: string,
  options: ReadOptions,
): AsyncGenerator<Page, void, void> {
  options.onWay?.({ kind: 'changes', calls: 1 });
  return readPages(client, address, facts, options, since);
}

/** There is no listing of ids alone: it costs what reading everything costs. */
export async function* readIds(
  client: VoyageClient,
  address: string,
  facts: ListFacts,
  options: ReadOptions,
): AsyncGenerator<readonly string[], void, void> {
  for await (const { records } of readPages(client, address, facts, options)) {
    yield records.map(({ recordId }) => recordId);
  }
}

export async function countRegistrations(
  client: VoyageClient,
  address: string,
  { listId }: ListFacts,
  signal: AbortSignal,
): Promise<number> {
  const path = `/v1/events/${encodeURIComponent(listId)}/registrations`;
  const answer = await client.ask({ method: 'GET', path, query: { limit: 1 } }, signal);
  return parseAnswer(countSchema, answer, address).total;
}
