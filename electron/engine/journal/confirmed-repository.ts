/**
 * What a run wrote, in the snapshots in use: so that the journal knows both sides without a new pull.
 * Only what an answer confirmed. The caller owns the transaction.
 */
import type { Values } from '../../../shared/domain/fields.ts';
import { FIELDS } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { WriteAnswer } from '../sides/side-port.ts';
import type { Journal } from './database.ts';
import type { StoredOperation } from './operation-repository.ts';
import type { StoredRecord } from './record-repository.ts';
import { identityRulesOf, insertRecords, recordsOf } from './record-repository.ts';
import { outdateSketch } from './sketch-columns.ts';

interface Confirmed {
  readonly operation: StoredOperation;
  readonly answer: WriteAnswer;
  /** For a create: the record on the other side it was made from. */
  readonly source: SideRecord | null;
}

/** In the order they were answered, all of one side. */
export function applyConfirmed(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  confirmed: readonly Confirmed[],
  at: string,
): void {
  const held = new Map<string, SideRecord | null>(
    recordsOf(db, snapshot, confirmed.map(recordIdOf)),
  );
  const touched = new Set<string>();
  for (const each of confirmed) {
    const recordId = recordIdOf(each);
    if (recordId === null) continue;
    const record = recordAfter(each, held.get(recordId) ?? null, recordId, at);
    if (record === 'as-it-was') continue;
    held.set(recordId, record);
    touched.add(recordId);
  }
  const rules = identityRulesOf(db, snapshot.id);
  const kept: StoredRecord[] = [];
  const gone: string[] = [];
  for (const recordId of touched) {
    const record = held.get(recordId) ?? null;
    if (record === null) {
      gone.push(recordId);
      continue;
    }
    const { identity, mergedBy } = normalizeEmail(record.values.email, rules);
    kept.push({ record, identity, mergedBy });
  }
  insertRecords(db, snapshot.id, kept);
  if (gone.length === 0) return;
  outdateSketch(db, snapshot.id, gone);
  db.statement(
    'DELETE FROM record WHERE snapshot_id = ? AND record_id IN (SELECT value FROM json_each(?))',
  ).run(snapshot.id, JSON.stringify(gone));
}

function recordIdOf({ operation, answer }: Confirmed): string | null {
  return answer.recordId ?? operation.draft.recordId;
}

/** Null for one that is gone. */
function recordAfter(
  confirmed: Confirmed,
  known: SideRecord | null,
  recordId: string,
  at: string,
): SideRecord | null | 'as-it-was' {
  switch (confirmed.answer.status) {
    case 'created':
    case 'updated':
    case 'unchanged':
    case 'cancelled':
    case 'status-replaced':
      return written(confirmed, known, recordId, at);
    case 'deleted':
      return null;
    case 'stale':
    case 'already-member':
    case 'no-person':
    case 'duplicate':
    case 'rejected':
    case 'failed':
    case 'not-attempted':
      return 'as-it-was';
  }
}

function written(
  confirmed: Confirmed,
  known: SideRecord | null,
  recordId: string,
  at: string,
): SideRecord | 'as-it-was' {
  const { draft } = confirmed.operation;
  if (known === null && draft.op !== 'create') return 'as-it-was';
  const isMoved = confirmed.answer.status !== 'unchanged' || known === null;
  return {
    side: draft.side,
    recordId,
    values: heldValues(confirmed, known),
    version: confirmed.answer.version ?? known?.version ?? '',
    modifiedAt: isMoved ? at : known.modifiedAt,
    createdAt: known?.createdAt ?? at,
    person: confirmed.answer.person ?? known?.person ?? draft.person,
  };
}

/** Read back, else as sent, else as known before; of a person found for a member, as on the other side. */
function heldValues({ operation, answer, source }: Confirmed, known: SideRecord | null): Values {
  const { draft } = operation;
  const isFoundPerson = draft.side === 'salesforce' && !draft.createPerson;
  const otherwise = known?.values ?? (isFoundPerson ? source?.values : undefined);
  const held = FIELDS.map((field) => {
    const readBack = answer.values?.[field];
    if (readBack !== undefined) return [field, readBack];
    const sent = draft.fields[field];
    if (sent !== undefined) return [field, sent];
    return [field, field === 'status' && known === null ? null : (otherwise?.[field] ?? null)];
  });
  return Object.fromEntries(held) as Values;
}

/** The rows a side has now, as its snapshot tells them. */
export function recountSnapshot(db: Journal, pairingId: number, side: Side): void {
  db.statement(
    `UPDATE snapshot SET rows = (SELECT count(*) FROM record WHERE record.snapshot_id = snapshot.snapshot_id)
      WHERE pairing_id = ? AND side = ? AND state = 'current'`,
  ).run(pairingId, side);
}
