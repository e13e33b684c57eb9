import type { ReactNode } from 'react';

/** Signs of actions and places, drawn on a grid of 16. */
const ICONS = {
  sync: (
    <>
      <path d="M2.5 5.5h9M9 2.8l2.7 2.7L9 8.2" />
      <path d="M13.5 10.5h-9M7 7.8l-2.7 2.7L7 13.2" />
    </>
  ),
  review: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.8" />
      <path
        className="full"
        d="M4.3 2.5H8v11H4.3a1.8 1.8 0 0 1-1.8-1.8V4.3a1.8 1.8 0 0 1 1.8-1.8Z"
      />
    </>
  ),
  audit: (
    <>
      <path d="M6.3 9.7 9.7 6.3" />
      <path d="M7.3 5.2 9 3.5A2.47 2.47 0 0 1 12.5 7l-1.7 1.7M8.7 10.8 7 12.5A2.47 2.47 0 0 1 3.5 9l1.7-1.7" />
    </>
  ),
  adjust: (
    <>
      <circle cx="5.5" cy="4.5" r="1.6" />
      <path d="M2 4.5h1.9M7.1 4.5H14" />
      <circle cx="10.5" cy="11.5" r="1.6" />
      <path d="M2 11.5h6.9M12.1 11.5H14" />
    </>
  ),
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  tick: <path d="m3.5 8.4 3 3 6-6.6" />,
  close: <path d="m4.5 4.5 7 7m0-7-7 7" />,
  down: <path d="m4.5 6.5 3.5 3.5 3.5-3.5" />,
  up: <path d="m4.5 9.5 3.5-3.5 3.5 3.5" />,
  right: <path d="m6.5 4.5 3.5 3.5-3.5 3.5" />,
  left: <path d="m9.5 4.5-3.5 3.5 3.5 3.5" />,
  'arrow-left': <path d="M13.5 8h-11M6 4.5 2.5 8 6 11.5" />,
  'arrow-right': <path d="M2.5 8h11M10 4.5 13.5 8 10 11.5" />,
  again: (
    <>
      <path d="M13 8a5 5 0 1 1-1.6-3.7" />
      <path d="M13.3 2.5v2.8h-2.8" />
    </>
  ),
  undo: (
    <>
      <path d="M3 6.5h6.2a3.6 3.6 0 0 1 0 7.2H6" />
      <path d="M5.6 3.7 2.8 6.5l2.8 2.8" />
    </>
  ),
  redo: (
    <>
      <path d="M13 6.5H6.8a3.6 3.6 0 0 0 0 7.2H10" />
      <path d="m10.4 3.7 2.8 2.8-2.8 2.8" />
    </>
  ),
  lock: (
    <>
      <rect x="3.5" y="7" width="9" height="6.3" rx="1.2" />
      <path d="M5.5 7V5.2a2.5 2.5 0 0 1 5 0V7" />
    </>
  ),
  key: (
    <>
      <circle cx="5.2" cy="10.8" r="2.5" />
      <path d="m7 9 5.8-5.8M10.3 5.7l2 2" />
    </>
  ),
  gap: (
    <>
      <path d="M2 5.5h12M2 10.5h12" />
      <path d="M5 5.5v5M11 5.5v5" />
    </>
  ),
  offline: (
    <>
      <path d="M2 6.2a9 9 0 0 1 12 0M4.4 8.9a5.4 5.4 0 0 1 7.2 0" />
      <path d="M8 12.3v.1M3 13.5 13 2.5" />
    </>
  ),
  warning: (
    <>
      <path d="M8 2.6 14 13H2Z" />
      <path d="M8 6.6v3M8 11.4v.1" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 7.3v3.4M8 5.2v.1" />
    </>
  ),
  clock: (
    <>
      <circle cx="8" cy="8" r="5.6" />
      <path d="M8 5v3.2l2.2 1.3" />
    </>
  ),
  external: <path d="M6 3.5H3.5v9h9V10M9 3h4v4M13 3 7.5 8.5" />,
  file: (
    <>
      <path d="M4 2.5h5.5l3 3v8H4Z" />
      <path d="M9.3 2.5v3.2h3.2M6 8.5h4.5M6 11h4.5" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.3" />
      <path d="M10.5 5.5V3.8a1.3 1.3 0 0 0-1.3-1.3H3.8a1.3 1.3 0 0 0-1.3 1.3v5.4a1.3 1.3 0 0 0 1.3 1.3h1.7" />
    </>
  ),
  download: <path d="M8 2.5v7M5 6.7l3 3 3-3M3 13h10" />,
  play: <path d="M5 3.5 12 8l-7 4.5Z" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" />,
  columns: (
    <>
      <rect x="2.5" y="3" width="11" height="10" rx="1.5" />
      <path d="M6.2 3v10M9.8 3v10" />
    </>
  ),
  rows: <path d="M2.5 4h11M2.5 8h7M2.5 12h9" />,
  'rows-dense': <path d="M2.5 3h11M2.5 6.3h11M2.5 9.7h11M2.5 13h11" />,
  turning: <path d="M8 2.4A5.6 5.6 0 1 1 2.4 8" />,
  keys: (
    <>
      <rect x="1.8" y="4" width="12.4" height="8" rx="1.4" />
      <path d="M4.5 6.7v.1M7 6.7v.1M9.4 6.7v.1M11.6 6.7v.1M5.5 9.5h5" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

export type IconName = keyof typeof ICONS;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      className={className === undefined ? 'icon' : `icon ${className}`}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {ICONS[name]}
    </svg>
  );
}
