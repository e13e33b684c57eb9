import { useMemo } from 'react';
import { en } from '../shared/texts/en.ts';
import type { ShellState } from '../shared/ipc/contract.ts';
import { AuditScreen } from './audit/audit-screen.tsx';
import { ConnectScreen } from './connect/connect-screen.tsx';
import { LedgerScreen } from './ledger/ledger-screen.tsx';
import { OutcomesScreen } from './outcomes/outcomes-screen.tsx';
import { PairsScreen } from './pairs/pairs-screen.tsx';
import { PlanScreen } from './plan/plan-screen.tsx';
import { PushScreen } from './push/push-screen.tsx';
import { go } from './shell/ask.ts';
import { ErrorBoundary } from './shell/error-boundary.tsx';
import { Frame } from './shell/frame.tsx';
import { KeysDialog } from './shell/keys-dialog.tsx';
import { useKeys } from './shell/keys.ts';
import { useLook } from './shell/look.ts';
import { Notices } from './shell/notices.tsx';
import { ReviewScreen } from './review/review-screen.tsx';
import type { Screen } from './shell/routes.ts';
import { railPlaceOf, screenOf } from './shell/routes.ts';
import { showKeys, useShell } from './shell/shell-store.ts';
import { SyncSteps } from './shell/sync-steps.tsx';
import { Toasts } from './shell/toasts.tsx';
import { SyncScreen } from './sync/sync-screen.tsx';
import { Skeleton } from './ui/skeleton.tsx';

const WITH_STEPS: ReadonlySet<Screen> = new Set(['connect', 'sync', 'plan', 'push', 'outcomes']);

export function App() {
  useLook();
  const shell = useShell((state) => state.state);
  const route = useShell((state) => state.route);
  const isShowingKeys = useShell((state) => state.isShowingKeys);
  useKeys(
    en.shell.keysEverywhere,
    useMemo(
      () => [
        {
          key: 'mod+1',
          label: en.shell.sync,
          isForFields: true,
          run: () => {
            go('/sync');
          },
        },
        {
          key: 'mod+2',
          label: en.shell.review,
          isForFields: true,
          run: () => {
            go('/review');
          },
        },
        {
          key: 'mod+3',
          label: en.shell.audit,
          isForFields: true,
          run: () => {
            go('/audit');
          },
        },
        {
          key: '?',
          label: en.shell.showKeys,
          run: () => {
            showKeys(true);
          },
        },
      ],
      [],
    ),
  );
  // Without an engine there is nothing but Connect, where the reason stands.
  const asked = screenOf(route);
  const screen = shell?.engine == null ? 'connect' : asked;
  return (
    <Frame
      kind={shell?.workspace.kind ?? 'demo'}
      place={railPlaceOf(screen)}
      screenKey={screen}
      screenTitle={titleOf(screen)}
    >
      {WITH_STEPS.has(screen) && <SyncSteps screen={screen} />}
      <Notices screen={screen} />
      <ErrorBoundary key={route}>
        {shell === null ? (
          <div className="screen loading">
            <Skeleton label={en.shell.loading} />
          </div>
        ) : (
          <ShownScreen screen={screen} shell={shell} />
        )}
      </ErrorBoundary>
      <Toasts />
      {isShowingKeys && <KeysDialog />}
    </Frame>
  );
}

function ShownScreen({ screen, shell }: { screen: Screen; shell: ShellState }) {
  if (shell.engine === null) return <ConnectScreen shell={shell} />;
  switch (screen) {
    case 'connect':
      return <ConnectScreen shell={shell} />;
    case 'sync':
      return <SyncScreen engine={shell.engine} />;
    case 'review':
      return <ReviewScreen />;
    case 'pairs':
      return <PairsScreen />;
    case 'plan':
      return <PlanScreen />;
    case 'push':
      return <PushScreen />;
    case 'outcomes':
      return <OutcomesScreen />;
    case 'audit':
      return <AuditScreen />;
    case 'ledger':
      return <LedgerScreen />;
  }
}

function titleOf(screen: Screen): string {
  switch (screen) {
    case 'connect':
      return en.connect.title;
    case 'sync':
      return en.sync.title;
    case 'review':
      return en.steps.review;
    case 'pairs':
      return en.links.title;
    case 'ledger':
      return en.ledger.title;
    case 'plan':
    case 'push':
      return en.steps.push;
    case 'outcomes':
      return en.steps.outcomes;
    case 'audit':
      return en.audit.title;
  }
}
