/** What is worth knowing before a finished run is taken back, in plain sentences. */
import type { PlanCounts, RevertFacts } from '../domain/plan.ts';
import { counted, pick } from './counted.ts';

export function revertWarnings(facts: RevertFacts, counts: PlanCounts): readonly string[] {
  const { changedSince, goneSince, takenBackBefore, notBroughtBack, deletedLeads } = facts;
  const { create, update, cancel, delete: deleted } = counts.voyage;
  const isVoyageWritten = create + update + cancel + deleted > 0;
  return [
    changedSince === 0
      ? null
      : `${counted(changedSince, 'row was', 'rows were')} changed since, and ${pick(changedSince, 'is', 'are')} left alone.`,
    goneSince === 0
      ? null
      : `${counted(goneSince, 'row is', 'rows are')} no longer there to be taken back.`,
    takenBackBefore === 0
      ? null
      : `${counted(takenBackBefore, 'row was', 'rows were')} taken back before.`,
    notBroughtBack === 0
      ? null
      : `${counted(notBroughtBack, 'row', 'rows')} the run deleted can’t be brought back: pull, then push again, and ${pick(notBroughtBack, 'it is', 'they are')} made anew.`,
    deletedLeads === 0
      ? null
      : `${counted(deletedLeads, 'Lead', 'Leads')} the run had made ${pick(deletedLeads, 'is', 'are')} deleted, with whatever was added to ${pick(deletedLeads, 'it', 'them')} in Salesforce since.`,
    deleted + counts.salesforce.delete === 0
      ? null
      : `${counted(deleted + counts.salesforce.delete, 'record is', 'records are')} deleted, and no undoing brings a deleted one back: “all or nothing” can’t hold for ${pick(deleted + counts.salesforce.delete, 'it', 'them')}.`,
    isVoyageWritten
      ? 'Mails that went out when the run wrote can’t be taken back, and writing may send more: neither side says which.'
      : null,
    'What was taken back differs again afterwards: the next push writes it anew, unless it is decided otherwise in the review.',
  ].filter((warning) => warning !== null);
}
