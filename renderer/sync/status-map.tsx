import { useEffect, useRef } from 'react';
import type { EngineState, StatusMapView } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { countChange, showToast, useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Mark } from '../ui/mark.tsx';
import { Segments } from '../ui/segments.tsx';
import { MapLines } from './map-lines.tsx';
import { sourcesOf, suggestionCount, tiesOf } from './map-model.ts';
import { MapRules } from './map-rules.tsx';
import { LabelRow, StatusRow } from './map-rows.tsx';
import type { Way } from './sync-store.ts';
import { showWay, useSync } from './sync-store.ts';

const texts = en.map;

/** Member statuses left, registration statuses right, and a line for each that has its place. */
export function StatusMap({ view, engine }: { view: StatusMapView; engine: EngineState }) {
  const way = useSync((draft) => draft.way);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    goOnFrom(root.current);
  }, [view]);
  const sources = sourcesOf(view, way);
  const bySource = new Map(sources.map((source) => [source.key, source]));
  const labels = view.labels.map((label) => ({
    label,
    source: way === 'toVoyage' ? bySource.get(label.label) : undefined,
  }));
  const statuses = view.statuses.map((status) => ({
    status,
    source: way === 'toSalesforce' ? bySource.get(status.status) : undefined,
  }));
  const targets =
    way === 'toVoyage'
      ? view.statuses.map(({ status }) => status)
      : view.labels.map(({ label }) => label);
  return (
    <section ref={root} aria-label={texts.title} data-test="salesforce-member-status-map">
      <MapNews view={view} engine={engine} />
      <div className="across heads">
        <h2>{texts.memberStatus}</h2>
        <Segments
          label={texts.direction}
          size="s"
          value={way}
          onChange={showWay}
          options={[
            wayOption('toVoyage', texts.toVoyage, view),
            wayOption('toSalesforce', texts.toSalesforce, view),
          ]}
        />
        <h2>{texts.registrationStatus}</h2>
      </div>
      <div className="across columns">
        <ul aria-label={texts.memberStatus}>
          {labels.map(({ label, source }) => (
            <LabelRow key={label.label} label={label} source={source} />
          ))}
        </ul>
        <MapLines
          ties={tiesOf(sources, targets)}
          way={way}
          open={sources.filter((source) => source.standing === 'open').map(({ key }) => key)}
          left={labels.map(({ label, source }) => ({
            key: label.label,
            isOpen: source?.standing === 'open',
          }))}
          right={statuses.map(({ status, source }) => ({
            key: status.status,
            isOpen: source?.standing === 'open',
          }))}
        />
        <ul aria-label={texts.registrationStatus}>
          {statuses.map(({ status, source }) => (
            <StatusRow key={status.status} status={status} source={source} view={view} />
          ))}
        </ul>
      </div>
      <MapRules view={view} />
    </section>
  );
}

/** A control that went with its row leaves the focus nowhere: it goes to what is open next. */
function goOnFrom(map: HTMLElement | null): void {
  const { lastRow } = useSync.getState();
  if (lastRow === null || map === null || document.activeElement !== document.body) return;
  const next =
    map.querySelector<HTMLElement>('select.ask') ??
    map.querySelector<HTMLElement>(`[data-test="${CSS.escape(lastRow)}"] select`);
  next?.focus();
  useSync.setState({ lastRow: null });
}

function wayOption(value: Way, text: string, view: StatusMapView) {
  const side = value === 'toVoyage' ? 'salesforce' : 'voyage';
  const left = view.unmapped.filter((entry) => entry.side === side).length;
  return {
    value,
    label: (
      <>
        {text}
        {left > 0 && (
          <>
            <span className="left-count n" aria-hidden="true">
              {left}
            </span>
            <span className="sr">{texts.wayLeft(left)}</span>
          </>
        )}
      </>
    ),
  };
}

/** What is left to do here, and the one button that accepts every suggestion. */
function MapNews({ view, engine }: { view: StatusMapView; engine: EngineState }) {
  const suggestions = suggestionCount(view);
  const left = engine.unmapped.length;
  const isPulling = useShell(({ progress }) => progress?.isOfPull === true);
  const acceptAll = async () => {
    const next = await ask('map:accept', null);
    if (next === undefined) return;
    countChange();
    showToast(texts.accepted(suggestions));
  };
  return (
    <div className="map-news" role="status">
      {left === 0 ? (
        <span className="row tight mut">
          <Mark name="tick" />
          {texts.allMapped}
        </span>
      ) : (
        <span className="row tight c-ask strong">
          <Mark name="unmapped" />
          {texts.leftToMap(left)}
        </span>
      )}
      {suggestions > 0 && (
        <Button
          size="s"
          variant={left > 0 ? 'primary' : 'plain'}
          isOff={isPulling}
          data-test="map-accept-all"
          onClick={() => void acceptAll()}
        >
          {texts.acceptAll(suggestions)}
        </Button>
      )}
    </div>
  );
}
