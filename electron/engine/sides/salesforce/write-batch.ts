/**
 * A batch of writes to one campaign: look, judge, write people, write members, read back.
 *
 * Laws: nothing is written over a version other than the expected one, or, where an earlier try may have moved
 *       that itself, over other values than the plan was made on; what a refused operation wrote to a
 *       person, or the Lead it made, is taken back; in an atomic batch one refusal takes everything back.
 * Errors: a lost answer is a Refusal; the batch sent again with `isRetry` finds what landed.
 */
import type { Field, Values } from '../../../../shared/domain/fields.ts';
import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import { cancelled } from '../http/wait.ts';
import type { WriteAnswer, WriteBatch, WriteOperation } from '../side-port.ts';
import { hasEnded } from './bulk/job-answers.ts';
import { createBulk } from './bulk/jobs.ts';
import type { Bulk } from './bulk/jobs.ts';
import type { Polling } from './bulk/patience.ts';
import type { Campaign } from './campaigns.ts';
import { findPeople } from './find-people.ts';
import { readUserId } from './identify.ts';
import { lookAtMembers, lookForMembersOf } from './look.ts';
import type { Org, Signal } from './org.ts';
import { hasPersonFields, LEAD_SOURCE, toPersonFields } from './person-fields.ts';
import { memberStamp } from './to-member.ts';
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
import { createWriter } from './writer.ts';

/** In this order, so that the steps that can't be taken back come last. */
const STEPS: readonly Step[] = [
  createLeads,
  updatePeople,
  createMembers,
  updateMembers,
  deleteMembers,
  deletePeople,
];

export interface WriteSettings {
  readonly polling: Polling;
  /** Records above which a step is a Bulk job, where the batch is not atomic. */
  readonly bulkAbove: number;
  readonly mostBytes: number;
  readonly lockWaitMs: number;
}

export async function writeBatch(
  org: Org,
  campaign: Campaign,
  batch: WriteBatch,
  settings: WriteSettings,
  signal: Signal,
): Promise<readonly WriteAnswer[]> {
  const bulk = createBulk(org.wire, settings.polling);
  if (batch.isRetry) await finishJobs(bulk, batch, signal);
  const tasks = batch.operations.map(newTask);
  await judgeKnown(org, campaign, tasks, batch.isRetry, signal);
  await choosePeople(org, tasks, batch.isRetry, signal);
  if (batch.isRetry) await adoptCreated(org, campaign, tasks, signal);

  const { isAtomic, tickets, asked } = batch;
  const writing = {
    org,
    bulk,
    ...settings,
    random: settings.polling.random,
    allOrNone: isAtomic,
    keep: (jobId: string) => tickets.keep(ticketOf(jobId)),
    asked,
    signal,
  };
  const writer = createWriter(writing);
  for (const step of STEPS) {
    if (isAtomic && tasks.some(isRefused)) break;
    await step({ org, campaign, writer, isAtomic, signal }, tasks.filter(isOpen));
  }
  const isUndone = isAtomic && tasks.some(isRefused);
  // What is begun to be taken back is taken back, whatever is asked meanwhile.
  const undoing = createWriter({ ...writing, allOrNone: false, asked: () => null });
  await takeBack(undoing, isUndone ? tasks : tasks.filter(isRefused));
  if (isUndone) tasks.filter((task) => !isRefused(task)).forEach(forget);
  return readBack(org, campaign, tasks, signal);
}

const TICKET = 'ingest/';

function ticketOf(jobId: string): string {
  return TICKET + jobId;
}

/** What an earlier try began comes to its end first: a job that was never closed is given up, others are waited for. */
async function finishJobs(bulk: Bulk, batch: WriteBatch, signal: Signal): Promise<void> {
  for (const ticket of batch.tickets.kept) {
    if (!ticket.startsWith(TICKET)) continue;
    const job = await bulk.look('ingest', ticket.slice(TICKET.length), signal);
    if (job === null || hasEnded(job)) continue;
    if (job.state === 'Open') await bulk.abort('ingest', job.id, signal);
    else if ((await bulk.wait('ingest', job, batch.asked, signal)) === null) {
      throw cancelled(undefined, true);
    }
  }
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
      if (isRetry) noteWrittenBefore(task, before, fields);
    } else if (expectVersion !== null && before.version !== expectVersion) {
      // The person's stamp moves with our own write to them.
      task.isPersonWritten = isRetry && isPersonAlone(before, task.operation);
      if (task.isPersonWritten) noteWrittenBefore(task, before, personPart(fields));
      else if (!isRetry || !isAsPlanned(before, task.operation)) settle(task, 'stale');
    }
    task.person = before?.person ?? task.person;
  }
}

/** The member stands as it was expected, and its person holds what was to be written to them. */
function isPersonAlone(before: SideRecord, { op, fields, expectVersion }: WriteOperation): boolean {
  if (op !== 'update' || !hasPersonFields(fields)) return false;
  return (
    memberStamp(before.version) === memberStamp(expectVersion) &&
    holdsAlready(before, personPart(fields))
  );
}

/** An earlier try may have written it and taken that back: the version is another one, the values are not. */
function isAsPlanned({ values }: SideRecord, { op, fields, before }: WriteOperation): boolean {
  if (op !== 'update' || before === undefined) return false;
  const names = Object.keys(fields) as Field[];
  return names.every((name) => values[name] === (before[name] ?? null));
}

function personPart(fields: Partial<Values>): Partial<Values> {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== 'status'));
}

/** What an earlier try wrote is taken back like what this one writes. */
function noteWrittenBefore(task: Task, { person }: SideRecord, written: Partial<Values>): void {
  const { recordId, before } = task.operation;
  if (before === undefined) return;
  const names = Object.keys(written) as Field[];
  const held = Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
  const ofPerson = person === null ? null : toPersonFields(held, person.kind);
  if (person !== null && ofPerson !== null) {
    const record = { type: person.kind, id: person.id, fields: ofPerson };
    task.undo.push({ kind: 'restore', record });
  }
  if (!('status' in written)) return;
  const record = {
    type: 'CampaignMember',
    id: recordId ?? '',
    fields: { Status: before.status ?? null },
  };
  task.undo.push({ kind: 'restore', record });
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
        task.undo.push({ kind: 'remove', record: { type: 'Lead', id: found.id } });
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
    task.undo.push({
      kind: 'remove',
      record: { type: 'CampaignMember', id: member.record.recordId },
    });
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
