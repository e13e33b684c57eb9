/**
 * "Why isn't she there?": everything the journal knows of one email, in every pairing it was seen in.
 */
import type { LedgerEvent, LedgerRecord, LedgerStory } from '../../../shared/ipc/ledger-views.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import { STRICT_IDENTITY, normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import { LEDGER_TEXTS } from '../../../shared/texts/ledger-texts.ts';
import type { EngineContext } from '../context.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import { diffRowByKey, diffRowsOfIdentity } from '../journal/diff-page-repository.ts';
import { currentDiff } from '../journal/diff-repository.ts';
import type { Departed, RowOfRun } from '../journal/ledger-repository.ts';
import {
  departedOf,
  keysOfRecords,
  pairingIds,
  recordsOfIdentity,
  rowsOfRuns,
} from '../journal/ledger-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import { currentPairing, pairingById } from '../journal/pairing-repository.ts';
import { currentSnapshots } from '../journal/snapshot-repository.ts';
import { findAlike } from './find-alike.ts';
import { answerOf } from './answer.ts';
import type { Place } from './place.ts';
import { nameOf } from './place.ts';
import { departedEvents, listEvents, runEvents } from './events.ts';

export function findStory(context: EngineContext, email: string): LedgerStory {
  const { db } = context;
  const current = currentPairing(db);
  const { identity, reason } = normalizeEmail(email, current?.policy.identity ?? STRICT_IDENTITY);
  const nothing = { email, toCheck: [], alike: [], records: [], events: [] };
  if (identity === null) {
    const told = LEDGER_TEXTS.notAnEmail(reason ?? 'blank');
    return { ...nothing, identity, standing: 'not-an-email', ...told };
  }
  const departed = departedOf(db, identity);
  const places = pairingIds(db).flatMap((id) => {
    const pairing = pairingById(db, id);
    return pairing === null ? [] : [placeIn(context, pairing, identity)];
  });
  const rowKeys = [...new Set([identity, ...places.flatMap((place) => place.rowKeys)])];
  const rows = rowsOfRuns(db, identity, rowKeys);
  const seen = places.filter((place) => isSeen(place, departed, rows));
  if (seen.length === 0) {
    const lists = current === null ? null : listsOf(current);
    return {
      ...nothing,
      identity,
      standing: 'never',
      ...LEDGER_TEXTS.never(),
      toCheck: LEDGER_TEXTS.toCheck(lists),
      alike: findAlike(context, identity),
    };
  }
  const isManifold = seen.length > 1;
  const main = seen.find(({ pairing }) => pairing.id === current?.id) ?? seen.at(-1);
  const events = seen.flatMap((place) => {
    const { id } = place.pairing;
    const lists = isManifold ? listsOf(place.pairing) : null;
    return [
      ...departedEvents(departed.filter(({ pairingId }) => pairingId === id)),
      ...listEvents(context, place),
      ...runEvents(
        context,
        rows.filter(({ pairingId }) => pairingId === id),
      ),
    ].map((event) => ({ ...event, lists }));
  });
  return {
    ...nothing,
    identity,
    ...answerOf(context, main ?? null, departed, rows),
    records: seen.flatMap((place) => recordsOf(context, place)),
    events: [...events].sort(byTime),
  };
}

function byTime(a: LedgerEvent, b: LedgerEvent): number {
  return compareCodePoints(a.at ?? '', b.at ?? '');
}

function listsOf({ campaignName, eventName }: Pairing): string {
  return `“${campaignName}” and “${eventName}”`;
}

function isSeen(
  { pairing, records, rows }: Place,
  departed: readonly Departed[],
  runs: readonly RowOfRun[],
): boolean {
  const isOfPairing = ({ pairingId }: { readonly pairingId: number }): boolean =>
    pairingId === pairing.id;
  return (
    records.length > 0 || rows.length > 0 || departed.some(isOfPairing) || runs.some(isOfPairing)
  );
}

function placeIn({ db }: EngineContext, pairing: Pairing, identity: string): Place {
  const snapshots = currentSnapshots(db, pairing.id);
  const diff = currentDiff(db, pairing.id);
  const records =
    snapshots === null
      ? []
      : SIDES.flatMap((side) => recordsOfIdentity(db, snapshots[side], identity));
  const keys = keysOfRecords(db, pairing.id, records);
  const byKey = new Map<string, DiffRow>();
  if (diff !== null) {
    const found = [
      ...diffRowsOfIdentity(db, diff.id, identity),
      ...keys.flatMap((key) => diffRowByKey(db, diff.id, key) ?? []),
    ];
    for (const row of found) byKey.set(row.rowKey, row);
  }
  const rows = [...byKey.values()];
  const rowKeys = [...new Set([...keys, ...byKey.keys()])];
  return { pairing, diff, snapshots, records, rows, rowKeys };
}

function recordsOf({ connections }: EngineContext, place: Place): readonly LedgerRecord[] {
  const { campaignId, campaignName, eventId, eventName } = place.pairing;
  return place.records.map(({ side, recordId, values }) => ({
    side,
    recordId,
    name: nameOf(values),
    status: values.status,
    listName: side === 'salesforce' ? campaignName : eventName,
    link:
      connections
        .known(side)
        ?.port.linkTo(recordId, side === 'salesforce' ? campaignId : eventId) ?? null,
  }));
}
