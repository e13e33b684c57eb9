import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export type Tone = 'plain' | 'ask' | 'bad' | 'sf' | 'vg';

/** A fact one cannot take off. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={tone === 'plain' ? 'badge' : `badge ${tone}`}>{children}</span>;
}

/** A filter one can take off. */
export function Chip({
  children,
  removeLabel,
  onRemove,
}: {
  children: ReactNode;
  removeLabel: string;
  onRemove: () => void;
}) {
  return (
    <button type="button" className="chip" aria-label={removeLabel} onClick={onRemove}>
      {children}
      <Icon name="close" />
    </button>
  );
}
