/** Tickets of batches: jobs that a far side works on by itself. */
import type { Journal } from './database.ts';

export function readTickets(db: Journal, txId: string, batchKey: string): readonly string[] {
  return db
    .statement(`SELECT ticket FROM push_ticket WHERE tx_id = ? AND batch_key = ? ORDER BY rowid`)
    .pluck()
    .all(txId, batchKey) as string[];
}

/** Committed when it returns, where no transaction is open around it. */
export function keepTicket(
  db: Journal,
  ticket: {
    readonly txId: string;
    readonly batchKey: string;
    readonly ticket: string;
    readonly at: string;
  },
): void {
  db.statement(
    `INSERT OR IGNORE INTO push_ticket (tx_id, batch_key, ticket, kept_at)
      VALUES (:txId, :batchKey, :ticket, :at)`,
  ).run(ticket);
}
