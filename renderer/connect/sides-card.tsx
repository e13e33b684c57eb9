import type { ConnectionState, EngineState, Facets } from '../../shared/ipc/engine-views.ts';
import type { Side } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { formatNumber } from '../ui/format.ts';
import { SideMark } from '../ui/mark.tsx';

const texts = en.connect;

/** Salesforce left, Voyage right, what waits for a person between them. */
export function SidesCard({ engine, facets }: { engine: EngineState; facets: Facets | null }) {
  const { pairing, connections } = engine;
  const isDemo = engine.kind === 'demo';
  return (
    <div className="sides-card n" data-test="sides-card">
      <div>
        <span className="row tight ink-2">
          <SideMark side="salesforce" />
          <span className="clip">
            {pairing === null
              ? nameOf(connections.salesforce)
              : texts.campaign(pairing.campaignName)}
          </span>
        </span>
        <Amount
          count={pairing?.members ?? null}
          unit={texts.membersWord}
          connection={connections.salesforce}
        />
      </div>
      <div className="between">
        {facets !== null && (
          <>
            <b className={facets.undecided > 0 ? 'c-ask' : undefined}>
              {formatNumber(facets.undecided)}
            </b>
            <small>{isDemo ? texts.conflicts : texts.conflictsReal}</small>
          </>
        )}
      </div>
      <div className="right">
        <span className="row tight ink-2">
          <span className="clip">
            {pairing === null ? nameOf(connections.voyage) : pairing.eventName}
          </span>
          <SideMark side="voyage" />
        </span>
        <Amount
          count={pairing?.registrations ?? null}
          unit={texts.registrationsWord}
          connection={connections.voyage}
        />
      </div>
    </div>
  );
}

function Amount({
  count,
  unit,
  connection,
}: {
  count: number | null;
  unit: string;
  connection: ConnectionState;
}) {
  if (count === null) return <small>{standingOf(connection)}</small>;
  return (
    <>
      <b>{formatNumber(count)}</b>
      <small>{unit}</small>
    </>
  );
}

export function nameOf(connection: ConnectionState): string {
  return connection.name ?? sideName(connection.side);
}

/** "answers, signed in as …". */
export function standingOf(connection: ConnectionState): string {
  const state = texts.side[connection.state];
  return connection.user === null || connection.state !== 'connected'
    ? state
    : `${state}, ${texts.signedInAs(connection.user)}`;
}

function sideName(side: Side): string {
  return en.words.side[side];
}
