/**
 * What became of a row, from what the far sides answered.
 *
 * Laws:   every row has exactly one outcome; the seven counts sum to the rows; of several answers the
 *         worst is told.
 */
import type { DuplicateAlert } from '../domain/duplicate.ts';
import type { Field, Values } from '../domain/fields.ts';
import type {
  FieldChange,
  OutcomeCode,
  RunCounts,
  RunMode,
  RunStatus,
  WriteStatus,
} from '../domain/outcome.ts';
import { COUNT_OF_OUTCOME, OUTCOME_CODES } from '../domain/outcome.ts';
import type { OperationDraft } from '../domain/plan.ts';
import type { Side } from '../domain/side.ts';
import { SIDES } from '../domain/side.ts';
import type { OutcomeText } from '../texts/outcome-texts.ts';
import { GONE_FOR_GOOD, OUTCOME_TEXTS } from '../texts/outcome-texts.ts';
import { valuesEqual } from './normalize.ts';
import type { PlannedRow } from './plan.ts';

/** What the far side answered to one operation. */
export interface Answer {
  readonly status: WriteStatus;
  readonly recordId: string | null;
  readonly version: string | null;
  /** What the far side holds now, of the fields written, as far as it said. */
  readonly values: Readonly<Partial<Values>> | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly duplicate?: DuplicateAlert;
  readonly attempts: number;
}

export interface SettledOperation {
  readonly draft: OperationDraft;
  readonly answer: Answer;
}

export interface RowOutcome extends OutcomeText {
  readonly outcome: OutcomeCode;
  readonly code: string | null;
  readonly attempts: number;
  readonly changes: readonly FieldChange[];
  readonly duplicate?: DuplicateAlert;
}

const OUTCOME_OF_ANSWER: Readonly<Record<WriteStatus, (side: Side) => OutcomeCode>> = {
  created: (side) => (side === 'voyage' ? 'imported' : 'exported'),
  updated: () => 'updated',
  cancelled: () => 'updated',
  deleted: () => 'updated',
  unchanged: () => 'unchanged',
  stale: () => 'stale',
  'already-member': () => 'already-member',
  'no-person': () => 'no-person',
  duplicate: () => 'duplicate',
  'status-replaced': () => 'unmapped-status',
  rejected: () => 'rejected',
  failed: () => 'failed',
  'not-attempted': () => 'not-attempted',
};

const WORST_FIRST: readonly OutcomeCode[] = [
  'failed',
  'rejected',
  'unmapped-status',
  'stale',
  'already-member',
  'duplicate',
  'no-person',
  'not-attempted',
  'imported',
  'exported',
  'updated',
  'unchanged',
];

/** Whether the far side now holds what the operation wrote, or said it does. */
export function isWritten(status: WriteStatus): boolean {
  return (
    status === 'created' ||
    status === 'updated' ||
    status === 'cancelled' ||
    status === 'deleted' ||
    status === 'unchanged'
  );
}

function outcomeOf({ draft, answer }: SettledOperation): OutcomeCode {
  return OUTCOME_OF_ANSWER[answer.status](draft.side);
}

/** The value a written field holds now: as read back, else as sent. */
export function heldAfter({ draft, answer }: SettledOperation, field: Field): string | null {
  const readBack = answer.values?.[field];
  return readBack === undefined ? (draft.fields[field] ?? null) : readBack;
}

function changesOf(settled: SettledOperation): readonly FieldChange[] {
  const { draft, answer } = settled;
  if (!isWritten(answer.status) && answer.status !== 'status-replaced') return [];
  return (Object.keys(draft.fields) as Field[])
    .map((field) => ({
      side: draft.side,
      field,
      before: draft.before[field] ?? null,
      after: heldAfter(settled, field),
    }))
    .filter(({ field, before, after }) => !valuesEqual(field, before, after));
}

function textOf(settled: SettledOperation, all: readonly SettledOperation[]): OutcomeText {
  const { draft, answer } = settled;
  switch (answer.status) {
    case 'created':
      return draft.side === 'voyage' ? OUTCOME_TEXTS.imported() : OUTCOME_TEXTS.exported();
    case 'updated':
    case 'deleted':
      return OUTCOME_TEXTS.updated(
        SIDES.filter((side) =>
          all.some((one) => one.draft.side === side && outcomeOf(one) === 'updated'),
        ),
      );
    case 'cancelled':
      return OUTCOME_TEXTS.cancelled();
    case 'unchanged':
      return OUTCOME_TEXTS.alreadyHeld();
    case 'stale':
      return OUTCOME_TEXTS.stale(draft.side);
    case 'already-member':
      return OUTCOME_TEXTS.alreadyMember();
    case 'no-person':
      return OUTCOME_TEXTS.noPerson();
    case 'duplicate':
      return OUTCOME_TEXTS.duplicateFound(answer.duplicate ?? { people: [], mayCreate: true });
    case 'status-replaced':
      return OUTCOME_TEXTS.statusReplaced(
        draft.fields.status ?? '',
        heldAfter(settled, 'status') ?? '',
      );
    case 'rejected':
      return OUTCOME_TEXTS.rejected(draft.side, answer.error);
    case 'failed':
      return OUTCOME_TEXTS.failed(draft.side, answer.error);
    case 'not-attempted':
      return OUTCOME_TEXTS.notAttempted();
  }
}

export function settleRow(
  row: Pick<PlannedRow, 'rowKey' | 'preset'>,
  settled: readonly SettledOperation[],
): RowOutcome {
  const [worst] = [...settled].sort(
    (a, b) => WORST_FIRST.indexOf(outcomeOf(a)) - WORST_FIRST.indexOf(outcomeOf(b)),
  );
  if (worst === undefined) {
    const preset = row.preset ?? {
      outcome: 'not-attempted' as const,
      ...OUTCOME_TEXTS.notAttempted(),
    };
    return { ...preset, code: null, attempts: 0, changes: [] };
  }
  return {
    outcome: outcomeOf(worst),
    ...textOf(worst, settled),
    code: worst.answer.error?.code ?? null,
    attempts: Math.max(...settled.map(({ answer }) => answer.attempts)),
    changes: settled.flatMap(changesOf),
    ...(worst.answer.duplicate === undefined ? {} : { duplicate: worst.answer.duplicate }),
  };
}

/**
 * The outcome of a row whose writes an all-or-nothing run took back: `undo` are the operations that did
 * so, `lost` the sides where nothing can. Where one side keeps what was written the row keeps its outcome, and says so.
 */
export function takeBack(
  outcome: RowOutcome,
  undo: readonly SettledOperation[],
  lost: readonly Side[] = [],
): RowOutcome {
  const failed = undo.filter(({ answer }) => !isWritten(answer.status));
  const left = SIDES.flatMap((side) => {
    const one = failed.find(({ draft }) => draft.side === side);
    if (one !== undefined) return [{ side, reason: textOf(one, undo).message }];
    return lost.includes(side) ? [{ side, reason: GONE_FOR_GOOD }] : [];
  });
  return left.length > 0
    ? { ...outcome, ...OUTCOME_TEXTS.rollbackFailed(left) }
    : { ...outcome, outcome: 'rolled-back', ...OUTCOME_TEXTS.rolledBack(), changes: [] };
}

export const NO_ROWS: RunCounts = {
  rows: 0,
  imported: 0,
  exported: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  conflicted: 0,
  failed: 0,
};

/** The seven counts and their sum, from the rows of each outcome. */
export function countOutcomes(tally: Readonly<Partial<Record<OutcomeCode, number>>>): RunCounts {
  const counts: Record<keyof RunCounts, number> = { ...NO_ROWS };
  for (const code of OUTCOME_CODES) {
    const rows = tally[code] ?? 0;
    counts[COUNT_OF_OUTCOME[code]] += rows;
    counts.rows += rows;
  }
  return counts;
}

export interface RunEnd {
  readonly mode: RunMode;
  readonly wasCancelled: boolean;
  readonly wasRolledBack: boolean;
  readonly isBlocked: boolean;
  readonly isInterrupted: boolean;
  /** A dry run, that ended with its plan. */
  readonly isDryRun?: boolean;
}

export function runStatus(counts: RunCounts, end: RunEnd): RunStatus {
  if (end.isBlocked) return 'blocked';
  if (end.isDryRun === true) return 'planned';
  if (end.isInterrupted) return 'interrupted';
  if (end.wasRolledBack) return 'rolled-back';
  if (end.wasCancelled) return 'cancelled';
  if (counts.failed === 0) return 'succeeded';
  return counts.imported + counts.exported + counts.updated > 0 ? 'partial' : 'failed';
}
