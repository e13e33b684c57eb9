import type { Org, Signal } from './org.ts';
import type { Task } from './write-task.ts';
import { inChunks } from './write-steps.ts';

/** Undoes what these tasks wrote, last done first. What can't be undone is said with the task's error. */
export async function takeBack(org: Org, tasks: readonly Task[], signal: Signal): Promise<void> {
  // Where somebody else made the member, the person behind it is no longer ours to delete.
  const ours = tasks.filter((task) => task.verdict?.status !== 'already-member');
  const all = ours.flatMap((task) => task.undo.toReversed().map((undo) => ({ task, undo })));
  const removals = all.flatMap(({ task, undo }) =>
    undo.kind === 'remove' ? [{ task, undo }] : [],
  );
  const restores = all
    .flatMap(({ task, undo }) => (undo.kind === 'restore' ? [{ task, undo }] : []))
    .toSorted((a, b) => (a.undo.record.type < b.undo.record.type ? -1 : 1));

  // Members stand before their Leads in `removals`, and a Lead takes its member along anyway.
  const removed = await inChunks(
    removals.map(({ undo }) => undo.id),
    (ids) => org.remove(ids, false, signal),
  );
  for (const [index, { task, undo }] of removals.entries()) {
    const isGone = removed[index]?.success === true;
    if (!isGone) noteLeftBehind(task, removed[index]?.errors?.[0]?.statusCode);
    else if (task.createdPerson?.id === undo.id) task.createdPerson = null;
  }
  const restored = await inChunks(
    restores.map(({ undo }) => undo.record),
    (records) => org.update(records, false, signal),
  );
  for (const [index, { task }] of restores.entries()) {
    if (restored[index]?.success !== true) {
      noteLeftBehind(task, restored[index]?.errors?.[0]?.statusCode);
    }
  }
}

function noteLeftBehind(task: Task, code: string | undefined): void {
  if (code === 'ENTITY_IS_DELETED') return;
  const { status, error } = task.verdict ?? { status: 'failed' as const, error: null };
  const left = `What it had written could not be taken back (${code ?? 'no reason given'}).`;
  task.verdict = {
    status,
    error: {
      code: error?.code ?? 'NOT_TAKEN_BACK',
      message: `${error?.message ?? ''} ${left}`.trim(),
    },
  };
}
