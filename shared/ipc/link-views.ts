/** Who is who, as the window and the command line see it: links, suggestions, shared addresses. */
import type { SharedAddressDecision } from '../domain/who-is-who.ts';
import type { Side } from '../domain/side.ts';
import type { Evidence } from '../reconcile/suggest/suggest.ts';
import type { SharedAddressReason } from '../reconcile/suggest/shared-address.ts';
import type { NoEmailReason } from '../reconcile/normalize-address.ts';
import type { StepBack } from '../reconcile/status-ladder.ts';
import type { ReviewSide } from './engine-views.ts';

export interface LinkStepView {
  readonly kind: 'link' | 'unlink' | 'keep' | 'apart' | 'same' | 'two-people' | 'ask-again';
  /** Pairs, records or addresses meant. */
  readonly count: number;
  readonly actor: string;
  readonly at: string;
}

export interface LinksView {
  /**
   * `none` was made for this pairing yet; `old` ones are of lists that were read again since; `finding` while
   * they are made.
   */
  readonly suggestions: {
    readonly state: 'none' | 'finding' | 'ready' | 'old';
    readonly madeAt: string | null;
    /** Of people who stand alone, those that were compared. */
    readonly members: number;
    readonly registrations: number;
    /** The chance of each open one, from 0 to 1, the likeliest first; at most 100,000. */
    readonly chances: readonly number[];
    /** From this chance on about one in a hundred is wrong. */
    readonly likelyFrom: number;
  };
  /** What "Undo" takes back; null for nothing. */
  readonly undo: LinkStepView | null;
}

/** Two people who stand alone, and may be one. */
export interface SuggestionView {
  readonly rank: number;
  /** From 0 to 1. */
  readonly chance: number;
  readonly evidence: readonly Evidence[];
  readonly salesforce: ReviewSide;
  readonly voyage: ReviewSide;
}

export interface SuggestionPage {
  readonly rows: readonly SuggestionView[];
  /** Where to read on; null at the end. */
  readonly next: number | null;
}

export interface SharedAddressRecord extends ReviewSide {
  readonly side: Side;
  /** Which of the people it is, counted from 0, as far as names tell them apart. */
  readonly person: number;
}

export interface SharedAddressView {
  readonly identity: string;
  readonly reason: SharedAddressReason;
  readonly records: readonly SharedAddressRecord[];
  /** Null while it waits; `isStillMeant` is false where a new name came since, and it waits again. */
  readonly decided: {
    readonly decision: SharedAddressDecision['decision'];
    readonly isStillMeant: boolean;
    readonly actor: string;
    readonly at: string;
  } | null;
}

export interface SharedAddressPage {
  readonly total: number;
  readonly waiting: number;
  readonly from: number;
  /** Those that wait first. */
  readonly rows: readonly SharedAddressView[];
}

/** What holds the two records of a row together, or might. */
export interface RowLinks {
  /** By a person, by the base of an earlier run, or by the email alone; null for a row of one record. */
  readonly by: 'person' | 'base' | 'email' | null;
  readonly linkedBy: string | null;
  /** ISO: when it was linked, or since when it is known as a pair. */
  readonly since: string | null;
  /** The side whose email is another one than both had when they last agreed; null for neither. */
  readonly emailChangedOn: Side | 'both' | null;
  /** The member took another's place: whose person was merged, converted or added again. */
  readonly followed: {
    readonly why: 'merged' | 'converted' | 'added-again';
    readonly at: string;
  } | null;
  readonly suggestion: SuggestionView | null;
  /** Its address is told apart by name, or waits to be. */
  readonly sharesAddress: boolean;
  /** Why its cell holds no address; null where it has one. */
  readonly noEmail: NoEmailReason | null;
  /** What a write would take back, where that is why the status waits for a person. */
  readonly stepBack: StepBack | null;
}

export interface LinkEffect {
  /** Pairs, records or addresses that were set. */
  readonly count: number;
  /** Pairs left alone: one of the two does not stand alone any more. */
  readonly leftAlone: number;
  readonly links: LinksView;
}
