/**
 * The outcome report of a run: a row per outcome, in review order. The same report again is the same bytes:
 * it holds nothing but what the journal kept of the run.
 */
import type { Outcome } from '../../../shared/domain/outcome.ts';
import { OUTCOME_COLUMNS, outcomeRow } from '../../../shared/report/outcome-csv.ts';
import type { Journal } from '../journal/database.ts';
import { readOutcomesAfter } from '../journal/outcome-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { csvText } from './csv-text.ts';
import { writeFileWhole } from './write-file.ts';

const PAGE_ROWS = 2_000;

export async function writeOutcomeReport(
  db: Journal,
  run: Run,
  path: string,
  onRows: (rows: number) => void,
): Promise<{ readonly path: string; readonly rows: number; readonly bytes: number }> {
  let rows = 0;
  function* pages(): Generator<readonly string[][], void, void> {
    for (let after = 0; ;) {
      const page = readOutcomesAfter(db, run.txId, { after, count: PAGE_ROWS });
      const last = page.at(-1);
      if (last === undefined) return;
      yield page.map((outcome) => outcomeRow(outcome, linksOf(run, outcome)));
      rows += page.length;
      after = last.row;
      onRows(rows);
    }
  }
  const { bytes } = await writeFileWhole(path, csvText(OUTCOME_COLUMNS, pages()));
  return { path, rows, bytes };
}

function linksOf(
  run: Run,
  outcome: Outcome,
): { readonly salesforce: string | null; readonly voyage: string | null } {
  return {
    salesforce: filled(run.link.salesforce, outcome.salesforceId),
    voyage: filled(run.link.voyage, outcome.voyageId),
  };
}

function filled(template: string | null, recordId: string | null): string | null {
  return template === null || recordId === null
    ? null
    : template.replaceAll('{id}', encodeURIComponent(recordId));
}

const LONGEST_CAMPAIGN_NAME = 60;

/** Campaign, transaction and time, in characters every file system takes. */
export function reportFileName(
  run: Pick<Run, 'campaignName' | 'txId' | 'startedAt' | 'endedAt'>,
): string {
  const plain = run.campaignName
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const campaign = Array.from(plain)
    .slice(0, LONGEST_CAMPAIGN_NAME)
    .join('')
    .replace(/^[. ]+|[. ]+$/gu, '');
  const time = (run.endedAt ?? run.startedAt).slice(0, 19).replaceAll(':', '-');
  return `${campaign === '' ? 'Campaign' : campaign} ${run.txId} ${time}Z.csv`;
}
