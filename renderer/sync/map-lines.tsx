import type { MapTie } from './map-model.ts';
import { middlesOf } from './map-model.ts';
import type { Way } from './sync-store.ts';

/** As high as sync.css draws a row of the map, and one with its controls beneath. */
const HEIGHTS = { row: 46, open: 88 };
const WIDTH = 100;
const STUB = 20;

interface Row {
  readonly key: string;
  readonly isOpen: boolean;
}

/** The lines between the columns: drawn for the eye alone, each row says in words where it leads. */
export function MapLines({
  ties,
  open,
  way,
  left,
  right,
}: {
  ties: readonly MapTie[];
  open: readonly string[];
  way: Way;
  left: readonly Row[];
  right: readonly Row[];
}) {
  const [from, to] = way === 'toVoyage' ? [left, right] : [right, left];
  const starts = middlesOf(from, HEIGHTS);
  const ends = middlesOf(to, HEIGHTS);
  const height = Math.max(heightOf(left), heightOf(right));
  const [near, far] = way === 'toVoyage' ? [0, WIDTH] : [WIDTH, 0];
  return (
    <div className="lines" style={{ height }}>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        {ties.map((tie) => {
          const start = starts.get(tie.from);
          const end = ends.get(tie.to);
          if (start === undefined || end === undefined) return null;
          const half = WIDTH / 2;
          return (
            <path
              key={tie.from}
              className={tie.standing}
              d={`M${near} ${start}C${half} ${start} ${half} ${end} ${far} ${end}`}
            />
          );
        })}
        {open.map((key) => {
          const start = starts.get(key);
          const stop = near === 0 ? STUB : WIDTH - STUB;
          return start === undefined ? null : (
            <path key={key} className="open" d={`M${near} ${start}H${stop}`} />
          );
        })}
      </svg>
    </div>
  );
}

function heightOf(rows: readonly Row[]): number {
  return rows.reduce((sum, row) => sum + (row.isOpen ? HEIGHTS.open : HEIGHTS.row), 0);
}
