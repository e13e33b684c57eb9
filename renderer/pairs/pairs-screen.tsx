import './pairs.css';
import type { ReactNode } from 'react';
import { useEffect, useMemo } from 'react';
import { userMessage } from '../../shared/errors/user-message.ts';
import { en } from '../../shared/texts/en.ts';
import { listen } from '../bridge.ts';
import { go } from '../shell/ask.ts';
import type { KeyBinding } from '../shell/keys.ts';
import { useKeys } from '../shell/keys.ts';
import { pathOf } from '../shell/routes.ts';
import { useEngine, useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatWhen } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Segments } from '../ui/segments.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';
import { AddressList } from './address-list.tsx';
import {
  acceptPair,
  decideAddress,
  findPeople,
  focusAddress,
  focusPair,
  openAddresses,
  openPairs,
  refusePair,
  undoAnswer,
} from './pairs-actions.ts';
import { usePairs } from './pairs-store.ts';
import { SuggestionList } from './suggestion-list.tsx';

const texts = en.links;
type Tab = 'suggestions' | 'addresses';
const ROUTE: Readonly<Record<Tab, string>> = {
  suggestions: '/pairs',
  addresses: '/pairs/addresses',
};

function bindings(tab: Tab): readonly KeyBinding[] {
  const bind = (key: string, label: string, run: () => unknown): KeyBinding => ({
    key,
    label,
    run: () => void run(),
  });
  const move = (by: number): void => {
    const { focus, addressFocus } = usePairs.getState();
    if (tab === 'suggestions') focusPair(focus + by);
    else focusAddress(addressFocus + by);
  };
  const pair = () => {
    const { rows, focus } = usePairs.getState();
    return rows[focus];
  };
  const address = () => {
    const { addresses, addressFocus } = usePairs.getState();
    return addresses?.rows[addressFocus]?.identity;
  };
  const shared = [
    bind('j', texts.keys.move, () => move(1)),
    bind('k', texts.keys.move, () => move(-1)),
    bind('ArrowDown', texts.keys.move, () => move(1)),
    bind('ArrowUp', texts.keys.move, () => move(-1)),
    bind('u', texts.keys.undo, undoAnswer),
    bind('mod+z', texts.keys.undo, undoAnswer),
    bind('t', texts.keys.tab, () => {
      go(ROUTE[tab === 'suggestions' ? 'addresses' : 'suggestions']);
    }),
    bind('Escape', texts.keys.back, () => {
      go('/review');
    }),
  ];
  if (tab === 'addresses') {
    return [
      ...shared,
      bind('1', texts.keys.same, () => decideAddress(address(), 'same')),
      bind('2', texts.keys.twoPeople, () => decideAddress(address(), 'two-people')),
    ];
  }
  return [
    ...shared,
    bind('l', texts.keys.link, () => acceptPair(pair())),
    bind('x', texts.keys.refuse, () => refusePair(pair())),
    bind('f', texts.keys.find, findPeople),
    bind('b', texts.keys.bulk, () => {
      usePairs.setState({ isConfirming: true });
    }),
  ];
}

function useOpen(hasDiff: boolean): void {
  useEffect(() => {
    if (!hasDiff) return undefined;
    const open = (): void => {
      void openPairs();
      void openAddresses();
    };
    open();
    return listen('changed', ({ what }) => {
      if ((what === 'diff' || what === 'pairing') && !usePairs.getState().isAnswering) open();
    });
  }, [hasDiff]);
}

function Undo() {
  const undo = usePairs((state) => state.links?.undo ?? null);
  const now = useNow();
  const title =
    undo === null ? texts.nothingToUndo : texts.saidBy(undo.actor, formatWhen(undo.at, now));
  return (
    <Button
      variant="bare"
      icon="undo"
      isOff={undo === null}
      keyCap="u"
      title={title}
      data-test="links-undo"
      onClick={() => void undoAnswer()}
    >
      {undo === null ? texts.undo : texts.undoes(undo)}
    </Button>
  );
}

function Shown({ tab, hasDiff }: { tab: Tab; hasDiff: boolean }): ReactNode {
  const links = usePairs((state) => state.links);
  const trouble = usePairs((state) => state.trouble);
  if (!hasDiff) {
    return (
      <EmptyState
        title={en.review.empty.noDiff}
        data-test="pairs-empty"
        action={
          <Button
            variant="primary"
            onClick={() => {
              go('/sync');
            }}
          >
            {en.review.empty.noDiffGo}
          </Button>
        }
      >
        {en.review.empty.noDiffBody}
      </EmptyState>
    );
  }
  if (trouble !== null) {
    const message = userMessage(trouble);
    const retry = (): void => {
      usePairs.setState({ trouble: null });
      void openPairs();
      void openAddresses();
    };
    return (
      <div className="pair-scroll">
        <Notice
          tone="bad"
          icon="warning"
          title={message.title}
          actions={<Button onClick={retry}>{en.review.empty.retry}</Button>}
        >
          <p>{message.body}</p>
        </Notice>
      </div>
    );
  }
  if (tab === 'addresses') return <AddressList />;
  if (links === null) {
    return (
      <div className="pair-scroll">
        <Skeleton label={en.review.empty.loading} lines={8} />
      </div>
    );
  }
  return <SuggestionList suggestions={links.suggestions} />;
}

/** Who may be who, and who is not: a person says it, and it is remembered. */
export function PairsScreen() {
  const tab: Tab =
    useShell(({ route }) => pathOf(route)) === ROUTE.addresses ? 'addresses' : 'suggestions';
  const hasDiff = useEngine()?.hasDiff === true;
  const open = usePairs(({ links }) =>
    links === null || links.suggestions.madeAt === null ? null : links.suggestions.chances.length,
  );
  const waiting = usePairs((state) => state.addresses?.waiting ?? null);
  const said = usePairs((state) => state.said);
  useOpen(hasDiff);
  useKeys(
    texts.title,
    useMemo(() => bindings(tab), [tab]),
  );
  return (
    <div className="who-screen" data-test="pairs-screen">
      <header className="who-bar">
        <h1>{texts.title}</h1>
        <Segments
          label={texts.tabs.label}
          value={tab}
          onChange={(value) => {
            go(ROUTE[value]);
          }}
          options={[
            { value: 'suggestions', label: texts.tabs.suggestions(open) },
            { value: 'addresses', label: texts.tabs.addresses(waiting) },
          ]}
        />
        <span className="mut clip grow">{texts.lead}</span>
        <Undo />
        <Button
          icon="review"
          data-test="pairs-back"
          onClick={() => {
            go('/review');
          }}
        >
          {texts.back}
        </Button>
      </header>
      <Shown tab={tab} hasDiff={hasDiff} />
      <p className="sr" role="status">
        {said}
      </p>
    </div>
  );
}
