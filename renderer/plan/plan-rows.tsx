import { useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { PlanChange, PlanRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { readable } from '../review/shown-value.tsx';
import { call } from '../bridge.ts';
import { useShell } from '../shell/shell-store.ts';
import { SearchField } from '../ui/field.tsx';
import type { PageCache } from '../windowed/page-cache.ts';
import { createPageCache } from '../windowed/page-cache.ts';
import { usePages } from '../windowed/use-pages.ts';
import { WindowScroller } from '../windowed/window-scroller.tsx';
import '../windowed/windowed.css';
import { usePlan } from './plan-store.ts';

const texts = en.plan;
const ROW_HEIGHTS = { regular: 32, compact: 26 } as const;
const PAGE_ROWS = 60;

interface Rows {
  readonly total: number;
  readonly pages: PageCache<PlanRow>;
}

/** The rows of the plan that a search finds; null before the first answer. */
function usePlanRows(digest: string, search: string, onlyOperations: boolean): Rows | null {
  const [rows, setRows] = useState<Rows | null>(null);
  useEffect(() => {
    let isGone = false;
    const input = { digest, search, onlyOperations };
    void call('plan:rows', { ...input, from: 0, count: 1 }).then((reply) => {
      if (isGone || !reply.ok) return;
      const { total } = reply.value;
      const pages = createPageCache<PlanRow>({
        pageSize: PAGE_ROWS,
        keptPages: 20,
        total: () => total,
        fetch: async (from, count) => {
          const page = await call('plan:rows', { ...input, from, count });
          return page.ok ? page.value.rows : null;
        },
      });
      setRows({ total, pages });
    });
    return () => {
      isGone = true;
    };
  }, [digest, search, onlyOperations]);
  return rows;
}

function Change({ change, side }: { change: PlanChange; side: Side }) {
  const tone = side === 'salesforce' ? 'c-sf' : 'c-vg';
  if (change.op === 'create') {
    const text = change.createsPerson ? texts.new.lead : texts.new[side];
    return <span className={`strong ${tone}`}>{text}</span>;
  }
  if (change.op === 'delete') {
    const text = change.deletesPerson === true ? en.revert.deletedLead : texts.deleted;
    return <span className={`strong ${tone}`}>{text}</span>;
  }
  return change.changes.map(({ field, before, after }) => {
    const question = field === 'firstName' || field === 'lastName' ? 'name' : field;
    const was = readable(side, question, before);
    const is = readable(side, question, after);
    return (
      <span
        key={field}
        className="change"
        title={`${en.words.field[field]}: ${was ?? ''} → ${is ?? ''}`}
      >
        <del>{was ?? <i>{en.words.empty}</i>}</del>{' '}
        <ins className={tone}>{is ?? <i>{en.words.empty}</i>}</ins>
      </span>
    );
  });
}

function Changes({ changes, side }: { changes: readonly PlanChange[]; side: Side }) {
  return (
    <div role="cell" className={`clip of-${side}`}>
      {changes.map((change, index) => (
        <Change key={index} change={change} side={side} />
      ))}
    </div>
  );
}

function Shown({ rows }: { rows: Rows }) {
  const { pages, total } = rows;
  usePages(pages);
  const rowHeight = useShell((shell) => ROW_HEIGHTS[shell.density]);
  const want = useCallback(
    (first: number, end: number) => {
      pages.want(first, end);
    },
    [pages],
  );
  if (total === 0) return <p className="mut none">{texts.noRows}</p>;
  return (
    <div role="table" aria-label={texts.rowsLabel} aria-rowcount={total} className="plan-rows">
      <WindowScroller
        className="plan-scroller"
        role="rowgroup"
        isTabStop
        label={texts.rowsLabel}
        total={total}
        rowHeight={rowHeight}
        onWindow={want}
        renderRow={(index, top) => {
          const row = pages.row(index);
          return (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 1}
              className="plan-row"
              style={{ transform: `translateY(${String(top)}px)`, height: rowHeight }}
            >
              {row !== undefined && (
                <>
                  <Changes changes={row.salesforce} side="salesforce" />
                  <div role="rowheader" className="who clip" title={row.email ?? undefined}>
                    {row.name ?? row.email}
                  </div>
                  {row.message === null ? (
                    <Changes changes={row.voyage} side="voyage" />
                  ) : (
                    <div role="cell" className="clip mut" title={row.message}>
                      {row.message}
                    </div>
                  )}
                </>
              )}
            </div>
          );
        }}
      />
    </div>
  );
}

/**
 * The rows themselves: what each side would be written, around the person. Of a revert also those left
 * alone, with the reason.
 */
export function PlanRows({ digest, isRevert }: { digest: string; isRevert: boolean }) {
  const search = usePlan((draft) => draft.search);
  const rows = usePlanRows(digest, useDeferredValue(search), !isRevert);
  return (
    <section className="rows-themselves" data-test="plan-rows">
      <div className="row rows-head">
        <h2>{texts.rowsTitle}</h2>
        {rows !== null && <span className="mut n">{texts.rowsShown(rows.total)}</span>}
        <span className="grow" />
        <SearchField
          label={texts.find}
          clearLabel={texts.findClear}
          value={search}
          data-test="plan-search"
          onChange={(value) => {
            usePlan.setState({ search: value });
          }}
        />
      </div>
      {rows !== null && <Shown rows={rows} />}
    </section>
  );
}
