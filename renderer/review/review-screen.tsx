import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { userMessage } from '../../shared/errors/user-message.ts';
import { en } from '../../shared/texts/en.ts';
import { listen } from '../bridge.ts';
import { go } from '../shell/ask.ts';
import { reviewFilterOf, reviewRoute } from '../shell/routes.ts';
import { showKeys, useEngine, useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { usePages } from '../windowed/use-pages.ts';
import '../windowed/windowed.css';
import { BulkBar } from './bulk-bar.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { FacetPanel } from './facets.tsx';
import { gridColumns } from './grid-columns.ts';
import { PeopleGrid } from './people-grid.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { openView, showEverybody } from './review-actions.ts';
import { ReviewBar } from './review-bar.tsx';
import { isEverything } from './review-filter.ts';
import { useReviewKeys } from './review-keys.ts';
import type { ReviewView } from './review-store.ts';
import { useReview } from './review-store.ts';
import { countSelected } from './selection.ts';
import { TypeDialog } from './type-dialog.tsx';
import './drawer.css';
import './grid.css';
import './review.css';

const { review } = en;
const MAP_WIDTH = 18;
const FACETS_FROM = 1080;
const SHORT_BELOW = 1020;

/** The width of an element, told anew whenever it changes. */
function useWidth(): [number, (element: HTMLElement | null) => void] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [element]);
  return [width, setElement];
}

const HINTS: readonly (readonly [readonly string[], string])[] = [
  [['j', 'k'], review.hint.move],
  [['1'], review.hint.salesforce],
  [['2'], review.hint.voyage],
  [['e'], review.hint.type],
  [['s'], review.hint.skip],
  [['u'], review.hint.undo],
  [['space'], review.hint.select],
  [['n'], review.hint.next],
  [['/'], review.hint.search],
];

function Hints({ total }: { total: number }) {
  const focus = useReview((state) => state.focus);
  return (
    <footer className="hints">
      {HINTS.map(([caps, label]) => (
        <span key={label}>
          {caps.map((cap) => (
            <kbd key={cap}>{cap}</kbd>
          ))}
          {label}
        </span>
      ))}
      <button
        type="button"
        className="bare"
        data-test="show-keys"
        onClick={() => {
          showKeys(true);
        }}
      >
        <kbd>?</kbd>
        {review.hint.keys}
      </button>
      <span className="grow" />
      {total > 0 && <span className="mut n">{review.rowOf(focus + 1, total)}</span>}
    </footer>
  );
}

function Nobody() {
  const filter = useReview((state) => state.filter);
  const facets = useReview((state) => state.facets);
  if (isEverything(filter)) {
    return <EmptyState title={review.empty.noPeople}>{review.empty.noPeopleBody}</EmptyState>;
  }
  return (
    <EmptyState
      title={review.empty.noMatch}
      data-test="review-no-match"
      action={<Button onClick={showEverybody}>{review.empty.noMatchGo}</Button>}
    >
      {review.empty.noMatchBody(facets?.rows ?? 0)}
    </EmptyState>
  );
}

function Drawer({ view, width }: { view: ReviewView; width: number }) {
  usePages(view.pages);
  const focus = useReview((state) => state.focus);
  const isOpen = useReview((state) => state.isDrawerOpen);
  const row = view.pages.row(focus);
  // A row that is not here yet, or no longer, leaves the drawer as it was: the grid keeps its height.
  const [kept, setKept] = useState(row);
  if (row !== undefined && row !== kept) setKept(row);
  const shown = row ?? kept;
  if (!isOpen || shown === undefined) return null;
  return <PersonDrawer row={shown} columns={gridColumns(width)} isShort={width < SHORT_BELOW} />;
}

function Dialogs({ view }: { view: ReviewView }) {
  const typing = useReview((state) => state.typing);
  const confirming = useReview((state) => state.confirming);
  const selection = useReview((state) => state.selection);
  if (typing !== null) {
    return <TypeDialog typing={typing} count={countSelected(selection, view.total)} />;
  }
  return confirming === null ? null : <ConfirmDialog view={view} confirming={confirming} />;
}

function Work({ view }: { view: ReviewView }) {
  const facets = useReview((state) => state.facets);
  const search = useRef<HTMLInputElement>(null);
  const [screenWidth, screen] = useWidth();
  const [mainWidth, main] = useWidth();
  useReviewKeys(search);
  const hasFilters = screenWidth >= FACETS_FROM;
  const width = Math.max(0, mainWidth - MAP_WIDTH);
  return (
    <>
      <div className={hasFilters ? 'split' : 'split has-no-room'} ref={screen}>
        {facets !== null && <FacetPanel facets={facets} searchRef={search} />}
        <div className="main" ref={main}>
          <ReviewBar view={view} hasFilters={hasFilters} />
          {view.total === 0 ? (
            <Nobody />
          ) : (
            width > 0 && <PeopleGrid view={view} columns={gridColumns(width)} />
          )}
          <BulkBar view={view} />
          {width > 0 && <Drawer view={view} width={width} />}
        </div>
      </div>
      <Hints total={view.total} />
      <Dialogs view={view} />
    </>
  );
}

function useView(): void {
  const route = useShell((shell) => shell.route);
  const hasDiff = useEngine()?.hasDiff === true;
  useEffect(() => {
    if (!hasDiff) return;
    const wanted = reviewFilterOf(route);
    const { filter, view } = useReview.getState();
    if (wanted !== null && reviewRoute(wanted) !== reviewRoute(filter)) void openView(wanted);
    else if (view === null) void openView();
  }, [route, hasDiff]);
  useEffect(() => {
    if (useReview.getState().view !== null) void openView();
    return listen('changed', ({ what }) => {
      if (what === 'diff' || what === 'pairing') void openView();
    });
  }, []);
}

function Shown(): ReactNode {
  const engine = useEngine();
  const view = useReview((state) => state.view);
  const trouble = useReview((state) => state.trouble);
  const hasDiff = engine?.hasDiff === true;
  if (engine !== null && !hasDiff) {
    return (
      <EmptyState
        title={review.empty.noDiff}
        data-test="review-empty"
        action={
          <Button
            variant="primary"
            onClick={() => {
              go('/sync');
            }}
          >
            {review.empty.noDiffGo}
          </Button>
        }
      >
        {review.empty.noDiffBody}
      </EmptyState>
    );
  }
  if (trouble !== null) {
    const message = userMessage(trouble);
    return (
      <div className="body">
        <Notice
          tone="bad"
          icon="warning"
          title={message.title}
          actions={<Button onClick={() => void openView()}>{review.empty.retry}</Button>}
        >
          <p>{message.body}</p>
        </Notice>
      </div>
    );
  }
  if (view === null) {
    return (
      <div className="body">
        <Skeleton label={review.empty.loading} lines={12} />
      </div>
    );
  }
  return <Work view={view} />;
}

/** The heart: one seam, Salesforce left, Voyage right, what will hold between them. */
export function ReviewScreen() {
  useView();
  const said = useReview((state) => state.said);
  return (
    <div className="review" data-test="review-screen">
      <h1 className="sr">{review.title}</h1>
      <Shown />
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}
