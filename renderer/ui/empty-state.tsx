import type { ReactNode } from 'react';

export function EmptyState({
  title,
  children,
  action,
  'data-test': test,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  'data-test'?: string;
}) {
  return (
    <div className="empty" data-test={test}>
      <b>{title}</b>
      {children !== undefined && <span>{children}</span>}
      {action}
    </div>
  );
}
