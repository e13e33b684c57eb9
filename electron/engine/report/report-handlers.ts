import { fold } from '../review/fold.ts';
import type { EngineContext, Handlers } from '../context.ts';
import { refuse } from '../context.ts';
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
      runOf(context, txId);
      const folded = { outcomes: filter.outcomes, search: fold(filter.search) };
      return {
        from,
        total: countOutcomeRows(db, txId, folded),
        rows: readOutcomes(db, txId, folded, { from, count }),
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

function runOf(context: EngineContext, txId: string): Run {
  return findRun(context.db, txId) ?? refuse({ code: 'run/unknown', txId });
}
