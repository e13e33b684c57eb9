import type { ReactNode } from 'react';
import type { VoyageStatus } from '../../shared/domain/status.ts';
import { isVoyageStatus, SKIP, VOYAGE_STATUSES } from '../../shared/domain/status.ts';
import type { Requests } from '../../shared/ipc/contract.ts';
import type { StatusMapView } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { countChange, useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { formatNumber } from '../ui/format.ts';
import { Mark } from '../ui/mark.tsx';
import type { SelectOption } from '../ui/select.tsx';
import { Select } from '../ui/select.tsx';
import type { MapSource } from './map-model.ts';
import { showWay, useSync } from './sync-store.ts';

const texts = en.map;
const NONE = 'none';

/** A member status; with `source` set it is the side that leads, and has its controls. */
export function LabelRow({
  label,
  source,
}: {
  label: StatusMapView['labels'][number];
  source: MapSource | undefined;
}) {
  const notes = [
    label.isDefault ? texts.isDefault : null,
    label.hasResponded ? texts.hasResponded : null,
    label.isOwn ? null : texts.notOwn,
  ].filter((note) => note !== null);
  const set = (to: string | null) => {
    const target = to === null || to === SKIP || isVoyageStatus(to) ? to : null;
    void setEntry({ way: 'toVoyage', label: label.label, to: target });
  };
  return (
    <MapRow
      side="left"
      name={label.label}
      note={notes.join(', ')}
      rows={label.rows}
      source={source}
      test={`label-${label.label}`}
    >
      {source !== undefined && (
        <SourceControls
          source={source}
          selectLabel={texts.becomes(label.label)}
          placeholder={texts.mapTo}
          options={VOYAGE_STATUSES.map(statusOption)}
          acceptLabel={texts.acceptOne(label.label, shownTarget(source.to))}
          onSet={set}
        />
      )}
    </MapRow>
  );
}

/** A registration status; it says as what it comes back, or has the controls for it. */
export function StatusRow({
  status: { status, rows },
  source,
  view,
}: {
  status: StatusMapView['statuses'][number];
  source: MapSource | undefined;
  view: StatusMapView;
}) {
  const name = en.words.voyageStatus[status];
  const set = (to: string | null) => {
    void setEntry({ way: 'toSalesforce', status, to });
  };
  return (
    <MapRow side="right" name={name} note="" rows={rows} source={source} test={`status-${status}`}>
      {source === undefined ? (
        <BackNote view={view} status={status} />
      ) : (
        <SourceControls
          source={source}
          selectLabel={texts.comesBackAs(name)}
          placeholder={texts.mapToLabel}
          options={view.labels.map(({ label }) => ({ value: label, label }))}
          acceptLabel={texts.acceptOne(name, source.to ?? '')}
          onSet={set}
        />
      )}
    </MapRow>
  );
}

function MapRow({
  side,
  name,
  note,
  rows,
  source,
  test,
  children,
}: {
  side: 'left' | 'right';
  name: string;
  note: string;
  rows: number;
  source: MapSource | undefined;
  test: string;
  children: ReactNode;
}) {
  const standing = source?.standing ?? 'target';
  return (
    <li className={`map-row ${side} ${standing}`} data-test={test}>
      <span className="port" aria-hidden="true" />
      <span className="name" title={name}>
        <span className="label clip">{name}</span>
        {note !== '' && <small className="mut clip">{note}</small>}
      </span>
      <b className="n" aria-label={texts.rows(rows)}>
        {formatNumber(rows)}
      </b>
      {children}
    </li>
  );
}

function SourceControls({
  source,
  selectLabel,
  placeholder,
  options,
  acceptLabel,
  onSet,
}: {
  source: MapSource;
  selectLabel: string;
  placeholder: string;
  options: readonly SelectOption[];
  acceptLabel: string;
  onSet: (to: string | null) => void;
}) {
  const { standing, to, rows } = source;
  const isWaiting = useShell(({ progress }) => progress?.isOfPull === true);
  const isMapped = standing === 'tied' || standing === 'skipped';
  const all = [
    ...options,
    { value: SKIP, label: texts.skip },
    ...(isMapped ? [{ value: NONE, label: texts.none }] : []),
  ];
  const select = (
    <Select
      label={selectLabel}
      size="s"
      tone={standing === 'open' ? 'ask' : 'quiet'}
      isOff={isWaiting}
      value={to ?? ''}
      placeholder={standing === 'open' ? placeholder : texts.none}
      options={all}
      data-test="map-select"
      onChange={(value) => {
        onSet(value === NONE ? null : value);
      }}
    />
  );
  if (standing === 'open') {
    return (
      <span className="fix">
        {select}
        <Button
          size="s"
          data-test="map-skip"
          isOff={isWaiting}
          onClick={() => {
            onSet(SKIP);
          }}
        >
          <Mark name="skipped" />
          {texts.skipRows(rows)}
        </Button>
      </span>
    );
  }
  return (
    <span className="lead">
      {standing === 'suggested' && (
        <Button
          size="s"
          aria-label={acceptLabel}
          data-test="map-accept"
          isOff={isWaiting}
          onClick={() => {
            onSet(to);
          }}
        >
          {texts.accept}
        </Button>
      )}
      {select}
    </span>
  );
}

/** As what a status comes back; where that is missing and needed, the way to say it. */
function BackNote({ view, status }: { view: StatusMapView; status: VoyageStatus }) {
  const isMissing = view.unmapped.some(({ side, label }) => side === 'voyage' && label === status);
  const text = backText(view, status);
  if (!isMissing) return <small className="clip mut">{text}</small>;
  return (
    <button
      type="button"
      className="link small c-ask strong"
      onClick={() => {
        showWay('toSalesforce');
      }}
    >
      {text}
    </button>
  );
}

async function setEntry(entry: Requests['map:set']['input']): Promise<void> {
  useSync.setState({
    lastRow: entry.way === 'toVoyage' ? `label-${entry.label}` : `status-${entry.status}`,
  });
  const next = await ask('map:set', entry);
  if (next !== undefined) countChange();
}

function statusOption(status: VoyageStatus): SelectOption {
  return { value: status, label: en.words.voyageStatus[status] };
}

function shownTarget(to: string | null): string {
  return to !== null && isVoyageStatus(to) ? en.words.voyageStatus[to] : (to ?? '');
}

function backText(view: StatusMapView, status: VoyageStatus): string {
  const to = view.map.toSalesforce[status] ?? view.suggested.toSalesforce[status];
  if (to === undefined) return texts.backNone;
  return to === SKIP ? texts.backSkip : texts.backAs(to);
}
