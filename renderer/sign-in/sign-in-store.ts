import { create } from 'zustand';
import type { Side } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';

/** A part of a sign-in form that the focus is sent to. */
export type FormPart = 'client-id' | 'domain' | 'token' | 'browser' | 'calls';

interface SignInDraft {
  /** Why the last sign-in of a side did not come to its end. */
  readonly failures: Readonly<Record<Side, AppError | null>>;
  /** The side a pasted token is being tried with. */
  readonly trying: Side | null;
  /** Where a form is asked for from elsewhere. */
  readonly asked: { readonly side: Side; readonly part: FormPart } | null;
  /** What goes on once the side is signed in to. */
  readonly then: { readonly side: Side; readonly run: () => void } | null;
}

export const useSignIn = create<SignInDraft>()(() => ({
  failures: { salesforce: null, voyage: null },
  trying: null,
  asked: null,
  then: null,
}));

export function setFailure(side: Side, error: AppError | null): void {
  useSignIn.setState(({ failures }) => ({
    failures: { ...failures, [side]: error },
  }));
}
