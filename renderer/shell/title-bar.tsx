import type { WorkspaceKind } from '../../shared/domain/side.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { changesOf } from '../push/push-model.ts';
import { formatAgo, formatShare, formatTimeExact, formatWhen } from '../ui/format.ts';
import { SideMark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';
import { waitingSides } from './gate-waiting.tsx';
import { useEngine, useShell } from './shell-store.ts';

const texts = en.shell;

export function TitleBar({ kind }: { kind: WorkspaceKind }) {
  const engine = useEngine();
  return (
    <header className="titlebar">
      <div className="kind" role="status" data-test="workspace-kind">
        {en.words.kind[kind]}
      </div>
      <span className="org clip">{orgOf(kind, engine)}</span>
      <Pairing engine={engine} />
      <span className="news mut clip">
        <News engine={engine} kind={kind} />
      </span>
    </header>
  );
}

function Pairing({ engine }: { engine: EngineState | null }) {
  const pairing = engine?.pairing ?? null;
  if (pairing === null) return <span className="pairing mut">{texts.nothingPaired}</span>;
  return (
    <div className="pairing" data-test="pairing">
      <SideMark side="salesforce" />
      <b className="clip" title={pairing.campaignName}>
        {pairing.campaignName}
      </b>
      <span className="mut">{texts.with}</span>
      <b className="clip" title={pairing.eventName}>
        {pairing.eventName}
      </b>
      <SideMark side="voyage" />
    </div>
  );
}

function News({ engine, kind }: { engine: EngineState | null; kind: WorkspaceKind }) {
  const isPulling = useShell((shell) => shell.progress?.isOfPull === true);
  const now = useNow();
  const run = engine?.activeRun ?? null;
  if (run !== null) {
    const { done, total } = changesOf(run);
    return run.state === 'running' ? texts.pushing(formatShare(done, total)) : texts.pushWaits;
  }
  const [waits] = engine === null ? [] : waitingSides(engine);
  if (waits?.waiting != null)
    return en.gate.short(waits.side, formatTimeExact(waits.waiting.until));
  if (isPulling) return texts.pulling;
  if (engine?.callbacks.isPending === true) return texts.campaignChanged;
  const pulledAt = engine?.pairing?.pulledAt ?? null;
  if (pulledAt !== null) return texts.pulled(formatWhen(pulledAt, now), formatAgo(pulledAt, now));
  return kind === 'demo' ? texts.noNetwork : null;
}

function orgOf(kind: WorkspaceKind, engine: EngineState | null): string {
  if (kind === 'demo') return texts.demoPlace;
  return engine?.connections.salesforce.name ?? texts.notConnected;
}
