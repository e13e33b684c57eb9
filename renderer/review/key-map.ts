/** Which key does what in the review. Keys go by what is typed, so that any layout works. */
export const COMMANDS = [
  'down',
  'up',
  'page-down',
  'page-up',
  'first',
  'last',
  'next-undecided',
  'take-salesforce',
  'take-voyage',
  'type',
  'skip',
  'undo',
  'redo',
  'select',
  'extend-down',
  'extend-up',
  'select-all',
  'search',
  'plan',
  'keys',
  'leave',
] as const;
export type Command = (typeof COMMANDS)[number];

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const PLAIN: Readonly<Record<string, Command>> = {
  j: 'down',
  k: 'up',
  arrowdown: 'down',
  arrowup: 'up',
  pagedown: 'page-down',
  pageup: 'page-up',
  home: 'first',
  end: 'last',
  n: 'next-undecided',
  '1': 'take-salesforce',
  '2': 'take-voyage',
  e: 'type',
  f2: 'type',
  enter: 'type',
  s: 'skip',
  u: 'undo',
  ' ': 'select',
  a: 'select-all',
  '/': 'search',
  p: 'plan',
  '?': 'keys',
  escape: 'leave',
};

const SHIFTED: Readonly<Record<string, Command>> = {
  j: 'extend-down',
  k: 'extend-up',
  arrowdown: 'extend-down',
  arrowup: 'extend-up',
  '/': 'search',
  '?': 'keys',
};

const WITH_CONTROL: Readonly<Record<string, Command>> = {
  z: 'undo',
  y: 'redo',
  a: 'select-all',
  home: 'first',
  end: 'last',
};

export function commandOf(press: KeyPress): Command | null {
  const key = press.key.toLowerCase();
  if (press.altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    if (key === 'z' && press.shiftKey) return 'redo';
    return WITH_CONTROL[key] ?? null;
  }
  return (press.shiftKey ? SHIFTED[key] : PLAIN[key]) ?? null;
}
