/** What the review asks of the engine, and what it does with the answers. */
import { en } from '../../shared/texts/en.ts';
import type { Decidable } from '../../shared/domain/fields.ts';
import { maskOf } from '../../shared/domain/fields.ts';
import type { Choice } from '../../shared/domain/row.ts';
import type {
  Decide,
  DecideEffect,
  ReviewFilter,
  ReviewRow,
} from '../../shared/ipc/engine-views.ts';
import { call } from '../bridge.ts';
import { ask, go } from '../shell/ask.ts';
import { addNotice, showToast } from '../shell/shell-store.ts';
import { createPageCache } from '../windowed/page-cache.ts';
import type { Facet } from './review-filter.ts';
import { EVERYTHING, withFacetToggled } from './review-filter.ts';
import type { ReviewView } from './review-store.ts';
import { focusedRow, useReview } from './review-store.ts';
import { fieldsMeant, middleOf, undecidedOf } from './row-view.ts';
import {
  NOTHING_SELECTED,
  WHOLE_FILTER,
  countSelected,
  extended,
  targetOf,
  toggled,
} from './selection.ts';

const PAGE_ROWS = 100;
const KEPT_PAGES = 40;

function viewOf(viewId: number, total: number): ReviewView {
  const pages = createPageCache<ReviewRow>({
    pageSize: PAGE_ROWS,
    keptPages: KEPT_PAGES,
    total: () => total,
    fetch: async (from, count) => {
      const reply = await call('review:page', { viewId, from, count });
      if (reply.ok) return reply.value.rows;
      if (useReview.getState().view?.viewId === viewId) {
        if (reply.error.code === 'review/superseded') void openView();
        else addNotice({ error: reply.error, retry: () => void openView() });
      }
      return null;
    },
  });
  return { viewId, total, pages };
}

/** Opens the rows of a filter; without one, those of the filter that is on, at the row in focus. */
export async function openView(filter?: ReviewFilter): Promise<void> {
  const before = useReview.getState();
  const wanted = filter ?? before.filter;
  if (filter !== undefined) useReview.setState({ filter });
  const reply = await call('review:open', { filter: wanted });
  if (useReview.getState().filter !== wanted) return;
  if (!reply.ok) {
    useReview.setState({ trouble: reply.error });
    return;
  }
  const { viewId, total, facets } = reply.value;
  const focus = filter === undefined ? Math.min(before.focus, Math.max(0, total - 1)) : 0;
  useReview.setState({
    view: viewOf(viewId, total),
    facets,
    focus,
    asked: null,
    selection: NOTHING_SELECTED,
    bulkFields: 'asking',
    trouble: null,
    taken: null,
  });
  await readTicks();
}

async function readTicks(): Promise<void> {
  const { view } = useReview.getState();
  if (view === null) return;
  const reply = await call('review:ticks', { viewId: view.viewId });
  if (reply.ok && useReview.getState().view === view) useReview.setState({ ticks: reply.value.at });
}

export function toggleFacet(facet: Facet): void {
  void openView(withFacetToggled(useReview.getState().filter, facet));
}

export function searchFor(search: string): void {
  void openView({ ...useReview.getState().filter, search });
}

export function showEverybody(): void {
  void openView(EVERYTHING);
}

export function focusRow(index: number): void {
  const { view, focus } = useReview.getState();
  if (view === null || view.total === 0) return;
  const held = Math.min(Math.max(0, index), view.total - 1);
  if (held !== focus) useReview.setState({ focus: held, asked: null });
}

export function moveFocus(by: number): void {
  focusRow(useReview.getState().focus + by);
}

export async function focusNextUndecided(): Promise<void> {
  const { view, focus } = useReview.getState();
  if (view === null) return;
  const reply = await call('review:next-undecided', { viewId: view.viewId, after: focus });
  if (!reply.ok || useReview.getState().view !== view) return;
  const { index } = reply.value;
  if (index !== null) {
    focusRow(index);
    return;
  }
  const first = await call('review:next-undecided', { viewId: view.viewId, after: -1 });
  if (first.ok && first.value.index !== null && first.value.index !== focus) {
    focusRow(first.value.index);
  } else useReview.setState({ said: en.review.empty.noneLeft });
}

export function selectFocused(): void {
  const row = focusedRow();
  if (row === undefined) return;
  const { selection, focus } = useReview.getState();
  useReview.setState({ selection: toggled(selection, row.rowKey, focus) });
}

export function extendSelection(by: number): void {
  const { focus, view } = useReview.getState();
  if (view !== null) extendTo(Math.min(Math.max(0, focus + by), view.total - 1));
}

export function extendTo(index: number): void {
  const { selection, focus, view } = useReview.getState();
  if (view === null) return;
  const keyAt = (at: number): string | undefined => view.pages.row(at)?.rowKey;
  useReview.setState({ selection: extended(selection, focus, index, keyAt) });
  focusRow(index);
}

export function selectAll(): void {
  const { selection } = useReview.getState();
  useReview.setState({ selection: selection.kind === 'filter' ? NOTHING_SELECTED : WHOLE_FILTER });
}

export function clearSelection(): void {
  useReview.setState({ selection: NOTHING_SELECTED, bulkFields: 'asking' });
}

/** Takes the effect of a decision over: what is shown is read anew, rows stay where they are. */
async function takeEffect(effect: DecideEffect): Promise<void> {
  const { view } = useReview.getState();
  useReview.setState({ facets: effect.facets });
  view?.pages.clear({ keepShown: true });
  await readTicks();
}

function tell(text: string, canUndo: boolean): void {
  const { review } = en;
  const undoAction = { label: review.undo, keyCap: 'u', run: () => void undo() };
  showToast(text, canUndo ? undoAction : null);
}

/** A row that is not here is shown before anything is decided on it. */
function revealFocus(): void {
  useReview.setState(({ revealed }) => ({ revealed: revealed + 1 }));
}

/** One choice for the question in front of the row in focus; focus goes on where work goes on. */
async function decideFocused(choice: Exclude<Choice, 'typed'>): Promise<void> {
  const row = focusedRow();
  if (row === undefined) {
    revealFocus();
    return;
  }
  const question = middleOf(row, useReview.getState().asked ?? undefined).question;
  const fields = question === null ? [] : fieldsMeant(row, question);
  if (fields.length === 0) {
    useReview.setState({ said: en.review.nothingToDecide });
    return;
  }
  const target = { rowKeys: [row.rowKey] };
  const effect = await ask('review:decide', { target, fields, choice, value: null });
  if (effect === undefined) return;
  useReview.setState({
    asked: null,
    taken: { rowKey: row.rowKey, choice },
    said: en.review.did[choice](1),
  });
  const isLast = (undecidedOf(row) & ~maskOfFields(row, fields)) === 0;
  if (isLast) await focusNextUndecided();
  await takeEffect(effect);
}

function maskOfFields(row: ReviewRow, fields: Decide['fields']): number {
  return fields === 'asking' ? undecidedOf(row) : maskOf(fields);
}

/** A choice by key or button: for the selection where there is one, else for the row in focus. */
export async function decide(choice: Exclude<Choice, 'typed'>): Promise<void> {
  const { selection, view, bulkFields } = useReview.getState();
  if (view === null) return;
  if (countSelected(selection, view.total) === 0) {
    await decideFocused(choice);
    return;
  }
  if (selection.kind === 'filter') {
    useReview.setState({ confirming: { choice, fields: bulkFields, value: null } });
    return;
  }
  await decideFor(choice, bulkFields, null);
}

/** Carries a decision out for what is selected, or for the row in focus. */
export async function decideFor(
  choice: Choice,
  fields: Decide['fields'],
  value: string | null,
  viewId?: number,
): Promise<void> {
  const { selection, view } = useReview.getState();
  if (view === null) return;
  const focused = focusedRow()?.rowKey ?? null;
  const target = viewId === undefined ? targetOf(selection, view.viewId, focused) : { viewId };
  if (target === null) return;
  const effect = await ask('review:decide', { target, fields, choice, value });
  if (effect === undefined) return;
  tell(en.review.did[choice](effect.rows), true);
  useReview.setState({ confirming: null, asked: null, taken: null });
  await takeEffect(effect);
}

/** A choice for fields of one row by hand, from the drawer. */
export async function decideField(
  row: ReviewRow,
  fields: Exclude<Decide['fields'], 'asking'>,
  choice: Decide['choice'],
): Promise<void> {
  const target = { rowKeys: [row.rowKey] };
  const effect = await ask('review:decide', { target, fields, choice, value: null });
  if (effect === undefined) return;
  useReview.setState({
    said: en.review.did[choice](1),
    taken: choice === 'clear' ? null : { rowKey: row.rowKey, choice },
  });
  await takeEffect(effect);
}

export function startTyping(): void {
  const { selection, view, bulkFields, asked } = useReview.getState();
  if (view === null) return;
  if (countSelected(selection, view.total) > 0) {
    if (bulkFields !== 'asking') useReview.setState({ typing: { fields: bulkFields, row: null } });
    else useReview.setState({ said: en.review.bulk.mixed });
    return;
  }
  const row = focusedRow();
  if (row === undefined) return;
  const question = middleOf(row, asked ?? undefined).question;
  if (question === null || question === 'presence') return;
  useReview.setState({ typing: { fields: fieldsMeant(row, question), row } });
}

/** The typed values, field by field. */
export async function setTyped(
  values: readonly (readonly [Decidable, string | null])[],
): Promise<void> {
  const { typing, selection, view } = useReview.getState();
  useReview.setState({ typing: null });
  if (typing === null || view === null) return;
  const { row } = typing;
  const [first] = values;
  if (row === null && selection.kind === 'filter' && first !== undefined) {
    const [field, value] = first;
    useReview.setState({ confirming: { choice: 'typed', fields: [field], value } });
    return;
  }
  for (const [field, value] of values) {
    const target =
      row === null ? targetOf(selection, view.viewId, null) : { rowKeys: [row.rowKey] };
    if (target === null) return;
    const effect = await ask('review:decide', { target, fields: [field], choice: 'typed', value });
    if (effect === undefined) return;
    tell(en.review.did.typed(effect.rows), true);
    await takeEffect(effect);
  }
  if (row !== null) await focusNextUndecided();
}

async function stepBack(channel: 'review:undo' | 'review:redo'): Promise<void> {
  const { facets } = useReview.getState();
  const can = channel === 'review:undo' ? facets?.canUndo : facets?.canRedo;
  const { review } = en;
  if (can !== true) {
    const said = channel === 'review:undo' ? review.nothingToUndo : review.nothingToRedo;
    useReview.setState({ said });
    return;
  }
  const effect = await ask(channel, null);
  if (effect === undefined) return;
  const told = channel === 'review:undo' ? review.did.undone : review.did.redone;
  tell(told(effect.rows), false);
  await takeEffect(effect);
}

export function undo(): Promise<void> {
  return stepBack('review:undo');
}

export function redo(): Promise<void> {
  return stepBack('review:redo');
}

export async function saveDiff(): Promise<void> {
  const saved = await ask('diff:save', null);
  if (saved === undefined || saved === null) return;
  const { path } = saved;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  showToast(`${en.review.saved} ${name}`, {
    label: en.review.showInFolder,
    run: () => void ask('shell:show-file', { path }),
  });
}

/** Makes the plan of both sides and shows it. */
export async function seePlan(): Promise<void> {
  if (useReview.getState().isPlanning) return;
  useReview.setState({ isPlanning: true });
  const made = await ask('plan:build', { direction: 'both' }, () => void seePlan());
  useReview.setState({ isPlanning: false });
  if (made !== undefined) go('/plan');
}
