import type { WriteStatus } from '../../../../shared/domain/outcome.ts';
import type { DuplicateAlert } from '../../../../shared/domain/duplicate.ts';
import type { Field, Values } from '../../../../shared/domain/fields.ts';
import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import type { WriteAnswer, WriteOperation } from '../side-port.ts';
import type { ChangedRecord } from './org.ts';
import { STOPPED_CODE } from './writer.ts';
import type { Removed, Written } from './writer.ts';

/** How to take one effect of a task back. */
type Undo =
  | { readonly kind: 'restore'; readonly record: ChangedRecord }
  | { readonly kind: 'remove'; readonly record: Removed };

/** One operation on its way through a batch. `verdict` is null as long as it may still be written. */
export interface Task {
  readonly operation: WriteOperation;
  /** The member as it was found before anything was written. */
  before: SideRecord | null;
  person: PersonRef | null;
  createdPerson: PersonRef | null;
  memberId: string | null;
  /** How often it was sent, in the step that sent it most. */
  sends: number;
  /** An earlier try wrote the person and came no further. */
  isPersonWritten: boolean;
  duplicate: DuplicateAlert | null;
  readonly undo: Undo[];
  verdict: Verdict | null;
}

export interface Verdict {
  readonly status: WriteStatus;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export function newTask(operation: WriteOperation): Task {
  return {
    operation,
    before: null,
    person: operation.person,
    createdPerson: null,
    memberId: operation.recordId,
    sends: 0,
    isPersonWritten: false,
    duplicate: null,
    undo: [],
    verdict: null,
  };
}

export function settle(task: Task, status: WriteStatus, error: Verdict['error'] = null): void {
  task.verdict ??= { status, error };
}

const DONE: ReadonlySet<WriteStatus> = new Set([
  'created',
  'updated',
  'unchanged',
  'deleted',
  'status-replaced',
]);

export function isRefused(task: Task): boolean {
  return task.verdict !== null && !DONE.has(task.verdict.status);
}

/** Codes that say nothing against the record itself: the same write may go well later. */
const PASSING = new Set([
  'UNABLE_TO_LOCK_ROW',
  'SERVER_UNAVAILABLE',
  'REQUEST_RUNNING_TOO_LONG',
  'QUERY_TIMEOUT',
  'UNKNOWN_EXCEPTION',
  'BULK_JOB_FAILED',
  'BULK_JOB_ABORTED',
]);

/** True when the record was written; else the task has its verdict. */
export function takeResult(task: Task, result: Written | undefined): boolean {
  task.sends = Math.max(task.sends, result?.sends ?? 0);
  if (result?.isDone === true) return true;
  if (result?.code === STOPPED_CODE) {
    settle(task, 'not-attempted');
    return false;
  }
  const error = {
    code: result?.code ?? 'UNKNOWN_EXCEPTION',
    message: result?.message ?? 'Salesforce gave no reason.',
  };
  settle(task, statusOf(error.code, error.message, task), error);
  return false;
}

function statusOf(code: string, message: string, task: Task): WriteStatus {
  switch (code) {
    case 'ALL_OR_NONE_OPERATION_ROLLED_BACK':
      return 'not-attempted';
    case 'DUPLICATE_VALUE':
      return /already a campaign member/i.test(message) ? 'already-member' : 'rejected';
    case 'ENTITY_IS_DELETED':
    case 'INVALID_CROSS_REFERENCE_KEY':
      return task.operation.op === 'update' ? 'stale' : 'rejected';
    default:
      return PASSING.has(code) ? 'failed' : 'rejected';
  }
}

/** `now` is the member as read back, where it was. */
export function answerOf(task: Task, now: SideRecord | null): WriteAnswer {
  const { operation, verdict } = task;
  const status = verdict?.status ?? 'not-attempted';
  const hasNone = status === 'not-attempted' && operation.op === 'create';
  return {
    ref: operation.ref,
    status,
    recordId: hasNone ? null : task.memberId,
    version: status === 'deleted' ? null : (now?.version ?? null),
    person: now?.person ?? task.person,
    createdPerson: task.createdPerson,
    values: now === null ? null : heldOf(now.values, operation),
    error: verdict?.error ?? null,
    ...(task.duplicate === null ? {} : { duplicate: task.duplicate }),
    attempts: task.sends,
  };
}

/** Of a new member everything: who was found for it holds what they hold, whatever was asked for. */
function heldOf(values: Values, { op, fields }: WriteOperation): Partial<Values> {
  return op === 'create' ? values : pick(values, fields);
}

function pick(values: Values, fields: Readonly<Partial<Values>>): Partial<Values> {
  const names = Object.keys(fields) as Field[];
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

/** Whether the member already holds every value the operation would write. */
export function holdsAlready(record: SideRecord, fields: Readonly<Partial<Values>>): boolean {
  return (Object.entries(fields) as [Field, string | null][]).every(
    ([field, value]) => record.values[field] === value,
  );
}
