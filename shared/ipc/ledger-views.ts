/** What the engine tells of one email, ever seen: where it stands, why, and how it came to that. */
import type { Side } from '../domain/side.ts';

/** `absent`: on neither list now; `never`: not known to the journal at all; `not-an-email`: nothing to look for. */
export type LedgerStanding =
  'both' | 'only-salesforce' | 'only-voyage' | 'absent' | 'never' | 'not-an-email';

export type LedgerEventKind =
  'added' | 'read' | 'departed' | 'link' | 'decision' | 'plan' | 'run' | 'revert' | 'callback';

/** Texts are plain sentences; those of a side are about what happened there. */
export interface LedgerEvent {
  /** ISO; null where it is not known when. */
  readonly at: string | null;
  readonly kind: LedgerEventKind;
  readonly title: string;
  readonly salesforce: string | null;
  readonly voyage: string | null;
  readonly note: string | null;
  readonly nextStep: string | null;
  readonly isTrouble: boolean;
  readonly actor: string | null;
  /** The run it belongs to. */
  readonly txId: string | null;
  /** Campaign and event, where the email was seen in more than one pairing. */
  readonly lists: string | null;
  /** Of a run: planned, sent, answered, audited, in order. */
  readonly steps: readonly { readonly at: string | null; readonly text: string }[];
}

export interface LedgerRecord {
  readonly side: Side;
  readonly recordId: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly listName: string;
  readonly link: string | null;
}

export interface LedgerStory {
  /** As it was asked for. */
  readonly email: string;
  /** What it is matched by; null where it is no address. */
  readonly identity: string | null;
  readonly standing: LedgerStanding;
  readonly answer: string;
  readonly nextStep: string | null;
  /** Of somebody never seen: what to look at. */
  readonly toCheck: readonly string[];
  /** Addresses that are known and much like this one. */
  readonly alike: readonly string[];
  readonly records: readonly LedgerRecord[];
  /** Oldest first. */
  readonly events: readonly LedgerEvent[];
}
