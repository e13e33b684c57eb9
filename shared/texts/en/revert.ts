import { counted } from '../counted.ts';
import { changes } from './nouns.ts';

/** Taking a finished run back: on the run's page, in its plan and in the audit. */
export const revert = {
  take: 'Take this run back',
  taking: 'Planning how to take it back',
  tookBack: 'Took back run',
  takenBackBy: 'Taken back by run',
  openRun: (txId: string) => `Outcomes of ${txId}`,

  title: (count: number) =>
    count === 0
      ? 'Nothing to take back, nothing sent'
      : `Take ${changes(count)} back, nothing sent yet`,
  lead: (ranAt: string) =>
    `What the run of ${ranAt} wrote is put back as it was. Rows changed since are left alone.`,
  backToRun: 'Back to the run',
  planLists: 'Plan the lists instead',
  leftAlone: 'Left alone, and why',
  left: {
    changedSince: 'Changed since the run wrote them',
    goneSince: 'No longer there',
    takenBackBefore: 'Taken back before',
    notBroughtBack: 'Deleted by the run, nothing brings them back',
  },
  deletedLead: 'deleted, and its Lead',
  push: (count: number) => `Take ${counted(count, 'change', 'changes')} back`,
} as const;
