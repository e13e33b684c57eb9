/**
 * Changes of who is who, each a step in the journal, followed by a comparison before the answer. Steps that come
 * while one is being compared are compared together by the next.
 */
import type { EngineContext } from '../context.ts';
import { nowIso, pairingOf } from '../context.ts';
import type { LinkChange, LinkStepKind, StepHead } from '../journal/link-repository.ts';
import {
  linksCompared,
  newestLinkStep,
  setLinksCompared,
  takeStep,
} from '../journal/link-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { currentPairing } from '../journal/pairing-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { compareSnapshots } from '../sync/compare.ts';
import { takeBackFollowed } from '../sync/follow-people.ts';

/** What a step sets; no changes: nothing is to be done. */
export interface LinkWork {
  readonly kind: LinkStepKind;
  readonly count: number;
  readonly changes: readonly LinkChange[];
}

export interface LinkChanges {
  /** Reads and writes in one transaction; the work is refused by throwing a Refusal. */
  readonly make: (work: (pairing: Pairing) => LinkWork) => Promise<LinkWork>;
  /** A step that is written by `work` itself. */
  readonly write: (work: (head: StepHead) => void) => Promise<void>;
}

export function createLinkChanges(context: EngineContext): LinkChanges {
  const { db, jobs, options } = context;
  let waiting: { readonly works: (() => void)[]; readonly done: Promise<void> } | null = null;

  /** Settles when what the work wrote has been compared; rejects alone where the work refuses. */
  async function run(work: () => void): Promise<void> {
    pairingOf(context);
    let refused: { readonly failure: unknown } | null = null;
    const guarded = (): void => {
      try {
        db.transaction(work);
      } catch (failure) {
        refused = { failure };
      }
    };
    if (waiting === null) {
      const works: (() => void)[] = [];
      const done = jobs
        .exclusive('compare', async (signal) => {
          waiting = null;
          for (const each of works) each();
          await compareLinks(context, pairingOf(context), signal);
        })
        .finally(() => {
          if (waiting?.works === works) waiting = null;
        });
      waiting = { works, done };
    }
    waiting.works.push(guarded);
    await waiting.done;
    rethrow(refused);
  }

  const head = (pairing: Pairing): StepHead => ({
    pairingId: pairing.id,
    actor: options.actor,
    at: nowIso(context),
  });

  return {
    make: async (work) => {
      const made: LinkWork[] = [];
      await run(() => {
        const pairing = pairingOf(context);
        const step = work(pairing);
        made.push(step);
        if (step.changes.length > 0) {
          takeStep(db, head(pairing), step.kind, step.count, step.changes);
        }
      });
      const [step] = made;
      if (step === undefined) throw new Error('A step was neither made nor refused.');
      return step;
    },
    write: (work) => run(() => work(head(pairingOf(context)))),
  };
}

function rethrow(refused: { readonly failure: unknown } | null): void {
  if (refused !== null) throw refused.failure;
}

async function compareLinks(
  context: EngineContext,
  pairing: Pairing,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const step = newestLinkStep(db, pairing.id);
  const snapshots = currentSnapshots(db, pairing.id);
  if (snapshots === null || step === linksCompared(db, pairing.id)) return;
  const ids = { salesforce: snapshots.salesforce.id, voyage: snapshots.voyage.id };
  await compareSnapshots(context, pairing, ids, signal, () => {
    setLinksCompared(db, pairing.id, step);
  });
  context.sweeper.start();
}

/** At start: a process that ended between a step, or a pull, and its comparison left that to us. */
export async function makeUpLinks(context: EngineContext): Promise<void> {
  const pairing = currentPairing(context.db);
  if (pairing === null) return;
  takeBackFollowed(context.db, pairing.id);
  if (newestLinkStep(context.db, pairing.id) === linksCompared(context.db, pairing.id)) return;
  await context.jobs.exclusive('compare', (signal) => compareLinks(context, pairing, signal));
}
