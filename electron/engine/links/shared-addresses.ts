/**
 * Addresses that more than one person may have: found once per comparison, those that wait first. What was decided
 * is shown with them, also where the comparison has told the people apart since.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SideRecord } from '../../../shared/domain/record.ts';
import { createNicknames } from '../../../shared/reconcile/suggest/nicknames.ts';
import type { SharedAddressVerdict } from '../../../shared/reconcile/suggest/shared-address.ts';
import {
  isStillMeant,
  judgeSharedAddress,
} from '../../../shared/reconcile/suggest/shared-address.ts';
import type { SharedAddressRecord, SharedAddressView } from '../../../shared/ipc/link-views.ts';
import type { EngineContext } from '../context.ts';
import { diffOf } from '../context.ts';
import type { Diff } from '../journal/diff-repository.ts';
import type { AddressDecided } from '../journal/link-repository.ts';
import { addressDecisions } from '../journal/link-repository.ts';
import { readSharedIdentities, rowsOfIdentity } from '../sync/read-unmatched.ts';

interface Found {
  readonly identity: string;
  readonly isWaiting: boolean;
}

export interface SharedAddresses {
  /** Those that wait first, each part by identity. */
  readonly all: () => Promise<readonly Found[]>;
  readonly view: (identity: string) => SharedAddressView | null;
  readonly namesOf: (identity: string) => readonly string[];
}

export function createSharedAddresses(context: EngineContext): SharedAddresses {
  const { db } = context;
  const nicknames = createNicknames();
  let known: { readonly diffId: number; readonly found: Promise<readonly Found[]> } | null = null;

  function judge(diff: Diff, identity: string): SharedAddressVerdict | null {
    const records = recordsOf(context, diff, identity);
    return records.length < 2 ? null : judgeSharedAddress(records, nicknames);
  }

  async function find(diff: Diff, pairingId: number): Promise<readonly Found[]> {
    const decided = new Map(addressDecisions(db, pairingId).map((one) => [one.identity, one]));
    const found = new Map<string, boolean>();
    for (const identities of readSharedIdentities(db, diff)) {
      for (const identity of identities) {
        if (found.has(identity)) continue;
        const verdict = judge(diff, identity);
        if (verdict === null || !isQuestion(verdict)) continue;
        const said = decided.get(identity);
        found.set(identity, said === undefined || !isStillMeant(said, verdict));
      }
      await nextTurn();
    }
    for (const identity of decided.keys()) if (!found.has(identity)) found.set(identity, false);
    return [...found]
      .map(([identity, isWaiting]) => ({ identity, isWaiting }))
      .sort(
        (a, b) => Number(b.isWaiting) - Number(a.isWaiting) || (a.identity < b.identity ? -1 : 1),
      );
  }

  return {
    all: async () => {
      const { pairing, diff } = diffOf(context);
      known =
        known?.diffId === diff.id ? known : { diffId: diff.id, found: find(diff, pairing.id) };
      try {
        return await known.found;
      } catch (failure) {
        known = null;
        throw failure;
      }
    },
    view: (identity) => {
      const { pairing, diff } = diffOf(context);
      const records = recordsOf(context, diff, identity);
      const decided = addressDecisions(db, pairing.id).find((one) => one.identity === identity);
      if (records.length === 0) return null;
      return viewOf(identity, records, judgeSharedAddress(records, nicknames), decided ?? null);
    },
    namesOf: (identity) => judge(diffOf(context).diff, identity)?.names ?? [],
  };
}

/** One name in two spellings is no question, nor is a record without a name. */
function isQuestion({ looks, reason }: SharedAddressVerdict): boolean {
  return looks === 'two-people' || reason === 'first-name-only';
}

function recordsOf({ db }: EngineContext, diff: Diff, identity: string): readonly SideRecord[] {
  return rowsOfIdentity(db, diff, identity).flatMap(({ member, registration }) =>
    [member, registration].filter((record) => record !== null),
  );
}

function viewOf(
  identity: string,
  records: readonly SideRecord[],
  verdict: SharedAddressVerdict,
  decided: AddressDecided | null,
): SharedAddressView {
  const personOf = (record: SideRecord): number =>
    Math.max(
      0,
      verdict.people.findIndex((people) => people.includes(record)),
    );
  const toRecord = (record: SideRecord): SharedAddressRecord => ({
    side: record.side,
    recordId: record.recordId,
    values: record.values,
    person: personOf(record),
  });
  return {
    identity,
    reason: verdict.reason,
    records: records.map(toRecord).sort((a, b) => a.person - b.person),
    decided:
      decided === null
        ? null
        : {
            decision: decided.decision,
            isStillMeant: isStillMeant(decided, verdict),
            actor: decided.actor,
            at: decided.at,
          },
  };
}
