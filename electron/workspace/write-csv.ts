/** CSV files made of pages of the engine: the differences, and the rows of a plan. */
import { writeCsvFile } from '../engine/report/csv-file.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { DIFF_COLUMNS } from '../../shared/report/diff-csv.ts';
import type { PlanChange } from '../../shared/ipc/engine-views.ts';

type Ask = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

const PAGE = 500;
const PLAN_COLUMNS = ['email', 'name', 'side', 'operation', 'changes', 'outcome', 'message'];

export function writeDiffCsv(ask: Ask, path: string) {
  async function* rows(): AsyncGenerator<readonly string[]> {
    let after: number | null = 0;
    while (after !== null) {
      const page: EngineRequests['diff:rows']['output'] = await ask('diff:rows', {
        after,
        count: PAGE,
      });
      yield* page.rows;
      after = page.last;
    }
  }
  return writeCsvFile(path, DIFF_COLUMNS, rows());
}

export function writePlanCsv(ask: Ask, digest: string, path: string) {
  async function* rows(): AsyncGenerator<readonly string[]> {
    for (let from = 0; ; from += PAGE) {
      const page = await ask('plan:rows', {
        digest,
        search: '',
        from,
        count: PAGE,
        onlyOperations: false,
      });
      for (const row of page.rows) {
        const who = [row.email ?? '', row.name ?? ''];
        for (const change of row.salesforce) yield [...who, 'salesforce', ...cells(change), '', ''];
        for (const change of row.voyage) yield [...who, 'voyage', ...cells(change), '', ''];
        if (row.salesforce.length + row.voyage.length === 0) {
          yield [...who, '', '', '', row.outcome ?? '', row.message ?? ''];
        }
      }
      if (from + page.rows.length >= page.total || page.rows.length === 0) return;
    }
  }
  return writeCsvFile(path, PLAN_COLUMNS, rows());
}

function cells(change: PlanChange): readonly [string, string] {
  const changes = change.changes
    .map(({ field, before, after }) => `${field}: "${before ?? ''}" -> "${after ?? ''}"`)
    .join('; ');
  return [change.createsPerson ? `${change.op} with a new lead` : change.op, changes];
}
