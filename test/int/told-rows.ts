/** Rows of a diff as its columns tell them, and as the pure core has them, in one shape. */
import { expect } from 'vitest';
import type { RowDiff } from '../../shared/domain/row.ts';
import {
  CLASS_CODES,
  FLAGS,
  PRESENCE_CLS_CODES,
  PRESENCE_CODES,
} from '../../shared/reconcile/columns/verdicts.ts';
import { masksOf } from '../../shared/reconcile/diff3.ts';
import type { ComparedAll } from '../../electron/engine/columns/compare-all.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import {
  exceptionsAt,
  readDiffColumns,
  readTraces,
} from '../../electron/engine/journal/diff-columns.ts';
import type { Diff } from '../../electron/engine/journal/diff-repository.ts';
import { recordsByNumber } from '../../electron/engine/journal/record-repository.ts';
import { sketchHead, sketchPlaces } from '../../electron/engine/journal/sketch-columns.ts';

/** What was compared last, as it is stored. */
export function storedRows(db: Journal, { id }: Diff): ComparedAll {
  const columns = readDiffColumns(db, id);
  const all = Array.from({ length: columns.rows }, (_, at) => at + 1);
  const exceptions = [...exceptionsAt(db, id, all).values()];
  return { columns, exceptions, traces: readTraces(db, id) };
}

export function done<T>(work: Generator<void, T, void>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

type Told = Omit<RowDiff, 'member' | 'registration' | 'base' | 'fields' | 'unmapped'>;

export function expected(row: RowDiff) {
  const { rowKey, identity, cls, presence, presenceCls, keeperId, mergedBy, isSkippedByMap } = row;
  const told: Told = {
    rowKey,
    identity,
    cls,
    presence,
    presenceCls,
    keeperId,
    mergedBy,
    isSkippedByMap,
  };
  return {
    ...told,
    ...masksOf(row),
    memberId: row.member?.recordId ?? null,
    registrationId: row.registration?.recordId ?? null,
    unmapped: row.unmapped.map(({ side }) => side).sort(),
    statuses: [row.member?.values.status ?? null, row.registration?.values.status ?? null],
  };
}

export function told(
  db: Journal,
  sketches: Readonly<Record<'salesforce' | 'voyage', number>>,
  found: ComparedAll,
) {
  const { columns, exceptions } = found;
  const { verdicts } = columns;
  const records = (side: 'salesforce' | 'voyage') => {
    const head = sketchHead(db, sketches[side]);
    const numbers = sketchPlaces(db, sketches[side], 'record');
    const all = recordsByNumber(
      db,
      side,
      Array.from(numbers, (no) => no + head.recordBase),
    );
    return { head, all };
  };
  const [members, registrations] = [records('salesforce'), records('voyage')];
  const keepers = { salesforce: null as string | null, voyage: null as string | null };
  return Array.from(columns.verdict, (number, at) => {
    const member = members.all[(columns.member[at] ?? 0) - 1] ?? null;
    const registration = registrations.all[(columns.registration[at] ?? 0) - 1] ?? null;
    const one = member ?? registration;
    const cls = CLASS_CODES[verdicts.cls[number] ?? 0];
    if (cls !== 'duplicate') {
      keepers.salesforce = member?.record.recordId ?? null;
      keepers.voyage = registration?.record.recordId ?? null;
    }
    const flags = verdicts.flags[number] ?? 0;
    const side = one?.record.side ?? 'salesforce';
    const own = `${side}:${one?.record.recordId ?? ''}`;
    const exception = exceptions.find(({ position }) => position === at + 1);
    expect(exception !== undefined).toBe((flags & FLAGS.exception) !== 0);
    expect(verdicts.sides[number]).toBe(
      (member === null ? 0 : 1) | (registration === null ? 0 : 2),
    );
    const label = (labels: readonly string[], code: number | undefined) =>
      code === undefined || code === 0 ? null : labels[code - 1];
    return {
      rowKey:
        exception?.rowKey ?? (cls === 'duplicate' ? `dup:${own}` : (one?.identity ?? `id:${own}`)),
      identity: exception === undefined ? (one?.identity ?? null) : exception.identity,
      cls,
      presence: PRESENCE_CODES[verdicts.presence[number] ?? 0],
      presenceCls: PRESENCE_CLS_CODES[verdicts.presenceCls[number] ?? 0],
      keeperId:
        exception === undefined ? (cls === 'duplicate' ? keepers[side] : null) : exception.keeperId,
      mergedBy:
        exception === undefined
          ? (flags & FLAGS.mergedByPlusTags) !== 0
            ? 'plus-tags'
            : (flags & FLAGS.mergedByGmailDots) !== 0
              ? 'gmail-dots'
              : null
          : exception.mergedBy,
      isSkippedByMap: (flags & FLAGS.skippedByMap) !== 0,
      differs: verdicts.differs[number],
      movedSalesforce: verdicts.movedSalesforce[number],
      movedVoyage: verdicts.movedVoyage[number],
      autoSalesforce: verdicts.autoSalesforce[number],
      autoVoyage: verdicts.autoVoyage[number],
      asks: verdicts.asks[number],
      memberId: member?.record.recordId ?? null,
      registrationId: registration?.record.recordId ?? null,
      unmapped: [
        ...((flags & FLAGS.unmappedSalesforce) !== 0 ? ['salesforce'] : []),
        ...((flags & FLAGS.unmappedVoyage) !== 0 ? ['voyage'] : []),
      ],
      statuses: [
        label(members.head.labels, verdicts.memberStatus[number]),
        label(registrations.head.labels, verdicts.registrationStatus[number]),
      ],
    };
  });
}
