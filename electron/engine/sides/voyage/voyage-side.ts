/** Voyage, through its API version 1 (resources/voyage-api.openapi.json), as a side of the reconciler. */
import type { SideConnection } from '../side-connection.ts';
import type { SidePort } from '../side-port.ts';
import { createVoyageClient } from './client.ts';
import { describeEvent, listEvents } from './events.ts';
import { identify, USUAL_BATCH } from './identify.ts';
import { readCallbacks } from './read-callbacks.ts';
import { countRegistrations, readChanges, readIds } from './read-changes.ts';
import { readPages } from './read-pages.ts';
import { writeBatch } from './write-batch.ts';

export function createVoyageSide(options: {
  readonly connection: SideConnection;
  readonly clock?: () => Date;
}): SidePort {
  const { connection, clock = () => new Date() } = options;
  const { url } = connection;
  const client = createVoyageClient(connection);
  let batchSize = USUAL_BATCH;
  return {
    side: 'voyage',
    /** What this Voyage takes, once it was asked. */
    batchSizeFor: () => batchSize,
    async identify() {
      const identity = await identify(client, url);
      batchSize = identity.maxBatch;
      return identity;
    },
    lists: (query) => listEvents(client, url, query, clock()),
    describe: (listId) => describeEvent(client, url, listId),
    readPages: (facts, readOptions) => readPages(client, url, facts, readOptions),
    readChanges: (facts, since, readOptions) => readChanges(client, url, facts, since, readOptions),
    readIds: (facts, readOptions) => readIds(client, url, facts, readOptions),
    count: (facts, signal) => countRegistrations(client, url, facts, signal),
    callbacks: (after, signal) => readCallbacks(client, url, after, signal),
    findPeople: () => Promise.resolve(new Map()),
    write: (batch, signal) => writeBatch(client, url, batch, signal),
    estimateCalls: ({ create, other }) => Math.ceil((create + other) / batchSize),
    traffic: client.traffic,
    callsMade: client.callsMade,
    linkTo: (recordId, listId) =>
      `${url}/events/${encodeURIComponent(listId)}/registrations/${encodeURIComponent(recordId)}`,
    close: client.close,
  };
}
