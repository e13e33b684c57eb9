import type { ShellState } from '../../shared/ipc/contract.ts';
import type { EngineState, Facets } from '../../shared/ipc/engine-views.ts';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { en } from '../../shared/texts/en.ts';
import { ask, go, pull } from '../shell/ask.ts';
import { useKeys } from '../shell/keys.ts';
import type { KeyBinding } from '../shell/keys.ts';
import { reviewRoute } from '../shell/routes.ts';
import { showToast, takeShellState, useShell } from '../shell/shell-store.ts';
import { isConnected } from '../shell/steps.ts';
import { useAnswer } from '../shell/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatNumber } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { SidesCard } from './sides-card.tsx';

const texts = en.connect;
const MESS = [
  'conflict',
  'duplicate',
  'no-email',
  'only-salesforce',
  'deleted',
  'unmapped',
] as const;

/** What this workspace is, what is in it, and the way on. */
export function Hero({ shell }: { shell: ShellState }) {
  const { engine, workspace, isPreparing } = shell;
  const facets = useAnswer('review:facets', null, engine?.hasDiff === true);
  const isDemo = workspace.kind === 'demo';
  const isFilling = isDemo && (isPreparing || engine === null) && shell.trouble === null;
  return (
    <>
      <div>
        <h1>{isFilling ? texts.fillingTitle : titleOf(shell)}</h1>
        <p className="lead">{isFilling ? texts.fillingLead : leadOf(shell)}</p>
      </div>
      {isFilling && <Filling />}
      {!isFilling &&
        engine !== null &&
        (isDemo || isConnected(engine) || engine.pairing !== null) && (
          <>
            <SidesCard engine={engine} facets={facets} />
            {facets !== null && isDemo && <Mess facets={facets} />}
            <WayOn engine={engine} isDemo={isDemo} />
          </>
        )}
    </>
  );
}

function WayOn({ engine, isDemo }: { engine: EngineState; isDemo: boolean }) {
  const [isAsking, setIsAsking] = useState(false);
  const next = nextOf(engine);
  useKeys(texts.title, [{ key: 'Enter', label: next.label, run: next.run }] satisfies KeyBinding[]);
  return (
    <div className="row wrap">
      <Button variant="primary" size="l" keyCap="↵" onClick={next.run} data-test="way-on">
        {next.label}
      </Button>
      {isDemo && (
        <Button
          variant="bare"
          size="l"
          icon="again"
          data-test="refill-demo"
          onClick={() => {
            setIsAsking(true);
          }}
        >
          {texts.refill}
        </Button>
      )}
      {isAsking && (
        <RefillDialog
          onClose={() => {
            setIsAsking(false);
          }}
        />
      )}
    </div>
  );
}

function RefillDialog({ onClose }: { onClose: () => void }) {
  const refill = async () => {
    onClose();
    const state = await ask('demo:reset', null);
    if (state === undefined) return;
    takeShellState(state);
    showToast(texts.refillDone);
  };
  return (
    <Dialog
      title={texts.refillTitle}
      lead={texts.refillLead}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.refillKeep}</Button>
          <Button variant="danger-fill" data-test="refill-confirm" onClick={() => void refill()}>
            {texts.refill}
          </Button>
        </>
      }
    />
  );
}

function Filling() {
  const progress = useShell((shell) => shell.progress);
  return (
    <div className="filling" role="status" data-test="demo-filling">
      <ProgressBar
        label={texts.filling}
        done={progress?.done ?? 0}
        total={progress?.total ?? null}
      />
      <span className="mut">{texts.fillingStage[progress?.stage ?? 'preparing']}</span>
    </div>
  );
}

function Mess({ facets }: { facets: Facets }) {
  return (
    <ul className="mess n" aria-label={texts.messLabel}>
      {MESS.map((kind) => {
        const rows = kind === 'unmapped' ? facets.unmapped : facets.classes[kind];
        const route = reviewRoute(
          kind === 'unmapped' ? { only: ['unmapped'] } : { classes: [kind] },
        );
        return (
          <li key={kind}>
            <button
              type="button"
              className="link"
              data-test={`mess-${kind}`}
              onClick={() => {
                go(route);
              }}
            >
              {texts.mess[kind]}
            </button>
            <b>{formatNumber(rows)}</b>
          </li>
        );
      })}
    </ul>
  );
}

function nextOf(engine: EngineState): { label: string; run: () => void } {
  const to = (label: string, route: string) => ({
    label,
    run: () => {
      go(route);
    },
  });
  if (engine.pairing === null) return to(texts.chooseNext, '/sync');
  if (!engine.hasDiff) {
    return {
      label: texts.pullNext,
      run: () => {
        go('/sync');
        void pull(false);
      },
    };
  }
  return to(texts.look, reviewRoute({ classes: ['conflict', 'auto-merged'] }));
}

function titleOf({ workspace, engine }: ShellState): ReactNode {
  if (workspace.kind === 'demo') return texts.demoTitle;
  if (isConnected(engine)) return texts.connectedTitle;
  return hasOneSide(engine) ? texts.halfTitle : texts.newTitle(workspace.kind);
}

function leadOf({ workspace, engine }: ShellState): ReactNode {
  if (workspace.kind === 'demo') return texts.demoLead;
  if (isConnected(engine)) {
    return engine?.pairing == null ? texts.connectedLead : texts.pairedLead;
  }
  return hasOneSide(engine) ? texts.halfLead : texts.newLead;
}

function hasOneSide(engine: EngineState | null): boolean {
  if (engine === null) return false;
  const { salesforce, voyage } = engine.connections;
  return salesforce.state === 'connected' || voyage.state === 'connected';
}
