import type { EngineContext, Handlers } from '../context.ts';
import { countAuditRows, readAuditRows } from '../journal/audit-repository.ts';
import { writeAuditExport } from '../report/audit-export.ts';
import { verifyAudit } from './verify-audit.ts';

type Channels = 'audit:page' | 'audit:verify' | 'audit:write';

export function auditHandlers(context: EngineContext): Handlers<Channels> {
  const { db, options } = context;
  return {
    'audit:page': ({ search, from, count }) => {
      const sought = search.trim().toLowerCase();
      return {
        from,
        total: countAuditRows(db, sought),
        rows: readAuditRows(db, sought, { from, count }),
      };
    },
    'audit:verify': () => verifyAudit(db, options.clock),
    'audit:write': ({ path }) => writeAuditExport(db, path),
  };
}
