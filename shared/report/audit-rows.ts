/** The cells of the audit export. */
import type { AuditRow } from '../domain/audit.ts';
import { AUDIT_COLUMNS } from '../domain/audit.ts';
import { formulaSafe } from './cells.ts';

/** One cell per column of AUDIT_COLUMNS. */
export function auditCells(row: AuditRow): string[] {
  return AUDIT_COLUMNS.map((column) => formulaSafe(String(row[column] ?? '')));
}
