/**
 * What the engine asks of a side. Nothing outside a side's own folder knows its field names.
 *
 * Errors: a call that could not be made or understood throws a Refusal carrying an AppError
 * (side/unreachable, auth/expired, side/rate-limited, side/bad-answer, side/schema ...). What happened to one
 * operation is never thrown: it is that operation's WriteAnswer.
 */
import type { WriteStatus } from '../../../shared/domain/outcome.ts';
import type { DuplicateAlert } from '../../../shared/domain/duplicate.ts';
import type { Values } from '../../../shared/domain/fields.ts';
import type { OperationKind } from '../../../shared/domain/plan.ts';
import type {
  ListFacts,
  ListSummary,
  PersonRef,
  SideRecord,
} from '../../../shared/domain/record.ts';
import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';
import type { ReadingWay } from '../../../shared/ipc/engine-views.ts';
import type { SideTraffic } from './traffic.ts';

export interface SideIdentity {
  readonly side: Side;
  /** Organization id or Voyage account id. */
  readonly id: string;
  readonly name: string;
  readonly user: string | null;
  /** Null where the side has no users of its own, or does not say. */
  readonly userId?: string | null;
  /** What the far side says it is: Organization.IsSandbox, or the account's environment. */
  readonly kind: WorkspaceKind;
  /** Voyage: `salesforceCampaignSync` of its capabilities; Salesforce: true. */
  readonly offersCampaignSync: boolean;
  readonly maxBatch: number;
  /** Salesforce's daily requests, where it says. */
  readonly callsToday: { readonly used: number; readonly limit: number } | null;
}

export interface Page {
  readonly records: readonly SideRecord[];
  /** Total the far side announced, or null. */
  readonly total: number | null;
  /**
   * By the far side's clock, no later than this page was read (of a Bulk query: when its job was made): a
   * change after it may be missing, one before it is there. ISO; null where it is not said.
   */
  readonly asOf: string | null;
}

export interface WriteOperation {
  /** The operation's id in the journal; comes back in the answer. */
  readonly ref: string;
  readonly op: OperationKind;
  readonly recordId: string | null;
  readonly expectVersion: string | null;
  readonly fields: Readonly<Partial<Values>>;
  /** What those fields held when the plan was made: what an earlier try wrote is taken back to it. */
  readonly before?: Readonly<Partial<Values>>;
  /** Salesforce: the person of the member; for a create, null means find or (createPerson) make one. */
  readonly person: PersonRef | null;
  readonly createPerson: boolean;
  /** A person wants the Lead although a duplicate rule takes them for somebody who is there. */
  readonly allowDuplicate: boolean;
  /** Salesforce deletes that undo a create: the Lead made for it goes too. */
  readonly deletePerson: PersonRef | null;
  /** Identity (normalised email) of the row, for looking a person or a lost create up. */
  readonly identity: string | null;
}

export interface WriteAnswer {
  readonly ref: string;
  readonly status: WriteStatus;
  readonly recordId: string | null;
  readonly version: string | null;
  readonly person: PersonRef | null;
  /** A Lead this very operation made, so that it can be taken back. */
  readonly createdPerson: PersonRef | null;
  /** What the far side holds now, of the fields written, as far as it said. */
  readonly values: Readonly<Partial<Values>> | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  /** With the status `duplicate`. */
  readonly duplicate?: DuplicateAlert;
  /** Times this call sent the operation; 0 for one that was only looked at. */
  readonly attempts: number;
}

/** What a far side works on by itself after it was asked to, by names a later process finds it again with. */
interface Tickets {
  /** Of this batch, from the earlier calls, oldest first. */
  readonly kept: readonly string[];
  /** Committed when it returns. */
  readonly keep: (ticket: string) => void;
}

export interface WriteBatch {
  readonly listId: string;
  /** From the journal, the same again after a crash. Voyage sends it as Idempotency-Key. */
  readonly key: string;
  readonly operations: readonly WriteOperation[];
  /** One refusal and nothing of the batch is written; the others are `not-attempted`. */
  readonly isAtomic: boolean;
  /** True when this batch may have been sent before the process died: look before writing. */
  readonly isRetry: boolean;
  readonly tickets: Tickets;
  /**
   * While the far side works by itself: `leave` it to that (the call ends in a Refusal and the batch is tried
   * again later), or `stop` it, as far as that goes. Null: wait for it.
   */
  readonly asked: () => 'leave' | 'stop' | null;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly pageSize?: number;
  /** Told before the first page: how it is read, and the calls that will cost. */
  readonly onWay?: (way: { readonly kind: ReadingWay; readonly calls: number }) => void;
}

/** One campaign notification of Voyage's feed. What it says is not trusted: it may be forged. */
export interface Callback {
  readonly id: string;
  readonly campaignId: string;
  readonly kind: 'changed' | 'deleted';
  readonly occurredAt: string;
  readonly deliveredAt: string;
}

export interface CallbackPage {
  readonly callbacks: readonly Callback[];
  /** Where to read on; null at the start of an empty feed. */
  readonly next: string | null;
  /** Nothing more is there now. */
  readonly isLast: boolean;
}

export interface Successor {
  readonly person: PersonRef;
  readonly why: 'merged' | 'converted';
}

/** Those of a list who want no email; no ids where they are too many to be read. */
export interface OptedOut {
  readonly count: number;
  readonly ids: readonly string[] | null;
}

export interface SidePort {
  readonly side: Side;
  /** Operations a single write call takes, where a plan has so many for this side. */
  batchSizeFor(load: { readonly operations: number; readonly isAtomic: boolean }): number;
  identify(): Promise<SideIdentity>;
  lists(query: string): Promise<readonly ListSummary[]>;
  describe(listId: string): Promise<ListFacts>;
  /** Every record of the list, each at least once; a later copy of one replaces the earlier. */
  readPages(facts: ListFacts, options: ReadOptions): AsyncGenerator<Page, void, void>;
  /**
   * Every record that was created or changed, in whatever is read of it, since an instant of the far side's
   * clock: more may come, and one may come twice. What was deleted is not told. `total`: of the listing the
   * page belongs to.
   */
  readChanges(
    facts: ListFacts,
    since: string,
    options: ReadOptions,
  ): AsyncGenerator<Page, void, void>;
  /** The id of every record there is, each at least once. */
  readIds(facts: ListFacts, options: ReadOptions): AsyncGenerator<readonly string[], void, void>;
  /** Records there are now. */
  count(facts: ListFacts, signal: AbortSignal): Promise<number>;
  /** Who wants no email, with their ids if there are no more than `most`; without it the side does not say. */
  optedOut?(listId: string, most: number, signal: AbortSignal): Promise<OptedOut>;
  /** Voyage's feed of campaign notifications, after what `next` said before; null where there is none. */
  readonly callbacks: ((after: string | null, signal: AbortSignal) => Promise<CallbackPage>) | null;
  /** Who has these emails (normalised): a Contact before a Lead, converted leads left out. Voyage: none. */
  findPeople(
    identities: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, PersonRef>>;
  /**
   * Who stands where these people stood: those they were merged into or converted to, by the id that was. Whoever is
   * still there, or gone without a successor, is left out. Voyage has no people of its own.
   */
  readonly successors?: (
    people: readonly PersonRef[],
    signal: AbortSignal,
  ) => Promise<ReadonlyMap<string, Successor>>;
  /** One answer per operation, in the order given. */
  write(batch: WriteBatch, signal: AbortSignal): Promise<readonly WriteAnswer[]>;
  /** Calls a batch of so many operations of each kind will cost, for the plan. */
  estimateCalls(counts: {
    readonly create: number;
    readonly createPerson: number;
    readonly other: number;
    readonly writesPerson: number;
  }): number;
  /** How its requests fare at the gate, where it has one. */
  readonly traffic?: SideTraffic;
  /** Requests sent since this port was made. */
  callsMade(): number;
  /** A link a person can open, or null. */
  linkTo(recordId: string, listId: string): string | null;
  close(): Promise<void>;
}
