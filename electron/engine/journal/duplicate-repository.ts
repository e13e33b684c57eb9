/** What was decided where a duplicate rule stopped a Lead. The caller owns the transaction. */
import type { DuplicateAlert, DuplicateChoice } from '../../../shared/domain/duplicate.ts';
import type { Journal } from './database.ts';

export function insertDuplicateChoice(
  db: Journal,
  decided: {
    readonly pairingId: number;
    readonly rowKey: string;
    readonly choice: DuplicateChoice | null;
    readonly actor: string;
    readonly at: string;
  },
): void {
  db.statement(
    `INSERT INTO duplicate_choice (pairing_id, row_key, choice, actor, at)
      VALUES (:pairingId, :rowKey, :choice, :actor, :at)`,
  ).run({
    ...decided,
    choice: decided.choice === null ? null : JSON.stringify(decided.choice),
  });
}

/** The choices in force, by row. */
export function readDuplicateChoices(
  db: Journal,
  pairingId: number,
  rowKeys: readonly string[],
): ReadonlyMap<string, DuplicateChoice> {
  const found = db
    .statement(
      `SELECT wanted.value AS rowKey, (SELECT choice FROM duplicate_choice
          WHERE pairing_id = ? AND row_key = wanted.value ORDER BY choice_id DESC LIMIT 1) AS choice
        FROM json_each(?) AS wanted`,
    )
    .all(pairingId, JSON.stringify(rowKeys)) as { rowKey: string; choice: string | null }[];
  return new Map(
    found.flatMap(({ rowKey, choice }) =>
      choice === null ? [] : [[rowKey, JSON.parse(choice) as DuplicateChoice] as const],
    ),
  );
}

/** What the newest run of the pairing that met this row says of its duplicates; null where it met none. */
export function findAlert(db: Journal, pairingId: number, rowKey: string): DuplicateAlert | null {
  const found = db
    .statement(
      `SELECT duplicate FROM outcome JOIN run USING (tx_id) WHERE row_key = ? AND pairing_id = ?
        ORDER BY plan_id DESC LIMIT 1`,
    )
    .pluck()
    .get(rowKey, pairingId) as string | null | undefined;
  return found == null ? null : (JSON.parse(found) as DuplicateAlert);
}
