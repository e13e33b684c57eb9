import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { AuditRow } from '../../../shared/domain/audit.ts';
import { AUDIT_COLUMNS } from '../../../shared/domain/audit.ts';

/**
 * SHA-256, in hex, over the canonical JSON (RFC 8785) of an audit row without its `hash`; of a row that takes
 * nothing back also without `reverts`.
 */
export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const names = AUDIT_COLUMNS.filter((name) => name !== 'hash').filter(
    (name) => row[name] !== undefined,
  );
  const text = canonicalize(Object.fromEntries(names.map((name) => [name, row[name]])));
  if (text === undefined) throw new Error('an audit row is always JSON');
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The row as the next link after `previousHash`. */
export function chained(
  row: Omit<AuditRow, 'previous_hash' | 'hash'>,
  previousHash: string,
): AuditRow {
  const linked = { ...row, previous_hash: previousHash };
  return { ...linked, hash: hashOf(linked) };
}
