import type { ReactNode } from 'react';
import type { IconName } from './icon.tsx';
import { Icon } from './icon.tsx';

/** What happened, what it touched, and the one next step. A failure speaks up at once. */
export function Notice({
  tone = 'plain',
  icon,
  title,
  children,
  badge,
  actions,
  isNew = false,
  'data-test': test,
}: {
  tone?: 'plain' | 'ask' | 'bad';
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
  /** Came up while the person was looking: read out now. */
  isNew?: boolean;
  'data-test'?: string;
}) {
  return (
    <div
      className={tone === 'plain' ? 'notice' : `notice ${tone}`}
      role={isNew ? 'alert' : undefined}
      data-test={test}
    >
      <Icon name={icon} />
      <div>
        <b>{title}</b>
        {children}
      </div>
      {badge ?? <span />}
      {actions !== undefined && <div className="acts">{actions}</div>}
    </div>
  );
}
