/** The steps of a batch, each for the tasks that need it and are still open. */
import type { Field } from '../../../../shared/domain/fields.ts';
import type { Campaign } from './campaigns.ts';
import type { ChangedRecord, NewRecord, Org, Signal } from './org.ts';
import { alertedBy, ALERTED } from './duplicate-alerts.ts';
import { hasPersonFields, toNewLead, toPersonFields } from './person-fields.ts';
import { settle, takeResult } from './write-task.ts';
import type { Task } from './write-task.ts';
import type { Writer } from './writer.ts';

interface StepContext {
  readonly org: Org;
  readonly campaign: Campaign;
  readonly writer: Writer;
  readonly isAtomic: boolean;
  readonly signal: Signal;
}

export type Step = (context: StepContext, open: readonly Task[]) => Promise<void>;

/** What a delete meets where the record is gone already. */
const GONE = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

export const createLeads: Step = async (context, open) => {
  const { campaign, writer, isAtomic } = context;
  const all = open.filter((task) => task.operation.op === 'create' && task.person === null);
  const alerted: { readonly task: Task; readonly record: NewRecord }[] = [];
  for (const allowDuplicates of [false, true]) {
    const tasks = all.filter(({ operation }) => operation.allowDuplicate === allowDuplicates);
    const records = tasks.map(({ operation }): NewRecord => {
      const { fields, identity } = operation;
      return { type: 'Lead', fields: toNewLead(fields, identity, campaign.writable.onNewLead) };
    });
    const results = await writer.create(records, { allowDuplicates });
    for (const [index, task] of tasks.entries()) {
      const result = results[index];
      const record = records[index];
      if (result?.isDone === false && result.code === ALERTED && record !== undefined) {
        task.sends = Math.max(task.sends, result.sends);
        alerted.push({ task, record });
      } else if (takeResult(task, result)) {
        madeLead(task, result?.isDone === true ? result.id : '');
      }
    }
  }
  for (const { task, alert, leadId } of await alertedBy(context.org, alerted, {
    mayAsk: !isAtomic,
    signal: context.signal,
  })) {
    if (leadId !== null) {
      task.sends += 1;
      madeLead(task, leadId);
      continue;
    }
    task.duplicate = alert;
    settle(task, 'duplicate', { code: ALERTED, message: 'A duplicate rule found somebody.' });
  }
};

function madeLead(task: Task, id: string): void {
  task.person = { id, kind: 'Lead' };
  task.createdPerson = task.person;
  task.undo.push({ kind: 'remove', record: { type: 'Lead', id } });
}

export const updatePeople: Step = async ({ writer }, open) => {
  const changes = open.flatMap((task) => {
    if (task.operation.op !== 'update' || !hasPersonFields(task.operation.fields)) return [];
    if (task.isPersonWritten) return [];
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
  const records = changes.map(({ person, fields }): ChangedRecord => {
    return { type: person.kind, id: person.id, fields };
  });
  const results = await writer.update(records);
  for (const [index, { task, person }] of changes.entries()) {
    if (!takeResult(task, results[index])) continue;
    const names = Object.keys(task.operation.fields) as Field[];
    const held = Object.fromEntries(names.map((name) => [name, task.before?.values[name] ?? null]));
    const fields = toPersonFields(held, person.kind) ?? {};
    task.undo.push({ kind: 'restore', record: { type: person.kind, id: person.id, fields } });
    if (!('status' in task.operation.fields)) settle(task, 'updated');
  }
};

export const createMembers: Step = async ({ writer, campaign }, open) => {
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
  const results = await writer.create(records);
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    if (!takeResult(task, result) || result?.isDone !== true) continue;
    task.memberId = result.id;
    task.undo.push({ kind: 'remove', record: { type: 'CampaignMember', id: result.id } });
    settle(task, 'created');
  }
};

export const updateMembers: Step = async ({ writer }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'update');
  const records = tasks.map(({ operation }): ChangedRecord => {
    const fields = { Status: operation.fields.status ?? null };
    return { type: 'CampaignMember', id: operation.recordId ?? '', fields };
  });
  const results = await writer.update(records);
  for (const [index, task] of tasks.entries()) {
    if (!takeResult(task, results[index])) continue;
    const fields = { Status: task.before?.values.status ?? null };
    const id = task.operation.recordId ?? '';
    task.undo.push({ kind: 'restore', record: { type: 'CampaignMember', id, fields } });
    settle(task, 'updated');
  }
};

export const deleteMembers: Step = async ({ writer }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'delete' && task.before !== null);
  const results = await writer.remove(
    tasks.map((task) => ({ type: 'CampaignMember', id: task.operation.recordId ?? '' })),
  );
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    const isGone = result?.isDone === false && GONE.has(result.code);
    if (!isGone && !takeResult(task, result)) continue;
    task.sends = Math.max(task.sends, result?.sends ?? 0);
    if (task.operation.deletePerson === null) settle(task, 'deleted');
  }
};

/** Leads that were made for a member now taken back. One that stays does no harm: its task is done. */
export const deletePeople: Step = async ({ writer }, open) => {
  const tasks = open.filter((task) => task.operation.op === 'delete');
  const results = await writer.remove(
    tasks.map((task) => ({ type: 'Lead', id: task.operation.deletePerson?.id ?? '' })),
  );
  for (const [index, task] of tasks.entries()) {
    const result = results[index];
    if (result === undefined || result.isDone || GONE.has(result.code)) settle(task, 'deleted');
    else {
      const { code, message } = result;
      settle(task, 'deleted', { code, message: `The Lead stays: ${message}` });
    }
  }
};
