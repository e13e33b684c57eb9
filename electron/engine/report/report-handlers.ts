import type { Outcome } from '../../../shared/domain/outcome.ts';
import { fold } from '../review/fold.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { refuse } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import { readDuplicateChoices } from '../journal/duplicate-repository.ts';
import { countOutcomeRows, readOutcomes } from '../journal/outcome-repository.ts';
import type { Run } from '../journal/run-repository.ts';
import { findRun } from '../journal/run-repository.ts';
import { summaryOf } from '../push/run-summary.ts';
import { reportFileName, writeOutcomeReport } from './outcome-report.ts';

type Channels = 'run:summary' | 'outcomes:page' | 'report:write' | 'report:name';

export function reportHandlers(context: EngineContext): Handlers<Channels> {
  const { db } = context;
  return {
    'run:summary': ({ txId }) => summaryOf(context, runOf(context, txId)),
    'outcomes:page': ({ txId, filter, from, count }) => {
      const run = runOf(context, txId);
      const folded = { outcomes: filter.outcomes, search: fold(filter.search) };
      return {
        from,
        total: countOutcomeRows(db, txId, folded),
        rows: withChoices(db, run, readOutcomes(db, txId, folded, { from, count })),
      };
    },
    'report:name': ({ txId }) => ({ fileName: reportFileName(runOf(context, txId)) }),
    'report:write': async ({ txId, path }) => {
      const run = runOf(context, txId);
      const report = (stage: 'writing' | 'done', done: number): void =>
        context.emit('progress', {
          job: 'report',
          stage,
          side: null,
          done,
          total: run.rowCount,
          ratePerSecond: null,
          secondsLeft: null,
          way: null,
        });
      const written = await writeOutcomeReport(db, run, path, (rows) => report('writing', rows));
      report('done', written.rows);
      return written;
    },
  };
}

/** What was decided since about those that a duplicate rule stopped. */
function withChoices(db: Journal, run: Run, rows: readonly Outcome[]): readonly Outcome[] {
  const alerted = rows.filter(({ duplicate }) => duplicate != null);
  if (alerted.length === 0) return rows;
  const rowKeys = alerted.map(({ rowKey }) => rowKey);
  const choices = readDuplicateChoices(db, run.pairingId, rowKeys);
  return rows.map((row) =>
    row.duplicate == null
      ? row
      : { ...row, duplicate: { ...row.duplicate, chosen: choices.get(row.rowKey) ?? null } },
  );
}

function runOf(context: EngineContext, txId: string): Run {
  return findRun(context.db, txId) ?? refuse({ code: 'run/unknown', txId });
}
