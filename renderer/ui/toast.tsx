import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** Says that something was done, with the way back. It never takes the focus. */
export function Toast({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="toast" data-test="toast">
      <Icon name="tick" />
      <span className="grow">{children}</span>
      {action}
    </div>
  );
}
