import type { ReactNode } from 'react';
import { useId, useLayoutEffect, useRef } from 'react';

/**
 * A modal dialog: the browser's own, so that what lies beneath is inert and focus comes back to where
 * it was. Mount it to open it; `onClose` is asked for by Escape.
 */
export function Dialog({
  title,
  lead,
  children,
  actions,
  onClose,
  isWide = false,
  'data-test': test,
}: {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  actions: ReactNode;
  onClose: () => void;
  isWide?: boolean;
  'data-test'?: string;
}) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => {
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={element}
      className={isWide ? 'dialog wide' : 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={lead === undefined ? undefined : `${id}-lead`}
      data-test={test}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {lead !== undefined && <p id={`${id}-lead`}>{lead}</p>}
      </header>
      {children !== undefined && <div className="body">{children}</div>}
      <footer>{actions}</footer>
    </dialog>
  );
}
