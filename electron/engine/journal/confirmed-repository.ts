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
import type { RecordRow } from './record-repository.ts';
import { identityRulesOf, insertRecords, toSideRecord } from './record-repository.ts';
import { outdateSketch } from './sketch-columns.ts';

export interface Confirmed {
  readonly operation: StoredOperation;
  readonly answer: WriteAnswer;
  /** For a create: the record on the other side it was made from. */
  readonly source: SideRecord | null;
}

export function applyConfirmed(
  db: Journal,
  snapshotId: number,
  confirmed: Confirmed,
  at: string,
): void {
  const { operation, answer } = confirmed;
  const recordId = answer.recordId ?? operation.draft.recordId;
  if (recordId === null) return;
  switch (answer.status) {
    case 'created':
    case 'updated':
    case 'unchanged':
    case 'cancelled':
    case 'status-replaced':
      keep(db, snapshotId, confirmed, recordId, at);
      return;
    case 'deleted':
      outdateSketch(db, snapshotId, [recordId]);
      db.statement('DELETE FROM record WHERE snapshot_id = ? AND record_id = ?').run(
        snapshotId,
        recordId,
      );
      return;
    case 'stale':
    case 'already-member':
    case 'no-person':
    case 'duplicate':
    case 'rejected':
    case 'failed':
    case 'not-attempted':
  }
}

function keep(
  db: Journal,
  snapshotId: number,
  confirmed: Confirmed,
  recordId: string,
  at: string,
): void {
  const { draft } = confirmed.operation;
  const row = db
    .statement('SELECT * FROM record WHERE snapshot_id = ? AND record_id = ?')
    .get(snapshotId, recordId) as RecordRow | undefined;
  const known = row === undefined ? null : toSideRecord(draft.side, row);
  if (known === null && draft.op !== 'create') return;
  const isMoved = confirmed.answer.status !== 'unchanged' || known === null;
  const record: SideRecord = {
    side: draft.side,
    recordId,
    values: heldValues(confirmed, known),
    version: confirmed.answer.version ?? known?.version ?? '',
    modifiedAt: isMoved ? at : known.modifiedAt,
    createdAt: known?.createdAt ?? at,
    person: confirmed.answer.person ?? known?.person ?? draft.person,
  };
  const { identity, mergedBy } = normalizeEmail(
    record.values.email,
    identityRulesOf(db, snapshotId),
  );
  insertRecords(db, snapshotId, [{ record, identity, mergedBy }]);
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
