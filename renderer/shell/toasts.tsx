import { useEffect } from 'react';
import { Button } from '../ui/button.tsx';
import { Toast } from '../ui/toast.tsx';
import { hideToast, useShell } from './shell-store.ts';

const SHOWN_MS = 8000;

/** The newest thing done, for eight seconds; read out once, and never in the way of the focus. */
export function Toasts() {
  const toast = useShell((shell) => shell.toast);
  useEffect(() => {
    if (toast === null) return undefined;
    const timer = setTimeout(() => {
      hideToast(toast.id);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [toast]);
  return (
    <div className="toasts" role="status">
      {toast !== null && (
        <Toast
          key={toast.id}
          action={
            toast.action !== null && (
              <Button
                size="s"
                keyCap={toast.action.keyCap}
                onClick={() => {
                  hideToast(toast.id);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </Button>
            )
          }
        >
          {toast.text}
        </Toast>
      )}
    </div>
  );
}
