/** What a plan sets off beside its rows, as far as either side says. Nothing is written, and no failure stops a plan. */
import type { PlanImpact } from '../../../shared/domain/plan.ts';
import type { EngineContext } from '../context.ts';
import { pairingOf } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import { countRowsOfMembers } from '../journal/plan-row-repository.ts';
import type { StoredPlan } from '../journal/plan-repository.ts';
import { statusCounts } from '../journal/record-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';

/** Beyond it one query would no longer be one page or two. */
const MOST_OPTED_OUT = 10_000;
const ASK_FOR_MS = 10_000;

export async function planImpact(context: EngineContext, plan: StoredPlan): Promise<PlanImpact> {
  const { db, connections } = context;
  const pairing = pairingOf(context);
  const { counts, calls, newLeads, statusChanges } = plan.summary;
  const { salesforce, voyage } = counts;
  const today = connections.known('salesforce')?.identity.callsToday ?? null;
  const snapshot = currentSnapshots(db, pairing.id)?.voyage.id;
  const registrations = snapshot === undefined ? 0 : countPlaces(db, snapshot);
  return {
    calls: {
      salesforce: calls.salesforce,
      leftToday: today === null ? null : Math.max(0, today.limit - today.used),
      voyage: calls.voyage,
    },
    mayStart: {
      salesforce: {
        added: salesforce.create,
        changed: salesforce.update,
        statuses: statusChanges.salesforce,
        leads: newLeads,
      },
      voyage: {
        added: voyage.create,
        changed: voyage.update,
        statuses: statusChanges.voyage,
        cancelled: voyage.cancel,
      },
    },
    optedOut: await optedOut(context, plan, pairing.campaignId),
    capacity: {
      limit: pairing.facts.voyage.capacity,
      registrations,
      afterwards: registrations + voyage.create - voyage.cancel - voyage.delete,
    },
  };
}

/** Registrations that are sure to hold no place are left out; which of the others do is Voyage's to say. */
function countPlaces(db: Journal, snapshotId: number): number {
  return statusCounts(db, snapshotId)
    .filter(({ label }) => label !== 'cancelled' && label !== 'declined')
    .reduce((sum, { rows }) => sum + rows, 0);
}

async function optedOut(
  { db, connections }: EngineContext,
  plan: StoredPlan,
  campaignId: string,
): Promise<PlanImpact['optedOut']> {
  const port = connections.known('salesforce')?.port;
  if (port?.optedOut === undefined) return { members: null, inPlan: null };
  try {
    const signal = AbortSignal.timeout(ASK_FOR_MS);
    const { count, ids } = await port.optedOut(campaignId, MOST_OPTED_OUT, signal);
    return {
      members: count,
      inPlan: ids === null ? null : countRowsOfMembers(db, plan.planId, ids),
    };
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    return { members: null, inPlan: null };
  }
}
