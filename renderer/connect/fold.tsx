import type { ReactNode } from 'react';
import { useState } from 'react';

/** What most people need not see. It opens by itself when something in it is asked for. */
export function Fold({
  summary,
  isAsked,
  children,
  'data-test': test,
}: {
  summary: string;
  isAsked: boolean;
  children: ReactNode;
  'data-test'?: string;
}) {
  const [isOpen, setIsOpen] = useState(isAsked);
  if (isAsked && !isOpen) setIsOpen(true);
  return (
    <details
      className="fold"
      open={isOpen}
      onToggle={(event) => {
        setIsOpen(event.currentTarget.open);
      }}
    >
      <summary data-test={test}>{summary}</summary>
      {isOpen && <div className="fold-body">{children}</div>}
    </details>
  );
}
