/** What is true of an engine after each step, whatever happened: asked by its own channels alone. */
import type { RowClass } from '../../shared/domain/row.ts';
import type { ReviewFilter, RunSummary } from '../../shared/ipc/engine-views.ts';
import type { Call } from '../int/fakes-bench.ts';
import { checkOperations } from '../kill/check.ts';
import type { Far } from '../kill/world.ts';

const EVERYTHING: ReviewFilter = { classes: [], fields: [], only: [], statuses: [], search: '' };

export async function expectSound(call: Call): Promise<void> {
  const audit = await call('audit:verify', null);
  claim(audit.verified, `the audit's chain is broken at ${String(audit.brokenAt)}`);
  const state = await call('engine:state', null);
  claim(state.activeRun === null, 'a run is still open');
  if (state.hasDiff) await expectFacetsCounted(call);
}

async function expectFacetsCounted(call: Call): Promise<void> {
  const { viewId, total, facets } = await call('review:open', { filter: EVERYTHING });
  const { rows } = await call('review:page', { viewId, from: 0, count: total });
  claim(rows.length === total && facets.rows === total, 'the facets count other rows');
  claim(new Set(rows.map(({ rowKey }) => rowKey)).size === total, 'a row key stands twice');
  for (const [cls, counted] of Object.entries(facets.classes)) {
    const own = rows.filter((row) => row.cls === (cls as RowClass)).length;
    claim(own === counted, `${cls}: ${String(counted)} counted, ${String(own)} rows`);
  }
  const undecided = await call('review:open', { filter: { ...EVERYTHING, only: ['undecided'] } });
  claim(undecided.total === facets.undecided, 'the undecided are counted wrong');
}

/** After a run, with what the far sides wrote down while it was carried out. */
export async function expectCarriedOut(
  call: Call,
  journalPath: string,
  far: Far,
  summary: RunSummary,
): Promise<void> {
  const { txId, counts, mode } = summary;
  claim(summary.addsUp, 'the totals do not tie');
  const filter = { outcomes: [], search: '' };
  const { rows } = await call('outcomes:page', { txId, filter, from: 0, count: 10_000 });
  claim(
    rows.length === counts.rows,
    `${String(rows.length)} outcomes of ${String(counts.rows)} rows`,
  );
  claim(
    rows.every(({ row }, index) => row === index + 1),
    'a row has no outcome, or two',
  );
  const { unsettled, doubles, losses } = checkOperations(journalPath, txId, far);
  claim(unsettled === 0, `${String(unsettled)} operations are not settled`);
  if (mode === 'keep') {
    claim(doubles.length === 0, `done twice: ${doubles.slice(0, 3).join('; ')}`);
    claim(losses.length === 0, `said and not done: ${losses.slice(0, 3).join('; ')}`);
  }
}

export function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
