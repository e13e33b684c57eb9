import type { ReactNode } from 'react';

const FRAME = <rect x="1.7" y="1.7" width="10.6" height="10.6" rx="2" />;
const BROKEN_FRAME = (
  <rect x="1.7" y="1.7" width="10.6" height="10.6" rx="2" strokeDasharray="2 1.9" />
);
const LEFT_HALF = (
  <path className="full" d="M3.7 1.7H7v10.6H3.7a2 2 0 0 1-2-2V3.7a2 2 0 0 1 2-2Z" />
);
const RIGHT_HALF = (
  <path className="full" d="M10.3 1.7H7v10.6h3.3a2 2 0 0 0 2-2V3.7a2 2 0 0 0-2-2Z" />
);
const RING = <circle cx="7" cy="7" r="5.2" />;

/** One shape for each state, on a grid of 14: the shape says it, the colour only repeats it. */
const MARKS = {
  salesforce: [FRAME, LEFT_HALF],
  voyage: [FRAME, RIGHT_HALF],
  undecided: [FRAME, <path key="seam" d="M7 1.7v10.6" />],
  merged: [BROKEN_FRAME],
  'merged-salesforce': [BROKEN_FRAME, <path key="half" className="full" d="M4 4h2.6v6H4z" />],
  'merged-voyage': [BROKEN_FRAME, <path key="half" className="full" d="M7.4 4H10v6H7.4z" />],
  typed: [FRAME, <path key="bar" d="M5 4.2h4M7 4.2v5.6M5 9.8h4" />],
  skipped: [FRAME, <path key="strike" d="m3.3 10.7 7.4-7.4" />],
  same: [<path key="lines" d="M3 5.2h8M3 8.8h8" />],
  conflict: [<path key="diamond" className="full" d="M7 .8 13.2 7 7 13.2.8 7Z" />],
  'conflict-decided': [<path key="diamond" d="M7 1.6 12.4 7 7 12.4 1.6 7Z" />],
  'only-salesforce': [
    LEFT_HALF,
    <path
      key="missing"
      d="M9.3 1.7h1a2 2 0 0 1 2 2v1M12.3 8v2.3a2 2 0 0 1-2 2h-1"
      strokeDasharray="1.6 1.8"
    />,
  ],
  'only-voyage': [
    RIGHT_HALF,
    <path
      key="missing"
      d="M4.7 1.7h-1a2 2 0 0 0-2 2v1M1.7 8v2.3a2 2 0 0 0 2 2h1"
      strokeDasharray="1.6 1.8"
    />,
  ],
  duplicate: [
    <rect key="front" x="1.5" y="4" width="7.5" height="8.5" rx="1.5" />,
    <path key="back" d="M5 1.7h5.6a1.7 1.7 0 0 1 1.7 1.7V9" />,
  ],
  deleted: [<path key="cross" d="m3 3 8 8m0-8-8 8" />],
  'no-email': [RING, <path key="strike" d="m3.5 10.5 7-7" />],
  unmapped: [
    <path key="ends" d="M1 7h3.3M9.7 7H13" />,
    <path key="gap" d="M7 3.8v.2M7 7v.1M7 10.2v.1" strokeWidth="1.9" />,
  ],
  create: [<path key="plus" d="M7 2.5v9M2.5 7h9" />],
  update: [<path key="down" d="M2.5 10.5h9M7 2.5v5M4.7 5.2 7 7.5l2.3-2.3" />],
  tick: [<path key="tick" d="m2.5 7.3 3 3 6-6.6" />],
  failed: [
    <path key="stop" d="M4.6 1.5h4.8l3.1 3.1v4.8l-3.1 3.1H4.6L1.5 9.4V4.6Z" />,
    <path key="cry" d="M7 4v3.4M7 9.7v.1" />,
  ],
  waits: [RING, <path key="hands" d="M7 4.2V7l2 1.3" />],
  undone: [
    <path key="bow" d="M2.6 5.7H8a3.1 3.1 0 0 1 0 6.2H5.3" />,
    <path key="head" d="M4.9 3.3 2.5 5.7l2.4 2.4" />,
  ],
} as const satisfies Record<string, readonly ReactNode[]>;

export type MarkName = keyof typeof MARKS;

export function Mark({ name, className }: { name: MarkName; className?: string }) {
  return (
    <svg
      className={className === undefined ? 'mark' : `mark ${className}`}
      viewBox="0 0 14 14"
      aria-hidden="true"
    >
      {MARKS[name].map((shape, index) => (
        <g key={index}>{shape}</g>
      ))}
    </svg>
  );
}

/** The sign of a side, in its colour: left half Salesforce, right half Voyage. */
export function SideMark({ side }: { side: 'salesforce' | 'voyage' }) {
  return <Mark name={side} className={side === 'salesforce' ? 'c-sf' : 'c-vg'} />;
}
