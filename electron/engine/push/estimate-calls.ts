import type { CallCounts, PlanCounts } from '../../../shared/domain/plan.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';

/** Rows a request takes where a side is not connected to say. */
const USUAL_BATCH = 200;

export interface PlannedLoad {
  readonly counts: PlanCounts;
  readonly newLeads: number;
  /** Salesforce updates that write the person. */
  readonly writesPerson: number;
}

/** Calls that carrying a plan out will cost. */
export function estimateCalls(context: EngineContext, load: PlannedLoad): CallCounts {
  const { salesforce, voyage } = load.counts;
  const estimate = (
    side: Side,
    counts: { readonly create: number; readonly createPerson: number; readonly other: number },
    writesPerson: number,
  ): number =>
    context.connections.known(side)?.port.estimateCalls({ ...counts, writesPerson }) ??
    Math.ceil((counts.create + counts.other) / USUAL_BATCH);
  return {
    salesforce: estimate(
      'salesforce',
      {
        create: salesforce.create,
        createPerson: load.newLeads,
        other: salesforce.update + salesforce.delete,
      },
      load.writesPerson,
    ),
    voyage: estimate(
      'voyage',
      {
        create: voyage.create,
        createPerson: 0,
        other: voyage.update + voyage.cancel + voyage.delete,
      },
      0,
    ),
  };
}
