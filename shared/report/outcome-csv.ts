/** The cells of the outcome report; its columns are a fixed interface. */
import type { FieldChange, Outcome } from '../domain/outcome.ts';
import { formulaSafe } from './cells.ts';

export { formulaSafe };

export const OUTCOME_COLUMNS = [
  'tx_id',
  'row',
  'direction',
  'email',
  'name',
  'salesforce_id',
  'voyage_id',
  'outcome',
  'field_changes',
  'message',
  'next_step',
  'code',
  'attempts',
  'finished_at',
  'salesforce_link',
  'voyage_link',
] as const;

export interface OutcomeLinks {
  readonly salesforce: string | null;
  readonly voyage: string | null;
}

function quoted(value: string | null): string {
  return JSON.stringify(value ?? '');
}

/** `field: "before" -> "after"; ...` */
function changesText(changes: readonly FieldChange[]): string {
  return changes
    .map(({ field, before, after }) => `${field}: ${quoted(before)} -> ${quoted(after)}`)
    .join('; ');
}

/** One cell per column of OUTCOME_COLUMNS. */
export function outcomeRow(outcome: Outcome, links: OutcomeLinks): string[] {
  const cells: Record<(typeof OUTCOME_COLUMNS)[number], string | number | null> = {
    tx_id: outcome.txId,
    row: outcome.row,
    direction: outcome.direction,
    email: outcome.email,
    name: outcome.name,
    salesforce_id: outcome.salesforceId,
    voyage_id: outcome.voyageId,
    outcome: outcome.outcome,
    field_changes: changesText(outcome.changes),
    message: outcome.message,
    next_step: outcome.nextStep,
    code: outcome.code,
    attempts: outcome.attempts,
    finished_at: outcome.finishedAt,
    salesforce_link: links.salesforce,
    voyage_link: links.voyage,
  };
  return OUTCOME_COLUMNS.map((column) => formulaSafe(String(cells[column] ?? '')));
}
