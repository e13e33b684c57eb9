/** The calls of a batch, each for the tasks that need it and are still open. */
import type { Field } from '../../../../shared/domain/fields.ts';
import type { SaveResult } from './answers.ts';
import type { Campaign } from './campaigns.ts';
import type { ChangedRecord, NewRecord, Org, Signal } from './org.ts';
import { hasPersonFields, toNewLead, toPersonFields } from './person-fields.ts';
import { settle, takeResult } from './write-task.ts';
import type { Task } from './write-task.ts';

interface StepContext {
  readonly org: Org;
  readonly campaign: Campaign;
  readonly allOrNone: boolean;
  readonly signal: Signal;
}

export type Step = (context: StepContext, open: readonly Task[]) => Promise<void>;

/** Records of one call of a collection. */
export const MOST_PER_CALL = 200;

/** What a delete meets where the record is gone already. */
const GONE = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

export async function inChunks<T>(
  items: readonly T[],
  send: (chunk: readonly T[]) => Promise<readonly SaveResult[]>,
): Promise<readonly SaveResult[]> {
  const results: SaveResult[] = [];
  for (let start = 0; start < items.length; start += MOST_PER_CALL) {
    results.push(...(await send(items.slice(start, start + MOST_PER_CALL))));
  }
  return results;
}

export const createLeads: Step = async ({ org, allOrNone, signal }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'create' && task.person === null);
  const records = tasks.map(({ operation }): NewRecord => {
    return { type: 'Lead', fields: toNewLead(operation.fields, operation.identity) };
  });
  const results = await inChunks(records, (chunk) => org.create(chunk, allOrNone, signal));
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    if (!takeResult(task, result) || typeof result?.id !== 'string') continue;
    task.person = { id: result.id, kind: 'Lead' };
    task.createdPerson = task.person;
    task.undo.push({ kind: 'remove', id: result.id });
  }
};

export const updatePeople: Step = async ({ org, allOrNone, signal }, open) => {
  const changes = open.flatMap((task) => {
    if (task.operation.op !== 'update' || !hasPersonFields(task.operation.fields)) return [];
    const { person } = task;
    const fields = person === null ? null : toPersonFields(task.operation.fields, person.kind);
    if (person !== null && fields !== null) return [{ task, person, fields }];
    if ('status' in task.operation.fields) return [];
    settle(task, 'rejected', {
      code: 'PERSON_NOT_WRITABLE',
      message: "A Contact's company is its Account, which is not changed from here.",
    });
    return [];
  });
  // Records of one kind stand together: a collection takes ten runs of kinds at most.
  const sorted = changes.toSorted((a, b) => (a.person.kind < b.person.kind ? 1 : -1));
  const records = sorted.map(({ person, fields }): ChangedRecord => {
    return { type: person.kind, id: person.id, fields };
  });
  const results = await inChunks(records, (chunk) => org.update(chunk, allOrNone, signal));
  for (const [index, { task, person }] of sorted.entries()) {
    if (!takeResult(task, results[index])) continue;
    const names = Object.keys(task.operation.fields) as Field[];
    const held = Object.fromEntries(names.map((name) => [name, task.before?.values[name] ?? null]));
    const fields = toPersonFields(held, person.kind) ?? {};
    task.undo.push({ kind: 'restore', record: { type: person.kind, id: person.id, fields } });
    if (!('status' in task.operation.fields)) settle(task, 'updated');
  }
};

export const createMembers: Step = async ({ org, campaign, allOrNone, signal }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'create' && task.person !== null);
  const records = tasks.map(({ operation, person }): NewRecord => {
    const link = person?.kind === 'Contact' ? 'ContactId' : 'LeadId';
    const { status = null } = operation.fields;
    return {
      type: 'CampaignMember',
      fields: {
        CampaignId: campaign.id,
        [link]: person?.id ?? null,
        ...(status === null ? {} : { Status: status }),
      },
    };
  });
  const results = await inChunks(records, (chunk) => org.create(chunk, allOrNone, signal));
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    if (!takeResult(task, result) || typeof result?.id !== 'string') continue;
    task.memberId = result.id;
    task.undo.push({ kind: 'remove', id: result.id });
    settle(task, 'created');
  }
};

export const updateMembers: Step = async ({ org, allOrNone, signal }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'update');
  const records = tasks.map(({ operation }): ChangedRecord => {
    const fields = { Status: operation.fields.status ?? null };
    return { type: 'CampaignMember', id: operation.recordId ?? '', fields };
  });
  const results = await inChunks(records, (chunk) => org.update(chunk, allOrNone, signal));
  for (const [index, task] of tasks.entries()) {
    if (!takeResult(task, results[index])) continue;
    const fields = { Status: task.before?.values.status ?? null };
    const id = task.operation.recordId ?? '';
    task.undo.push({ kind: 'restore', record: { type: 'CampaignMember', id, fields } });
    settle(task, 'updated');
  }
};

export const deleteMembers: Step = async ({ org, allOrNone, signal }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'delete' && task.before !== null);
  const ids = tasks.map((task) => task.operation.recordId ?? '');
  const results = await inChunks(ids, (chunk) => org.remove(chunk, allOrNone, signal));
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    const isGone = GONE.has(result?.errors?.[0]?.statusCode ?? '');
    if (!isGone && !takeResult(task, result)) continue;
    task.wasSent = true;
    if (task.operation.deletePerson === null) settle(task, 'deleted');
  }
};

/** Leads that were made for a member now taken back. One that stays does no harm: its task is done. */
export const deletePeople: Step = async ({ org, signal }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'delete');
  const ids = tasks.map((task) => task.operation.deletePerson?.id ?? '');
  const results = await inChunks(ids, (chunk) => org.remove(chunk, false, signal));
  for (const [index, task] of tasks.entries()) {
    const { statusCode: code = '', message = '' } = results[index]?.errors?.[0] ?? {};
    const isGone = code === '' || GONE.has(code);
    settle(task, 'deleted', isGone ? null : { code, message: `The Lead stays: ${message}` });
  }
};
