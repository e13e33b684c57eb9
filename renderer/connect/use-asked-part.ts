import { useEffect } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import type { FormPart } from '../sign-in/sign-in-store.ts';
import { useSignIn } from '../sign-in/sign-in-store.ts';

/** The part of this side's forms that is asked for from elsewhere; the focus goes there once it is shown. */
export function useAskedPart(side: Side): FormPart | null {
  const part = useSignIn(({ asked }) => (asked?.side === side ? asked.part : null));
  useEffect(() => {
    if (part === null) return;
    // After the frame has moved the focus to the beginning of the screen.
    queueMicrotask(() => {
      document
        .querySelector<HTMLElement>(`[data-test="${side}-card"] [data-part="${part}"]`)
        ?.focus();
      useSignIn.setState({ asked: null });
    });
  }, [side, part]);
  return part;
}
