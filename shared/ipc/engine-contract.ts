/**
 * What can be asked of the engine, by the window (through main and the worker) and by the command line
 * (in its own process): the same channels, the same payloads. Plain data only; tokens never appear in one.
 *
 * Every call answers with a Result; `EngineEvents` announce state and no step of a run waits for one.
 */
import type { DuplicateChoice } from '../domain/duplicate.ts';
import type { RunMode } from '../domain/outcome.ts';
import type { GuardName, PlanImpact, PlanSummary } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { ListSummary } from '../domain/record.ts';
import type { Direction, Side } from '../domain/side.ts';
import type { Skip, VoyageStatus } from '../domain/status.ts';
import type { AppError } from '../errors/app-error.ts';
import type { LedgerStory } from './ledger-views.ts';
import type { JournalRequests } from './journal-contract.ts';
import type { LinkRequests } from './link-contract.ts';
import type {
  EngineState,
  StatusMapView,
  ImportPreview,
  ReviewFilter,
  ReviewPage,
  Facets,
  PersonStory,
  Decide,
  DecideEffect,
  PlanRow,
  RunSummary,
  OutcomeFilter,
  OutcomePage,
  AuditPage,
  AuditCheck,
  Progress,
  PushProgress,
  DiffCounts,
} from './engine-views.ts';

export interface EngineRequests extends LinkRequests, JournalRequests {
  /** Asks both sides who they are and what they can do; refuses a side of another kind of environment. */
  'engine:connect': { input: null; output: EngineState };
  'engine:state': { input: null; output: EngineState };
  'lists:find': {
    input: { readonly side: Side; readonly query: string };
    output: readonly ListSummary[];
  };
  'pairing:choose': {
    input: { readonly campaignId: string; readonly eventId: string };
    output: EngineState;
  };
  'policy:get': { input: null; output: Policy };
  'policy:set': { input: { readonly policy: Policy }; output: EngineState };
  /** Pulls both sides, then compares. `isFull` ignores the watermark. */
  'pull:start': { input: { readonly isFull: boolean }; output: EngineState };
  'pull:cancel': { input: null; output: null };
  'map:get': { input: null; output: StatusMapView };
  /** One entry of the map; `to` null takes it back. Compares again. */
  'map:set': {
    input:
      | {
          readonly way: 'toVoyage';
          readonly label: string;
          readonly to: VoyageStatus | Skip | null;
        }
      | { readonly way: 'toSalesforce'; readonly status: VoyageStatus; readonly to: string | null };
    output: StatusMapView;
  };
  /** Takes over every suggestion not yet accepted. */
  'map:accept': { input: null; output: StatusMapView };
  'preview:import': { input: { readonly limit: number }; output: ImportPreview };
  'review:open': {
    input: { readonly filter: ReviewFilter };
    output: { readonly viewId: number; readonly total: number; readonly facets: Facets };
  };
  'review:page': {
    input: { readonly viewId: number; readonly from: number; readonly count: number };
    output: ReviewPage;
  };
  'review:facets': { input: null; output: Facets };
  /** Index in the view of the next row that waits, from an index on; null when none. */
  'review:next-undecided': {
    input: { readonly viewId: number; readonly after: number };
    output: { readonly index: number | null };
  };
  /** Share of the view (0..1) at which undecided rows lie, at most 400 of them, for the scrollbar. */
  'review:ticks': {
    input: { readonly viewId: number };
    output: { readonly at: readonly number[] };
  };
  'review:person': { input: { readonly rowKey: string }; output: PersonStory };
  'review:find': { input: { readonly email: string }; output: PersonStory | null };
  'review:decide': { input: Decide; output: DecideEffect };
  'review:undo': { input: null; output: DecideEffect };
  'review:redo': { input: null; output: DecideEffect };
  'diff:counts': { input: null; output: DiffCounts };
  /** Rows of the diff CSV, a page at a time: from a position on, in order. */
  'diff:rows': {
    input: { readonly after: number; readonly count: number };
    output: { readonly rows: readonly (readonly string[])[]; readonly last: number | null };
  };
  'plan:build': { input: { readonly direction: Direction }; output: PlanSummary };
  'plan:get': { input: { readonly digest: string }; output: PlanSummary };
  /** What a plan sets off beside its rows, as far as either side says; asks Salesforce where it is connected. */
  'plan:impact': { input: { readonly digest: string }; output: PlanImpact };
  'plan:rows': {
    input: {
      readonly digest: string;
      readonly search: string;
      readonly from: number;
      readonly count: number;
      readonly onlyOperations: boolean;
    };
    output: { readonly total: number; readonly rows: readonly PlanRow[] };
  };
  'plan:waive': {
    input: { readonly digest: string; readonly guard: GuardName; readonly isWaived: boolean };
    output: PlanSummary;
  };
  /** Starts, and answers when the run has ended or stopped (paused, interrupted). `confirm` is the campaign's name, needed in production. */
  'push:start': {
    input: { readonly digest: string; readonly mode: RunMode; readonly confirm: string | null };
    output: RunSummary;
  };
  'push:resume': { input: { readonly txId: string }; output: RunSummary };
  'push:pause': { input: { readonly txId: string }; output: null };
  'push:cancel': { input: { readonly txId: string }; output: null };
  /**
   * What the next push does about a row that a duplicate rule stopped; null takes the choice back. `link` names
   * one of the people the rule found.
   */
  'duplicate:decide': {
    input:
      | { readonly rowKey: string; readonly choice: 'create-anyway' | null }
      | { readonly rowKey: string; readonly choice: 'link'; readonly personId: string };
    output: { readonly chosen: DuplicateChoice | null };
  };
  /** Makes the plan that takes a finished run back, row by row where nothing changed since; nothing is sent. */
  'revert:plan': { input: { readonly txId: string }; output: PlanSummary };
  'run:summary': { input: { readonly txId: string }; output: RunSummary };
  'outcomes:page': {
    input: {
      readonly txId: string;
      readonly filter: OutcomeFilter;
      readonly from: number;
      readonly count: number;
    };
    output: OutcomePage;
  };
  /** Writes the outcome report to the path and answers what was written. */
  'report:write': {
    input: { readonly txId: string; readonly path: string };
    output: { readonly path: string; readonly rows: number; readonly bytes: number };
  };
  'report:name': { input: { readonly txId: string }; output: { readonly fileName: string } };
  /** The whole story of an email on both sides, in whichever pairing it was seen. */
  'ledger:find': { input: { readonly email: string }; output: LedgerStory };
  'audit:page': {
    input: { readonly search: string; readonly from: number; readonly count: number };
    output: AuditPage;
  };
  'audit:verify': { input: null; output: AuditCheck };
  'audit:write': {
    input: { readonly path: string };
    output: { readonly path: string; readonly rows: number };
  };
}

export type EngineChannel = keyof EngineRequests;

export interface EngineEvents {
  progress: Progress;
  push: PushProgress;
  /** Something a screen shows may have changed: ask again for what you show. */
  changed: { readonly what: 'connections' | 'pairing' | 'diff' | 'decisions' | 'plan' | 'run' };
}

export type EngineReply<K extends EngineChannel> =
  | { readonly ok: true; readonly value: EngineRequests[K]['output'] }
  | { readonly ok: false; readonly error: AppError };

export interface EngineCalls {
  call<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<EngineReply<K>>;
  on<E extends keyof EngineEvents>(
    event: E,
    listener: (payload: EngineEvents[E]) => void,
  ): () => void;
}
