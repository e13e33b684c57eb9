/** What the engine shows of its state: the payloads of its channels. Plain data only. */
import type { AuditRow } from '../domain/audit.ts';
import type { Decidable, Field, FieldMask, Values } from '../domain/fields.ts';
import type { Outcome, OutcomeCode, RunCounts, RunMode, RunStatus } from '../domain/outcome.ts';
import type { CallCounts, GuardName, PlanSummary, UnmappedCount } from '../domain/plan.ts';
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
  /** Set while requests wait at the gate because the far side asked to slow down. */
  readonly waiting: Waiting | null;
}

export interface Waiting {
  /** ISO; the earliest instant the next request goes. */
  readonly until: string;
  readonly reason: 'rate-limited' | 'concurrent' | 'unavailable';
}

/** Voyage's feed of campaign notifications, as far as it was read. */
export interface CallbackState {
  readonly checkedAt: string | null;
  /** The last notification about the campaign in use, by when it happened. */
  readonly changedAt: string | null;
  /** Voyage was told that the campaign in use is deleted, and no pull has found it there since. */
  readonly deletedAt: string | null;
  /** The pull it calls for has not been done yet. */
  readonly isPending: boolean;
  /** Notifications about campaigns nobody here reconciles; the audit tells of them. */
  readonly ignored: number;
}

/** Whether the connected Voyage offers campaign sync; until it does the gap panel stays. */
export interface GapState {
  readonly state: 'unknown' | 'offered' | 'not-offered' | 'probe-failed';
  readonly askedAt: string | null;
  readonly detail: string | null;
}

/**
 * What the pull in use read: everything (`full` as soon as one side was read whole), or what changed since
 * the one before. `changed` are the records that are new or not as before; of a side read whole, all of it.
 */
export interface LastPull {
  readonly kind: 'full' | 'changes';
  /** On both sides together. */
  readonly changed: number;
  readonly sides: {
    readonly [S in Side]: {
      readonly changed: number;
      readonly deleted: number;
      readonly calls: number;
    };
  };
}

export interface PairingView {
  readonly id: number;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly eventId: string;
  readonly eventName: string;
  readonly pulledAt: string | null;
  readonly lastPull: LastPull | null;
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
  readonly callbacks: CallbackState;
  /** Label or status, side and rows, of everything unmapped in the newest comparison. */
  readonly unmapped: readonly UnmappedCount[];
  readonly undecided: number;
  readonly hasDiff: boolean;
  readonly plan: PlanSummary | null;
  /** A push that runs, is paused, or was interrupted and waits to be resumed. */
  readonly activeRun: PushProgress | null;
  readonly lastTxId: string | null;
  /** What was found of the journal when it was opened, and does not keep anybody from it. */
  readonly journalTrouble?: AppError;
}

export interface StatusMapView {
  readonly map: StatusMap;
  /** Suggested by meaning and not yet accepted. */
  readonly suggested: StatusMap;
  readonly labels: readonly (MemberStatus & { readonly rows: number; readonly isOwn: boolean })[];
  readonly statuses: readonly { readonly status: VoyageStatus; readonly rows: number }[];
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
  /** The Lead made for the member goes with it. */
  readonly deletesPerson?: boolean;
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
  /** The run this one took back, and the newest that took this one back. */
  readonly reverts: string | null;
  readonly revertedBy: string | null;
  /**
   * Records both lists had when the run was planned, and those that stood in exactly one of its rows; null of
   * a run that took another back. -1 rows: one record stood in two.
   */
  readonly tie: {
    readonly members: number;
    readonly memberRows: number;
    readonly registrations: number;
    readonly registrationRows: number;
  } | null;
  /** True when the outcome table, the audit row, the counts and both lists agree; checked when asked. */
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
  readonly job: 'demo' | 'pull' | 'compare' | 'plan' | 'report' | 'suggest';
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
  /** How a side is read, and the calls that costs: the way with the fewest is taken. */
  readonly way: { readonly kind: ReadingWay; readonly calls: number } | null;
}

/** Pages of the REST API, one Bulk query, or only what changed since the pull before. */
export type ReadingWay = 'pages' | 'bulk' | 'changes';

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
