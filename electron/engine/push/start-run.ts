/**
 * Starts a run: everything that speaks against it is asked first, and nothing is written while it does.
 * Then the run, the outcomes of all rows for which nothing is sent and the bases those confirm are one
 * transaction.
 * Errors: plan/unknown, plan/superseded (also for one carried out before), run/busy, plan/unmapped-status,
 * plan/guard-tripped, plan/not-confirmed, side/no-campaign-sync, and what keeps a side from being used.
 */
import type { RunMode } from '../../../shared/domain/outcome.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import { nowIso, pairingOf, refuse } from '../context.ts';
import { keepUnsentBases } from '../journal/base-repository.ts';
import { insertPresetOutcomes } from '../journal/outcome-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import type { StoredPlan } from '../journal/plan-repository.ts';
import { findOpenRun, findRunOfPlan, insertRun } from '../journal/run-repository.ts';
import type { Connected } from '../sync/connections.ts';
import { checkSameAccount } from '../sync/pull.ts';
import { shownPlan, standingPlan } from './plan-view.ts';

/** Batch size of a side that is not written by the run. */
const USUAL_BATCH = 200;
/** A record id of either side's length, to see where in a link the id stands. */
const SAMPLE_ID = '00vSAMPLESAMPLEAAA';

export interface RunRequest {
  readonly digest: string;
  readonly mode: RunMode;
  readonly confirm: string | null;
}

/** Answers the new run's tx-id. */
export async function startRun(context: EngineContext, request: RunRequest): Promise<string> {
  const { db, options } = context;
  const plan = pushablePlan(context, request);
  const pairing = pairingOf(context);
  if (options.workspace.kind === 'production' && request.confirm !== pairing.campaignName) {
    refuse({ code: 'plan/not-confirmed', expected: pairing.campaignName });
  }
  const sides = await requireSides(context, plan, pairing);
  // Asked again: connecting took its time.
  pushablePlan(context, request);

  const txId = options.newId();
  const startedAt = nowIso(context);
  const link = (side: Side): string | null =>
    sides[side]?.port
      .linkTo(SAMPLE_ID, side === 'salesforce' ? pairing.campaignId : pairing.eventId)
      ?.replace(SAMPLE_ID, '{id}') ?? null;
  const batchSize = (side: Side): number => {
    const { create, update, delete: deletes } = plan.summary.counts[side];
    const cancels = side === 'voyage' ? plan.summary.counts.voyage.cancel : 0;
    const load = {
      operations: create + update + deletes + cancels,
      isAtomic: request.mode === 'all-or-nothing',
    };
    return sides[side]?.port.batchSizeFor(load) ?? USUAL_BATCH;
  };
  db.transaction(() => {
    insertRun(db, {
      txId,
      planId: plan.planId,
      pairingId: pairing.id,
      mode: request.mode,
      workspace: options.workspace.name,
      actor: options.actor,
      orgId: pairing.orgId,
      campaignId: pairing.campaignId,
      campaignName: pairing.campaignName,
      eventId: pairing.eventId,
      eventName: pairing.eventName,
      batchSize: {
        salesforce: batchSize('salesforce'),
        voyage: batchSize('voyage'),
      },
      link: { salesforce: link('salesforce'), voyage: link('voyage') },
      startedAt,
    });
    insertPresetOutcomes(db, plan.planId, txId, startedAt);
    keepUnsentBases(db, pairing.id, plan.planId, { txId, at: startedAt });
  });
  context.emit('changed', { what: 'run' });
  return txId;
}

function pushablePlan(context: EngineContext, { digest }: RunRequest): StoredPlan {
  const { db } = context;
  const plan = standingPlan(context, digest);
  const open = findOpenRun(db, plan.pairingId);
  if (open !== null) refuse({ code: 'run/busy', txId: open.txId });
  if (findRunOfPlan(db, plan.planId) !== null) refuse({ code: 'plan/superseded', digest });
  const { left } = shownPlan(plan);
  if (left.unmappedStatuses.length > 0) {
    refuse({ code: 'plan/unmapped-status', unmapped: left.unmappedStatuses });
  }
  const guards = left.guards.filter((guard) => guard.isTripped && !guard.isWaived);
  if (guards.length > 0) refuse({ code: 'plan/guard-tripped', guards });
  return plan;
}

/** The sides the plan writes, and Voyage in any case: it must offer campaign sync. */
async function requireSides(
  context: EngineContext,
  plan: StoredPlan,
  pairing: Pairing,
): Promise<Readonly<Record<Side, Connected | null>>> {
  const { connections } = context;
  const voyage = await connections.require('voyage');
  checkSameAccount(voyage, pairing.accountId);
  if (!voyage.identity.offersCampaignSync) {
    refuse({ code: 'side/no-campaign-sync', detail: voyage.identity.name });
  }
  const { create, update, delete: deletes } = plan.summary.counts.salesforce;
  if (create + update + deletes === 0) {
    return { salesforce: connections.known('salesforce'), voyage };
  }
  const salesforce = await connections.require('salesforce');
  checkSameAccount(salesforce, pairing.orgId);
  return { salesforce, voyage };
}
