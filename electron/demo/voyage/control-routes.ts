import type { FastifyInstance } from 'fastify';
import type { Effects } from '../faults/effects.ts';
import { dropUndefined } from './drop-undefined.ts';
import { faultChangesSchema, type VoyageFaults } from './faults.ts';
import { parseRequest } from './request-schemas.ts';
import type { RequestCounts } from './request-counts.ts';
import type { Tokens } from './tokens.ts';
import type { VoyageStore } from './voyage-store.ts';

/** What tests and the demo steer: never part of the API. */
export function addControlRoutes(
  app: FastifyInstance,
  context: {
    readonly store: VoyageStore;
    readonly faults: VoyageFaults;
    readonly effects: Effects;
    readonly tokens: Tokens;
    readonly requests: () => RequestCounts;
  },
): void {
  const { store, faults, effects, tokens, requests } = context;
  app.post('/__demo/faults', (request) => {
    faults.set(dropUndefined(parseRequest(faultChangesSchema, request.body, '')));
    return faults.settings();
  });
  app.delete('/__demo/faults', () => {
    faults.reset();
    tokens.reset();
    return faults.settings();
  });
  app.post('/__demo/token', () => {
    faults.set({ expireToken: false });
    return { token: tokens.renew() };
  });
  app.get('/__demo/state', () => ({
    registrations: store.total(),
    events: Object.fromEntries(
      store.events().map(({ id, registrationCount }) => [id, registrationCount]),
    ),
    requests: requests(),
    faults: faults.settings(),
    schedule: faults.schedule.rules(),
    struck: faults.schedule.struck(),
    effects: { made: effects.made(), doubles: effects.doubles() },
  }));
}
