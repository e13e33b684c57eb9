/**
 * A batch of writes to one campaign: look, judge, write people, write members, read back.
 *
 * Laws: nothing is written over a version other than the expected one; what a refused operation wrote to a
 *       person, or the Lead it made, is taken back; in an atomic batch one refusal takes everything back.
 * Errors: a lost answer is a Refusal; the batch sent again with `isRetry` finds what landed.
 */
import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import type { WriteAnswer, WriteBatch } from '../side-port.ts';
import type { Campaign } from './campaigns.ts';
import { findPeople } from './find-people.ts';
import { readUserId } from './identify.ts';
import { lookAtMembers, lookForMembersOf } from './look.ts';
import type { Org, Signal } from './org.ts';
import { LEAD_SOURCE } from './person-fields.ts';
import { answerOf, holdsAlready, isRefused, newTask, settle } from './write-task.ts';
import type { Task } from './write-task.ts';
import {
  createLeads,
  createMembers,
  deleteMembers,
  deletePeople,
  updateMembers,
  updatePeople,
} from './write-steps.ts';
import type { Step } from './write-steps.ts';
import { takeBack } from './take-back.ts';

/** In this order, so that the steps that can't be taken back come last. */
const STEPS: readonly Step[] = [
  createLeads,
  updatePeople,
  createMembers,
  updateMembers,
  deleteMembers,
  deletePeople,
];

export async function writeBatch(
  org: Org,
  campaign: Campaign,
  batch: WriteBatch,
  signal: Signal,
): Promise<readonly WriteAnswer[]> {
  const tasks = batch.operations.map(newTask);
  await judgeKnown(org, campaign, tasks, batch.isRetry, signal);
  await choosePeople(org, tasks, batch.isRetry, signal);
  if (batch.isRetry) await adoptCreated(org, campaign, tasks, signal);
  for (const step of STEPS) {
    if (batch.isAtomic && tasks.some(isRefused)) break;
    await step({ org, campaign, allOrNone: batch.isAtomic, signal }, tasks.filter(isOpen));
  }
  const isUndone = batch.isAtomic && tasks.some(isRefused);
  await takeBack(org, isUndone ? tasks : tasks.filter(isRefused), signal);
  if (isUndone) tasks.filter((task) => !isRefused(task)).forEach(forget);
  return readBack(org, campaign, tasks, signal);
}

function isOpen(task: Task): boolean {
  return task.verdict === null;
}

function forget(task: Task): void {
  task.verdict = { status: 'not-attempted', error: null };
  task.createdPerson = null;
}

/** Updates and deletes: is the member still what the plan was made on? */
async function judgeKnown(
  org: Org,
  campaign: Campaign,
  tasks: readonly Task[],
  isRetry: boolean,
  signal: Signal,
): Promise<void> {
  const known = tasks.filter((task) => task.operation.op !== 'create');
  const ids = known.map((task) => task.operation.recordId ?? '').filter((id) => id !== '');
  const members = await lookAtMembers(org, campaign, ids, signal);
  for (const task of known) {
    const { op, recordId, expectVersion, fields } = task.operation;
    const before = members.get(recordId ?? '') ?? null;
    task.before = before;
    if (op === 'cancel') {
      const message = 'A member of a campaign cannot be cancelled, only its status changed.';
      settle(task, 'rejected', { code: 'NO_CANCEL', message });
    } else if (before === null) {
      // The Lead made for a member that is gone may still be there: a later step sees to it.
      if (op === 'update') settle(task, 'stale');
      else if (task.operation.deletePerson === null) settle(task, 'deleted');
    } else if (op === 'update' && holdsAlready(before, fields)) {
      const isExpected = expectVersion === null || before.version === expectVersion;
      settle(task, isRetry ? 'updated' : isExpected ? 'unchanged' : 'stale');
    } else if (expectVersion !== null && before.version !== expectVersion) {
      settle(task, 'stale');
    }
    task.person = before?.person ?? task.person;
  }
}

/** Creates: the person given, or who has the email now, or none (then a Lead is made, where allowed). */
async function choosePeople(
  org: Org,
  tasks: readonly Task[],
  isRetry: boolean,
  signal: Signal,
): Promise<void> {
  const unknown = tasks.filter((task) => task.operation.op === 'create' && task.person === null);
  const identities = unknown.map((task) => task.operation.identity).filter((id) => id !== null);
  const people = await findPeople(org, identities, signal);
  for (const task of unknown) {
    const found = people.get(task.operation.identity ?? '');
    if (found !== undefined) {
      task.person = { id: found.id, kind: found.kind };
      const isOurs = found.kind === 'Lead' && found.leadSource === LEAD_SOURCE;
      if (isRetry && isOurs && task.operation.createPerson) {
        task.createdPerson = task.person;
        task.undo.push({ kind: 'remove', id: found.id });
      }
    } else if (!task.operation.createPerson) {
      settle(task, 'no-person');
    }
  }
}

/** After a lost answer: a member that this user made for the person is the one that was sent. */
async function adoptCreated(
  org: Org,
  campaign: Campaign,
  tasks: readonly Task[],
  signal: Signal,
): Promise<void> {
  const created = tasks.filter((task) => task.operation.op === 'create' && isOpen(task));
  const members = await lookForMembersOf(org, campaign, peopleOf(created), signal);
  if (members.size === 0) return;
  const userId = await readUserId(org, signal);
  for (const task of created) {
    const member = members.get(task.person?.id ?? '');
    if (member === undefined) continue;
    task.memberId = member.record.recordId;
    if (member.createdById !== null && member.createdById !== userId) {
      settle(task, 'already-member');
      continue;
    }
    task.undo.push({ kind: 'remove', id: member.record.recordId });
    settle(task, 'created');
  }
}

function peopleOf(tasks: readonly Task[]): readonly PersonRef[] {
  return tasks.map((task) => task.person).filter((person) => person !== null);
}

async function readBack(
  org: Org,
  campaign: Campaign,
  tasks: readonly Task[],
  signal: Signal,
): Promise<readonly WriteAnswer[]> {
  const present = tasks.filter((task) => task.verdict?.status === 'already-member');
  const others = await lookForMembersOf(org, campaign, peopleOf(present), signal);
  for (const task of present) {
    task.memberId = others.get(task.person?.id ?? '')?.record.recordId ?? null;
  }
  const ids = tasks
    .filter(
      (task) => task.verdict?.status !== 'deleted' && task.verdict?.status !== 'not-attempted',
    )
    .map((task) => task.memberId)
    .filter((id) => id !== null);
  const members = await lookAtMembers(org, campaign, ids, signal);
  return tasks.map((task) => {
    const now = members.get(task.memberId ?? '') ?? null;
    noteReplacedStatus(task, now);
    return answerOf(task, now);
  });
}

/** Salesforce stores its default in the place of a status it does not know, without a word. */
function noteReplacedStatus(task: Task, now: SideRecord | null): void {
  const sent = task.operation.fields.status ?? null;
  const isWritten = task.verdict?.status === 'created' || task.verdict?.status === 'updated';
  if (!isWritten || now === null || sent === null) return;
  const held = now.values.status;
  if (held !== null && held.toLowerCase() === sent.trim().toLowerCase()) return;
  task.verdict = {
    status: 'status-replaced',
    error: {
      code: 'STATUS_REPLACED',
      message: `"${sent}" was sent and the campaign holds "${held ?? ''}".`,
    },
  };
}
