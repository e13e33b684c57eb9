import { create } from 'zustand';
import type { DuplicateChoice } from '../../shared/domain/duplicate.ts';
import type { OutcomeCode } from '../../shared/domain/outcome.ts';
import type { Requests } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { showToast } from '../shell/shell-store.ts';

interface OutcomesDraft {
  readonly outcomes: readonly OutcomeCode[];
  readonly search: string;
  readonly focus: number;
  readonly isSaving: boolean;
  /** What was chosen on this visit about rows a duplicate rule stopped, by row key. */
  readonly chosen: Readonly<Record<string, DuplicateChoice | null>>;
}

export const useOutcomes = create<OutcomesDraft>()(() => ({
  outcomes: [],
  search: '',
  focus: 0,
  isSaving: false,
  chosen: {},
}));

export function toggleOutcome(code: OutcomeCode): void {
  useOutcomes.setState(({ outcomes }) => ({
    outcomes: outcomes.includes(code)
      ? outcomes.filter((other) => other !== code)
      : [...outcomes, code],
    focus: 0,
  }));
}

export async function chooseDuplicate(input: Requests['duplicate:decide']['input']): Promise<void> {
  const reply = await ask('duplicate:decide', input);
  if (reply === undefined) return;
  useOutcomes.setState(({ chosen }) => ({ chosen: { ...chosen, [input.rowKey]: reply.chosen } }));
}

export function takeChoiceBack(rowKey: string): Promise<void> {
  return chooseDuplicate({ rowKey, choice: null });
}

/** Asks where, writes the report, and says where it lies. */
export async function exportCsv(txId: string): Promise<void> {
  if (useOutcomes.getState().isSaving) return;
  useOutcomes.setState({ isSaving: true });
  const saved = await ask('report:save', { txId });
  useOutcomes.setState({ isSaving: false });
  if (saved === undefined || saved === null) return;
  const { path } = saved;
  showToast(`${en.outcomes.saved} ${path.split(/[\\/]/).at(-1) ?? path}`, {
    label: en.outcomes.showInFolder,
    run: () => void ask('shell:show-file', { path }),
  });
}
