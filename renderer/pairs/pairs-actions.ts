/** What "Who is who" asks of the engine, and what it does with the answers. */
import type { SharedAddressDecision } from '../../shared/domain/who-is-who.ts';
import type { LinkEffect, SuggestionView } from '../../shared/ipc/link-views.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { ask } from '../shell/ask.ts';
import { showToast } from '../shell/shell-store.ts';
import { leastChance, likelyPercent } from './pairs-model.ts';
import { usePairs } from './pairs-store.ts';

const texts = en.links;
const PAGE = 60;
const MOST_ADDRESSES = 500;

/** Reads where things stand, and the pairs shown, anew. */
export async function openPairs(): Promise<void> {
  const reply = await call('links:state', null);
  if (!reply.ok) {
    usePairs.setState({ trouble: reply.error });
    return;
  }
  usePairs.setState({ links: reply.value, trouble: null });
  const { percent } = usePairs.getState();
  if (percent === null && reply.value.suggestions.madeAt !== null) {
    usePairs.setState({ percent: likelyPercent(reply.value.suggestions.likelyFrom) });
  }
  const shown = Math.max(PAGE, usePairs.getState().rows.length);
  const page = await call('suggestions:page', { after: 0, count: Math.min(500, shown) });
  if (page.ok) {
    const { rows, next } = page.value;
    usePairs.setState(({ focus }) => ({
      rows,
      next,
      focus: Math.min(focus, Math.max(0, rows.length - 1)),
    }));
  }
}

export async function readMore(): Promise<void> {
  const { next } = usePairs.getState();
  if (next === null) return;
  const page = await ask('suggestions:page', { after: next, count: PAGE });
  if (page === undefined || usePairs.getState().next !== next) return;
  usePairs.setState((before) => ({ rows: [...before.rows, ...page.rows], next: page.next }));
}

export async function openAddresses(): Promise<void> {
  const reply = await call('addresses:page', { from: 0, count: MOST_ADDRESSES });
  if (!reply.ok) {
    usePairs.setState({ trouble: reply.error });
    return;
  }
  const { rows, total, waiting } = reply.value;
  usePairs.setState(({ addressFocus }) => ({
    addresses: { rows, total, waiting },
    addressFocus: Math.min(addressFocus, Math.max(0, rows.length - 1)),
  }));
}

/** Looks for people; a stop is no failure. */
export async function findPeople(): Promise<void> {
  const { links } = usePairs.getState();
  if (links !== null) {
    const suggestions = { ...links.suggestions, state: 'finding' as const };
    usePairs.setState({ links: { ...links, suggestions } });
  }
  const reply = await call('suggestions:find', null);
  if (reply.ok) usePairs.setState({ focus: 0, percent: null });
  else if (reply.error.code !== 'run/cancelled') usePairs.setState({ trouble: reply.error });
  if (reply.ok || reply.error.code === 'run/cancelled') await openPairs();
}

export function stopFinding(): void {
  void call('suggestions:cancel', null);
}

async function answer(
  give: () => Promise<LinkEffect | undefined>,
  told: (effect: LinkEffect) => string,
): Promise<void> {
  if (usePairs.getState().isAnswering) return;
  usePairs.setState({ isAnswering: true });
  const effect = await give();
  usePairs.setState({ isAnswering: false, isConfirming: false });
  if (effect === undefined) return;
  const text = told(effect);
  usePairs.setState({ links: effect.links, said: text });
  showToast(text, {
    label: texts.undo,
    keyCap: 'u',
    run: () => void undoAnswer(),
  });
  await Promise.all([openPairs(), openAddresses()]);
}

function pairOf({ salesforce, voyage }: SuggestionView) {
  return { memberId: salesforce.recordId, registrationId: voyage.recordId };
}

function linkedText({ count, leftAlone }: LinkEffect): string {
  return `${texts.did.link(count)}${texts.did.leftAlone(leftAlone)}`;
}

export async function acceptPair(row: SuggestionView | undefined): Promise<void> {
  if (row === undefined) return;
  await answer(() => ask('suggestions:accept', pairOf(row)), linkedText);
}

export async function refusePair(row: SuggestionView | undefined): Promise<void> {
  if (row === undefined) return;
  await answer(
    () => ask('suggestions:refuse', pairOf(row)),
    () => texts.did.apart,
  );
}

export async function acceptFrom(percent: number): Promise<void> {
  await answer(() => ask('suggestions:accept', { atLeast: leastChance(percent) }), linkedText);
}

export async function decideAddress(
  identity: string | undefined,
  decision: SharedAddressDecision['decision'] | null,
): Promise<void> {
  if (identity === undefined) return;
  await answer(
    () => ask('addresses:decide', { identity, decision }),
    () => texts.did[decision ?? 'ask-again'],
  );
}

export async function undoAnswer(): Promise<void> {
  const { links, isAnswering } = usePairs.getState();
  if (isAnswering) return;
  if (links?.undo == null) {
    usePairs.setState({ said: texts.nothingToUndo });
    return;
  }
  usePairs.setState({ isAnswering: true });
  const effect = await ask('links:undo', null);
  usePairs.setState({ isAnswering: false });
  if (effect === undefined) return;
  usePairs.setState({ links: effect.links, said: texts.did.undone });
  showToast(texts.did.undone);
  await Promise.all([openPairs(), openAddresses()]);
}

export function focusPair(index: number): void {
  const { rows, next } = usePairs.getState();
  const held = Math.min(Math.max(0, index), Math.max(0, rows.length - 1));
  usePairs.setState({ focus: held });
  if (held > rows.length - 10 && next !== null) void readMore();
}

export function focusAddress(index: number): void {
  const rows = usePairs.getState().addresses?.rows ?? [];
  usePairs.setState({ addressFocus: Math.min(Math.max(0, index), Math.max(0, rows.length - 1)) });
}
