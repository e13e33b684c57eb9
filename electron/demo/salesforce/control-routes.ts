import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';
import type { Effects } from '../faults/effects.ts';
import { ApiRefusal, requestError } from './api-error.ts';
import { faultChangesSchema } from './faults.ts';
import type { SalesforceFaultChanges, SalesforceFaults } from './faults.ts';
import { OBJECTS } from './objects.ts';
import type { RequestCounts } from './request-counts.ts';
import { convertLead, convertSchema, mergePeople, mergeSchema } from './merge-people.ts';
import type { Store } from './store.ts';
import type { Transaction } from './transaction.ts';
import type { Org } from './write-record.ts';

function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  throw new ApiRefusal(requestError(400, 'INVALID_FIELD', read.error.message));
}

/** What tests and the demo steer: never part of the API. */
export function addControlRoutes(
  app: FastifyInstance,
  context: {
    readonly store: Store;
    readonly faults: SalesforceFaults;
    readonly effects: Effects;
    readonly renewToken: () => string;
    readonly resetFaults: () => void;
    readonly requests: () => RequestCounts;
    /** Done by somebody else in the org. */
    readonly change: <T>(work: (transaction: Transaction) => T) => T;
    readonly org: Org;
  },
): void {
  const { store, faults, effects } = context;
  app.post('/__demo/faults', (request) => {
    const changes = faultChangesSchema.safeParse(request.body);
    if (!changes.success) {
      throw new ApiRefusal(requestError(400, 'INVALID_FIELD', changes.error.message));
    }
    faults.set(changes.data as SalesforceFaultChanges);
    return faults.settings();
  });
  app.delete('/__demo/faults', () => {
    context.resetFaults();
    return faults.settings();
  });
  app.post('/__demo/merge', (request) => {
    const merge = parsed(mergeSchema, request.body);
    context.change((transaction) => {
      mergePeople(context.org, transaction, merge);
    });
    return { merged: merge.losers };
  });
  app.post('/__demo/convert', (request) => {
    const conversion = parsed(convertSchema, request.body);
    const contact = context.change((transaction) =>
      convertLead(context.org, transaction, conversion),
    );
    return { contact };
  });
  app.post('/__demo/token', () => ({ token: context.renewToken() }));
  app.get('/__demo/state', () => ({
    records: Object.fromEntries(OBJECTS.map(({ name }) => [name, store.count(name)])),
    requests: context.requests(),
    faults: faults.settings(),
    schedule: faults.schedule.rules(),
    struck: faults.schedule.struck(),
    effects: { made: effects.made(), doubles: effects.doubles() },
  }));
}
