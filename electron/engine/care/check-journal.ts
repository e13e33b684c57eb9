/** The journal looked through from end to end: the file, its references, its outcomes and its audit. */
import { hashOf } from '../audit/chain.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { readNewestAuditRow } from '../journal/audit-repository.ts';
import { listBackups } from '../journal/backup-files.ts';
import type { Journal } from '../journal/database.ts';
import { findingsOf } from '../journal/integrity.ts';
import { spaceOf } from '../journal/space.ts';

export function careHandlers({ db, options }: EngineContext): Handlers<'journal:check'> {
  return {
    'journal:check': () => {
      const startedAt = options.clock();
      const audit = verifyAudit(db, options.clock);
      const findings = [
        ...findingsOf(db),
        ...(audit.brokenAt === null ? [] : [`The audit’s chain breaks at ${audit.brokenAt}`]),
      ];
      const checkedAt = options.clock();
      return {
        path: db.path,
        ...spaceOf(db),
        findings,
        auditRows: audit.rows,
        backups: listBackups(db.path),
        checkedAt: checkedAt.toISOString(),
        elapsedMs: checkedAt.getTime() - startedAt.getTime(),
      };
    },
  };
}

/** At start: whether the newest audit row is the one that was written. Answers its transaction when not. */
export function brokenHead(db: Journal): string | null {
  const row = readNewestAuditRow(db);
  return row === null || hashOf(row) === row.hash ? null : row.tx_id;
}
