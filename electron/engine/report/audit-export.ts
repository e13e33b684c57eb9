/** The audit as a file, oldest row first, as the chain runs: CSV, or JSON lines for a path that ends in .jsonl. */
import type { AuditRow } from '../../../shared/domain/audit.ts';
import { AUDIT_COLUMNS } from '../../../shared/domain/audit.ts';
import { auditCells } from '../../../shared/report/audit-rows.ts';
import { readChain } from '../journal/audit-repository.ts';
import type { Journal } from '../journal/database.ts';
import { csvText } from './csv-text.ts';
import { writeFileWhole } from './write-file.ts';

const PAGE_ROWS = 1_000;

export async function writeAuditExport(
  db: Journal,
  path: string,
): Promise<{ readonly path: string; readonly rows: number }> {
  let rows = 0;
  function* pages(): Generator<readonly AuditRow[], void, void> {
    for (let after = 0; ;) {
      const page = readChain(db, { after, count: PAGE_ROWS });
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map(({ row }) => row);
      rows += page.length;
      after = last.seq;
    }
  }
  await writeFileWhole(path, path.endsWith('.jsonl') ? jsonLines(pages()) : csvLines(pages()));
  return { path, rows };
}

function* jsonLines(pages: Iterable<readonly AuditRow[]>): Generator<string, void, void> {
  for (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function csvLines(pages: Generator<readonly AuditRow[], void, void>): Iterable<string> {
  return csvText(
    AUDIT_COLUMNS,
    pages.map((page) => page.map(auditCells)),
  );
}
