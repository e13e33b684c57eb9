/** Connecting, choosing and pulling. */
import { DEFAULT_POLICY } from '../../../shared/domain/policy.ts';
import type { EngineRequests } from '../../../shared/ipc/engine-contract.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { nowIso } from '../context.ts';
import { choosePairing } from '../journal/pairing-repository.ts';
import { pull } from './pull.ts';

type SyncChannel =
  | 'engine:connect'
  | 'engine:state'
  | 'lists:find'
  | 'pairing:choose'
  | 'pull:start'
  | 'pull:cancel';

export function syncHandlers(context: EngineContext): Handlers<SyncChannel> {
  const { connections, jobs } = context;
  return {
    'engine:connect': async () => {
      await jobs.makeWay();
      // A job that runs keeps the connections it has.
      if (jobs.running() === null) await connections.connect();
      context.emit('changed', { what: 'connections' });
      return context.state();
    },
    'engine:state': () => context.state(),
    'lists:find': async ({ side, query }) => {
      const { port } = await connections.require(side);
      return port.lists(query);
    },
    'pairing:choose': async (chosen) => {
      await jobs.exclusive('compare', () => choose(context, chosen));
      context.emit('changed', { what: 'pairing' });
      return context.state();
    },
    'pull:start': async ({ isFull }) => {
      await jobs.exclusive('pull', (signal) => pull(context, { isFull }, signal));
      return context.state();
    },
    'pull:cancel': () => {
      jobs.cancel('pull');
      return null;
    },
  };
}

/** A pairing chosen for the first time has no status map: suggestions are shown, and nothing is mapped. */
async function choose(
  context: EngineContext,
  chosen: EngineRequests['pairing:choose']['input'],
): Promise<void> {
  const salesforce = await context.connections.require('salesforce');
  const voyage = await context.connections.require('voyage');
  const [campaign, event] = await Promise.all([
    salesforce.port.describe(chosen.campaignId),
    voyage.port.describe(chosen.eventId),
  ]);
  choosePairing(context.db, {
    orgId: salesforce.identity.id,
    campaignId: campaign.listId,
    campaignName: campaign.name,
    accountId: voyage.identity.id,
    eventId: event.listId,
    eventName: event.name,
    facts: { salesforce: campaign, voyage: event },
    policy: DEFAULT_POLICY,
    at: nowIso(context),
  });
}
