import { isRefused } from './write-task.ts';
import type { Task } from './write-task.ts';
import type { Written, Writer } from './writer.ts';

/**
 * Undoes what these tasks wrote, last done first. What can't be undone is said with the task's error, and a task
 * that had gone well until then has failed by it.
 */
export async function takeBack(writer: Writer, tasks: readonly Task[]): Promise<void> {
  // Where somebody else made the member, the person behind it is no longer ours to delete.
  const ours = tasks.filter((task) => task.verdict?.status !== 'already-member');
  const all = ours.flatMap((task) => task.undo.toReversed().map((undo) => ({ task, undo })));
  const removals = all.flatMap(({ task, undo }) =>
    undo.kind === 'remove' ? [{ task, record: undo.record }] : [],
  );
  const restores = all.flatMap(({ task, undo }) =>
    undo.kind === 'restore' ? [{ task, record: undo.record }] : [],
  );

  // Members go before their Leads, and a Lead takes its member along anyway.
  const removed = await writer.remove(removals.map(({ record }) => record));
  for (const [index, { task, record }] of removals.entries()) {
    const result = removed[index];
    if (result?.isDone !== true) noteLeftBehind(task, result);
    else if (task.createdPerson?.id === record.id) task.createdPerson = null;
  }
  const restored = await writer.update(restores.map(({ record }) => record));
  for (const [index, { task }] of restores.entries()) {
    const result = restored[index];
    if (result?.isDone !== true) noteLeftBehind(task, result);
  }
}

function noteLeftBehind(task: Task, result: Written | undefined): void {
  const code = result?.isDone === false ? result.code : 'no reason given';
  if (code === 'ENTITY_IS_DELETED') return;
  const error = task.verdict?.error ?? null;
  const left = `What it had written could not be taken back (${code}).`;
  task.verdict = {
    status: task.verdict !== null && isRefused(task) ? task.verdict.status : 'failed',
    error: {
      code: error?.code ?? 'NOT_TAKEN_BACK',
      message: `${error?.message ?? ''} ${left}`.trim(),
    },
  };
}
