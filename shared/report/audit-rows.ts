/** The audit export, and the text each row's hash is taken over. */
import type { AuditRow } from '../domain/audit.ts';
import { AUDIT_COLUMNS } from '../domain/audit.ts';
import { formulaSafe } from './cells.ts';

/** RFC 8785 of the row without `hash`: flat, so sorted keys and JSON's own texts and integers. */
export function canonicalAuditText(row: Omit<AuditRow, 'hash'>): string {
  const members = AUDIT_COLUMNS.filter((column) => column !== 'hash')
    .sort()
    .map((column) => `${JSON.stringify(column)}:${JSON.stringify(row[column])}`);
  return `{${members.join(',')}}`;
}

/** One cell per column of AUDIT_COLUMNS. */
export function auditCells(row: AuditRow): string[] {
  return AUDIT_COLUMNS.map((column) => formulaSafe(String(row[column])));
}
