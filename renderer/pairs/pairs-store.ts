/** What "Who is who" shows: the pairs read so far, those that wait, and where the focus is. */
import { create } from 'zustand';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { LinksView, SharedAddressView, SuggestionView } from '../../shared/ipc/link-views.ts';

interface Addresses {
  readonly rows: readonly SharedAddressView[];
  readonly total: number;
  readonly waiting: number;
}

interface Pairs {
  readonly links: LinksView | null;
  readonly rows: readonly SuggestionView[];
  /** Where to read on; null at the end. */
  readonly next: number | null;
  readonly addresses: Addresses | null;
  /** Index of the row in focus, one per tab. */
  readonly focus: number;
  readonly addressFocus: number;
  /** Per cent from which on "Link … pairs" means them; null until the person or the model said one. */
  readonly percent: number | null;
  readonly isConfirming: boolean;
  /** An answer is on its way: a second press is not a second answer. */
  readonly isAnswering: boolean;
  readonly trouble: AppError | null;
  /** Read out; the newest alone. */
  readonly said: string;
}

const AT_FIRST: Pairs = {
  links: null,
  rows: [],
  next: null,
  addresses: null,
  focus: 0,
  addressFocus: 0,
  percent: null,
  isConfirming: false,
  isAnswering: false,
  trouble: null,
  said: '',
};

export const usePairs = create<Pairs>()(() => AT_FIRST);
