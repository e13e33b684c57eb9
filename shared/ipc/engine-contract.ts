/**
 * What can be asked of the engine, by the window (through main and the worker) and by the command line
 * (in its own process): the same channels, the same payloads. Plain data only; tokens never appear in one.
 *
 * Every call answers with a Result; `EngineEvents` announce state and no step of a run waits for one.
 */
import type { AuditRow } from '../domain/audit.ts';
import type { Decidable, Field, FieldMask, Values } from '../domain/fields.ts';
import type {
  CountName,
  Outcome,
  OutcomeCode,
  RunCounts,
  RunMode,
  RunStatus,
} from '../domain/outcome.ts';
import type { CallCounts, GuardName, PlanSummary, UnmappedCount } from '../domain/plan.ts';
import type { Policy } from '../domain/policy.ts';
import type { ListSummary } from '../domain/record.ts';
import type { BaseValue, Choice, FieldDiff, Presence, RowClass } from '../domain/row.ts';
import type { Direction, Side, WorkspaceKind } from '../domain/side.ts';
import type { MemberStatus, Skip, StatusMap, VoyageStatus } from '../domain/status.ts';
import type { AppError } from '../errors/app-error.ts';

export interface ConnectionState {
  readonly side: Side;
  readonly state: 'unchecked' | 'connected' | 'signed-out' | 'expired' | 'unreachable' | 'refused';
  readonly name: string | null;
  readonly id: string | null;
  readonly user: string | null;
  readonly address: string | null;
  readonly error: AppError | null;
  readonly callsToday: { readonly used: number; readonly limit: number } | null;
}

/** Whether the connected Voyage offers campaign sync; until it does the gap panel stays. */
export interface GapState {
  readonly state: 'unknown' | 'offered' | 'not-offered' | 'probe-failed';
  readonly askedAt: string | null;
  readonly detail: string | null;
}

export interface PairingView {
  readonly id: number;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly pulledAt: string | null;
  readonly members: number | null;
  readonly registrations: number | null;
}

/** Where the engine stands; enough to know which steps are open and why the others are not. */
export interface EngineState {
  readonly workspace: string;
  readonly kind: WorkspaceKind;
  readonly connections: { readonly salesforce: ConnectionState; readonly voyage: ConnectionState };
  readonly gap: GapState;
  readonly pairing: PairingView | null;
  /** Label or status, side and rows, of everything unmapped in the newest comparison. */
  readonly unmapped: readonly UnmappedCount[];
  readonly undecided: number;
  readonly hasDiff: boolean;
  readonly plan: PlanSummary | null;
  /** A push that runs, is paused, or was interrupted and waits to be resumed. */
  readonly activeRun: PushProgress | null;
  readonly lastTxId: string | null;
}

export interface StatusMapView {
  readonly map: StatusMap;
  /** Suggested by meaning and not yet accepted. */
  readonly suggested: StatusMap;
  readonly labels: readonly (MemberStatus & { readonly rows: number; readonly isOwn: boolean })[];
  readonly statuses: readonly { readonly status: VoyageStatus; readonly rows: number }[];
  readonly blankStatusRows: number;
  readonly unmapped: readonly UnmappedCount[];
  readonly statusMayGoBack: boolean;
}

export const PREVIEW_EFFECTS = [
  'create',
  'update',
  'same',
  'unmapped',
  'no-email',
  'duplicate',
  'ask',
  'skipped',
  'cancel',
] as const;
export type PreviewEffect = (typeof PREVIEW_EFFECTS)[number];

/** What an import would do now, before any plan; nothing is sent. */
export interface ImportPreview {
  readonly members: number;
  readonly readAt: string | null;
  readonly counts: Readonly<Record<PreviewEffect, number>>;
  /** Operations each commit would send, as things stand. */
  readonly importOperations: number;
  readonly exportOperations: number;
  readonly rows: readonly {
    readonly position: number;
    readonly name: string | null;
    readonly email: string | null;
    readonly label: string | null;
    readonly becomes: VoyageStatus | Skip | null;
    readonly effect: PreviewEffect;
  }[];
}

export interface ReviewFilter {
  readonly classes: readonly RowClass[];
  readonly fields: readonly Field[];
  readonly only: readonly ('undecided' | 'decided' | 'unmapped')[];
  /** Member status labels or registration statuses to keep. */
  readonly statuses: readonly { readonly side: Side; readonly label: string }[];
  readonly search: string;
}

export interface ReviewSide {
  readonly recordId: string;
  readonly values: Values;
}

/** One row of the grid. Masks are over DECIDABLES. */
export interface ReviewRow {
  /** 1-based place in review order; stable until the next pull or map change. */
  readonly position: number;
  readonly rowKey: string;
  readonly cls: RowClass;
  readonly identity: string | null;
  readonly salesforce: ReviewSide | null;
  readonly voyage: ReviewSide | null;
  readonly base: Readonly<Partial<Record<Field, BaseValue>>> | null;
  readonly differs: FieldMask;
  readonly movedSalesforce: FieldMask;
  readonly movedVoyage: FieldMask;
  readonly autoSalesforce: FieldMask;
  readonly autoVoyage: FieldMask;
  readonly asks: FieldMask;
  readonly choseSalesforce: FieldMask;
  readonly choseVoyage: FieldMask;
  readonly choseTyped: FieldMask;
  readonly choseSkip: FieldMask;
  readonly typed: Readonly<Partial<Record<Field, string | null>>>;
  readonly presence: Presence | null;
  readonly isUnmapped: boolean;
  readonly keeperId: string | null;
}

export interface ReviewPage {
  readonly viewId: number;
  readonly from: number;
  readonly total: number;
  readonly rows: readonly ReviewRow[];
}

export interface Facets {
  readonly rows: number;
  readonly classes: Readonly<Record<RowClass, number>>;
  readonly undecided: number;
  readonly decided: number;
  readonly unmapped: number;
  readonly fields: Readonly<Record<Field, number>>;
  readonly settledBy: {
    readonly oneSideMoved: number;
    readonly policy: number;
    readonly person: number;
  };
  readonly statuses: readonly {
    readonly side: Side;
    readonly label: string;
    readonly rows: number;
  }[];
  readonly conflictsTotal: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** The person whole, for the drawer and `diff --email`. */
export interface PersonStory {
  readonly row: ReviewRow;
  readonly fields: readonly FieldDiff[];
  readonly salesforceModifiedAt: string | null;
  readonly voyageModifiedAt: string | null;
  readonly personKind: string | null;
  readonly baseAt: string | null;
  readonly salesforceLink: string | null;
  readonly voyageLink: string | null;
  readonly runs: readonly {
    readonly txId: string;
    readonly at: string;
    readonly outcome: OutcomeCode;
    readonly message: string;
  }[];
  readonly others: readonly ReviewRow[];
}

export interface Decide {
  /** Rows by key, or every row of the open view. */
  readonly target: { readonly rowKeys: readonly string[] } | { readonly viewId: number };
  /** The fields meant; `asking` means whatever waits in each row, else whatever differs. */
  readonly fields: readonly Decidable[] | 'asking';
  readonly choice: Choice | 'clear';
  readonly value: string | null;
}

export interface DecideEffect {
  readonly stepId: string;
  readonly rows: number;
  readonly facets: Facets;
}

export interface PlanRow {
  readonly position: number;
  readonly name: string | null;
  readonly email: string | null;
  readonly salesforce: readonly PlanChange[];
  readonly voyage: readonly PlanChange[];
  readonly outcome: OutcomeCode | null;
  readonly message: string | null;
}

export interface PlanChange {
  readonly op: 'create' | 'update' | 'cancel' | 'delete';
  readonly createsPerson: boolean;
  readonly changes: readonly {
    readonly field: Field;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

export interface RunSummary {
  readonly txId: string;
  readonly direction: Direction;
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly counts: RunCounts;
  readonly outcomes: Readonly<Partial<Record<OutcomeCode, number>>>;
  readonly left: {
    readonly conflicts: number;
    readonly proposals: number;
    readonly unmappedStatuses: readonly UnmappedCount[];
    readonly guards: readonly GuardName[];
  };
  readonly calls: CallCounts;
  readonly planDigest: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly campaignName: string;
  readonly eventName: string;
  readonly actor: string;
  /** True when the outcome table, the audit row and the counts agree; checked when asked. */
  readonly addsUp: boolean;
}

export interface OutcomeFilter {
  readonly outcomes: readonly OutcomeCode[];
  readonly search: string;
}

export interface OutcomePage {
  readonly from: number;
  readonly total: number;
  readonly rows: readonly Outcome[];
}

export interface AuditPage {
  readonly from: number;
  readonly total: number;
  readonly rows: readonly AuditRow[];
}

export interface AuditCheck {
  readonly verified: boolean;
  readonly rows: number;
  /** The first row that does not fit, where one doesn't. */
  readonly brokenAt: string | null;
  readonly checkedAt: string;
  readonly elapsedMs: number;
}

export interface Progress {
  readonly job: 'demo' | 'pull' | 'compare' | 'plan' | 'report';
  readonly stage:
    | 'preparing'
    | 'reading'
    | 'matching'
    | 'finding-people'
    | 'writing'
    | 'done'
    | 'failed'
    | 'cancelled';
  readonly side: Side | null;
  readonly done: number;
  readonly total: number | null;
  readonly ratePerSecond: number | null;
  readonly secondsLeft: number | null;
}

export interface PushLane {
  readonly done: number;
  readonly total: number;
  readonly inFlight: number;
}

export interface PushProgress {
  readonly txId: string;
  readonly digest: string;
  readonly direction: Direction;
  readonly mode: RunMode;
  readonly state:
    'running' | 'pausing' | 'paused' | 'cancelling' | 'undoing' | 'interrupted' | 'ended';
  readonly pausedBy: AppError | null;
  readonly lanes: { readonly salesforce: PushLane; readonly voyage: PushLane };
  readonly batches: { readonly done: number; readonly inFlight: number; readonly total: number };
  readonly outcomes: Readonly<Partial<Record<OutcomeCode, number>>>;
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly causes: readonly {
    readonly outcome: OutcomeCode;
    readonly code: string | null;
    readonly message: string;
    readonly nextStep: string | null;
    readonly rows: number;
  }[];
  readonly landing: readonly {
    readonly side: Side;
    readonly name: string | null;
    readonly outcome: OutcomeCode;
    readonly detail: string;
    readonly at: string;
  }[];
  readonly callsMade: CallCounts;
  readonly callsPlanned: CallCounts;
  readonly ratePerSecond: number | null;
  readonly secondsLeft: number | null;
  readonly startedAt: string;
}

export interface DiffCounts {
  readonly classes: Readonly<Record<RowClass, number>>;
  readonly fields: Readonly<Record<Field, number>>;
  readonly rows: number;
}

export interface EngineRequests {
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

export type { CountName };
