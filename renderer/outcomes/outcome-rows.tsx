import type { KeyboardEvent } from 'react';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Outcome, OutcomeCode } from '../../shared/domain/outcome.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { useShell } from '../shell/shell-store.ts';
import { Chip } from '../ui/badge.tsx';
import { SearchField } from '../ui/field.tsx';
import { useActiveRow } from '../windowed/active-row.ts';
import type { PageCache } from '../windowed/page-cache.ts';
import { createPageCache } from '../windowed/page-cache.ts';
import { usePages } from '../windowed/use-pages.ts';
import type { ScrollHandle } from '../windowed/window-scroller.tsx';
import { WindowScroller } from '../windowed/window-scroller.tsx';
import '../windowed/windowed.css';
import { OutcomeDetail } from './outcome-detail.tsx';
import { OutcomeRow, outcomeRowId } from './outcome-row.tsx';
import { toggleOutcome, useOutcomes } from './outcomes-store.ts';

const texts = en.outcomes;
const ROW_HEIGHTS = { regular: 32, compact: 26 } as const;
const PAGE_ROWS = 100;

interface Rows {
  readonly total: number;
  readonly pages: PageCache<Outcome>;
}

function useRows(
  summary: RunSummary,
  outcomes: readonly OutcomeCode[],
  search: string,
): Rows | null {
  const [rows, setRows] = useState<Rows | null>(null);
  const { txId } = summary;
  const rowsOfRun = summary.counts.rows;
  useEffect(() => {
    let isGone = false;
    const filter = { outcomes, search };
    void call('outcomes:page', { txId, filter, from: 0, count: 1 }).then((reply) => {
      if (isGone || !reply.ok) return;
      const { total } = reply.value;
      const pages = createPageCache<Outcome>({
        pageSize: PAGE_ROWS,
        keptPages: 30,
        total: () => total,
        fetch: async (from, count) => {
          const page = await call('outcomes:page', { txId, filter, from, count });
          return page.ok ? page.value.rows : null;
        },
      });
      setRows({ total, pages });
    });
    return () => {
      isGone = true;
    };
  }, [txId, outcomes, search, rowsOfRun]);
  return rows;
}

const COLUMNS = [
  ['row', 'num'],
  ['side', 'of-side'],
  ['name', ''],
  ['email', ''],
  ['outcome', ''],
  ['message', ''],
  ['change', ''],
  ['next', ''],
  ['tries', 'num'],
] as const;

function Heads() {
  return (
    <div role="rowgroup">
      <div role="row" className="outcome-row is-head" aria-rowindex={1}>
        {COLUMNS.map(([column, kind]) => (
          <div key={column} role="columnheader" className={`of-${column} ${kind}`}>
            {column === 'side' ? (
              <span className="sr">{texts.column.side}</span>
            ) : (
              texts.column[column]
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function move(event: KeyboardEvent, focus: number, total: number, page: number): number | null {
  switch (event.key) {
    case 'ArrowDown':
    case 'j':
      return Math.min(total - 1, focus + 1);
    case 'ArrowUp':
    case 'k':
      return Math.max(0, focus - 1);
    case 'PageDown':
      return Math.min(total - 1, focus + page);
    case 'PageUp':
      return Math.max(0, focus - page);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}

function Table({ rows }: { rows: Rows }) {
  const { pages, total } = rows;
  usePages(pages);
  const focus = useOutcomes((draft) => draft.focus);
  const rowHeight = useShell((shell) => ROW_HEIGHTS[shell.density]);
  const scroller = useRef<ScrollHandle>(null);
  const grid = useRef<HTMLDivElement>(null);
  const setDrawn = useActiveRow(grid, focus, outcomeRowId);
  const want = useCallback(
    (first: number, end: number) => {
      pages.want(first, end);
      setDrawn(first, end);
    },
    [pages, setDrawn],
  );
  const focused = pages.row(focus);
  return (
    <>
      <div
        ref={grid}
        className="outcome-table"
        role="grid"
        tabIndex={0}
        aria-label={texts.tableLabel}
        aria-rowcount={total + 1}
        data-test="salesforce-row-outcome-table"
        onKeyDown={(event) => {
          const view = scroller.current?.view();
          const page = Math.max(1, Math.floor((view?.height ?? rowHeight) / rowHeight) - 1);
          const next = move(event, focus, total, page);
          if (next === null || event.ctrlKey || event.metaKey || event.altKey) return;
          event.preventDefault();
          useOutcomes.setState({ focus: next });
          scroller.current?.showRow(next);
        }}
      >
        <div className="outcome-grid" role="presentation">
          <Heads />
          {total === 0 ? (
            <div role="rowgroup">
              <div role="row">
                <div role="gridcell" className="mut none">
                  {texts.noMatch}
                </div>
              </div>
            </div>
          ) : (
            <WindowScroller
              ref={scroller}
              className="outcome-scroller"
              role="rowgroup"
              total={total}
              rowHeight={rowHeight}
              onWindow={want}
              renderRow={(index, top) => (
                <OutcomeRow
                  key={index}
                  index={index}
                  top={top}
                  height={rowHeight}
                  row={pages.row(index)}
                  isFocused={index === focus}
                />
              )}
            />
          )}
        </div>
      </div>
      {focused !== undefined && <OutcomeDetail row={focused} />}
    </>
  );
}

/** Every row with what became of it, windowed. */
export function OutcomeRows({ summary }: { summary: RunSummary }) {
  const outcomes = useOutcomes((draft) => draft.outcomes);
  const search = useOutcomes((draft) => draft.search);
  const held = useMemo(
    () => outcomes.filter((code) => (summary.outcomes[code] ?? 0) > 0),
    [outcomes, summary.outcomes],
  );
  const rows = useRows(summary, held, useDeferredValue(search));
  return (
    <>
      <div className="outcome-bar">
        <SearchField
          label={texts.find}
          clearLabel={texts.findClear}
          value={search}
          data-test="outcomes-search"
          onChange={(value) => {
            useOutcomes.setState({ search: value, focus: 0 });
          }}
        />
        {held.map((code) => (
          <Chip
            key={code}
            removeLabel={texts.chipRemove(en.words.outcome[code])}
            onRemove={() => {
              toggleOutcome(code);
            }}
          >
            {en.words.outcome[code]}
          </Chip>
        ))}
        <span className="grow" />
        {rows !== null && (
          <span className="mut n" data-test="outcomes-shown">
            {texts.shown(rows.total)}
          </span>
        )}
      </div>
      {rows !== null && <Table rows={rows} />}
    </>
  );
}
