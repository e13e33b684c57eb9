/** Links from the rows: two that stand alone become one, a pair becomes two, another duplicate is kept. */
import type { LinkEffect, RowLinks } from '../../shared/ipc/link-views.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { ask } from '../shell/ask.ts';
import { showToast } from '../shell/shell-store.ts';
import { clearSelection } from './review-actions.ts';
import { focusedRow, useReview } from './review-store.ts';

const { links } = en;

function isAlone(row: ReviewRow): boolean {
  return (row.salesforce === null) !== (row.voyage === null);
}

/** The two rows selected, where a link can join them; null where not. */
export function twoToLink(): readonly [string, string] | null {
  const { selection, view } = useReview.getState();
  if (selection.kind !== 'rows' || selection.keys.size !== 2 || view === null) return null;
  const rows = [...view.pages.held()].filter(({ rowKey }) => selection.keys.has(rowKey));
  const [member, registration] = [
    rows.find((row) => isAlone(row) && row.voyage === null),
    rows.find((row) => isAlone(row) && row.salesforce === null),
  ];
  return member === undefined || registration === undefined
    ? null
    : [member.rowKey, registration.rowKey];
}

/** The comparison has followed already: what is shown is read anew by the announcement of it. */
function tell(effect: LinkEffect | undefined, text: string): void {
  if (effect === undefined) return;
  useReview.setState({ said: text });
  showToast(text, { label: links.undo, run: () => void undoLink() });
}

async function undoLink(): Promise<void> {
  const effect = await ask('links:undo', null);
  if (effect !== undefined) showToast(links.did.undone);
}

/** The two selected; with nothing selected the suggestion of the row in focus. */
export async function linkRows(): Promise<void> {
  const { selection } = useReview.getState();
  if (selection.kind === 'rows' && selection.keys.size === 0) {
    await linkSuggested();
    return;
  }
  const rowKeys = twoToLink();
  if (rowKeys === null) {
    useReview.setState({ said: links.row.cannotLink });
    return;
  }
  const effect = await ask('links:link', { rowKeys });
  if (effect !== undefined) clearSelection();
  tell(effect, links.did.link(1));
}

async function linkSuggested(): Promise<void> {
  const row = focusedRow();
  if (row === undefined || !isAlone(row)) return;
  const reply = await call('links:row', { rowKey: row.rowKey });
  const suggestion = reply.ok ? reply.value.suggestion : null;
  if (suggestion === null) useReview.setState({ said: links.row.cannotLink });
  else await acceptSuggestion(suggestion);
}

export async function acceptSuggestion({
  salesforce,
  voyage,
}: NonNullable<RowLinks['suggestion']>): Promise<void> {
  const pair = { memberId: salesforce.recordId, registrationId: voyage.recordId };
  tell(await ask('suggestions:accept', pair), links.did.link(1));
}

export async function unlinkRow(row = focusedRow()): Promise<void> {
  if (row === undefined || row.salesforce === null || row.voyage === null) return;
  tell(await ask('links:unlink', { rowKey: row.rowKey }), links.did.unlink);
}

export async function keepRow(row = focusedRow()): Promise<void> {
  if (row?.cls !== 'duplicate') return;
  tell(await ask('links:keep', { rowKey: row.rowKey }), links.did.keep);
}
