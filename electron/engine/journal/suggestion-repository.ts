/** The suggestions made for the unmatched of two lists. Those answered (linked, set apart) are not open any more. */
import type { Evidence } from '../../../shared/reconcile/suggest/suggest.ts';
import type { Journal } from './database.ts';
import { insertMany } from './insert-many.ts';

export interface Suggested {
  /** From 1, the likeliest first. */
  readonly rank: number;
  readonly memberId: string;
  readonly registrationId: string;
  /** Keys of the rows the two stood in. */
  readonly memberKey: string;
  readonly registrationKey: string;
  /** From 0 to 1. */
  readonly chance: number;
  readonly evidence: readonly Evidence[];
}

export interface SuggestionSet {
  readonly salesforceSnapshot: number;
  readonly voyageSnapshot: number;
  readonly madeAt: string;
  readonly likelyFrom: number;
  /** Of the unmatched that were compared. */
  readonly members: number;
  readonly registrations: number;
}

/** In the place of those before. The caller owns the transaction. */
export function writeSuggestions(
  db: Journal,
  pairingId: number,
  set: SuggestionSet,
  suggested: readonly Suggested[],
): void {
  db.statement('DELETE FROM suggestion WHERE pairing_id = ?').run(pairingId);
  db.statement(
    `INSERT OR REPLACE INTO suggestion_set
     VALUES (@pairingId, @salesforceSnapshot, @voyageSnapshot, @madeAt, @likelyFrom, @members, @registrations)`,
  ).run({ pairingId, ...set });
  insertMany(
    db,
    {
      table: 'suggestion',
      columns: [
        'pairing_id',
        'rank',
        'member_id',
        'registration_id',
        'member_key',
        'registration_key',
        'chance',
        'evidence',
      ],
      replaces: false,
    },
    suggested.map((one) => [
      pairingId,
      one.rank,
      one.memberId,
      one.registrationId,
      one.memberKey,
      one.registrationKey,
      one.chance,
      JSON.stringify(one.evidence),
    ]),
  );
}

export function suggestionSet(db: Journal, pairingId: number): SuggestionSet | null {
  const found = db
    .statement(
      `SELECT salesforce_snapshot AS salesforceSnapshot, voyage_snapshot AS voyageSnapshot,
         made_at AS madeAt, likely_from AS likelyFrom, members, registrations
       FROM suggestion_set WHERE pairing_id = ?`,
    )
    .get(pairingId) as SuggestionSet | undefined;
  return found ?? null;
}

const OPEN = `FROM suggestion s WHERE s.pairing_id = @pairingId
  AND NOT EXISTS (SELECT 1 FROM link l WHERE l.pairing_id = s.pairing_id AND l.member_id = s.member_id)
  AND NOT EXISTS (SELECT 1 FROM link l
    WHERE l.pairing_id = s.pairing_id AND l.registration_id = s.registration_id)
  AND NOT EXISTS (SELECT 1 FROM apart a WHERE a.pairing_id = s.pairing_id
    AND a.member_id = s.member_id AND a.registration_id = s.registration_id)`;

const COLUMNS = `s.rank, s.member_id AS memberId, s.registration_id AS registrationId,
  s.member_key AS memberKey, s.registration_key AS registrationKey, s.chance, s.evidence`;

type SuggestionRow = Omit<Suggested, 'evidence'> & { readonly evidence: string };

function toSuggested(row: SuggestionRow): Suggested {
  return { ...row, evidence: JSON.parse(row.evidence) as Evidence[] };
}

/** Open ones after a rank, at most `count`. */
export function openSuggestions(
  db: Journal,
  pairingId: number,
  after: number,
  count: number,
): readonly Suggested[] {
  const rows = db
    .statement(`SELECT ${COLUMNS} ${OPEN} AND s.rank > @after ORDER BY s.rank LIMIT @count`)
    .all({ pairingId, after, count }) as SuggestionRow[];
  return rows.map(toSuggested);
}

/** The chance of each open one, the likeliest first. */
export function openChances(db: Journal, pairingId: number): readonly number[] {
  return db
    .statement(`SELECT s.chance ${OPEN} ORDER BY s.rank`)
    .pluck()
    .all({ pairingId }) as number[];
}

/** The open one that names the record; null for none. */
export function suggestionOf(
  db: Journal,
  pairingId: number,
  record: { readonly memberId: string | null; readonly registrationId: string | null },
): Suggested | null {
  const row = db
    .statement(
      `SELECT ${COLUMNS} ${OPEN} AND (s.member_id = @memberId OR s.registration_id = @registrationId)
       ORDER BY s.rank LIMIT 1`,
    )
    .get({ pairingId, ...record }) as SuggestionRow | undefined;
  return row === undefined ? null : toSuggested(row);
}
