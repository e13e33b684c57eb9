import { create } from 'zustand';
import type { AuditCheck } from '../../shared/ipc/engine-views.ts';
import type { JournalReport } from '../../shared/ipc/journal-contract.ts';
import { ask } from '../shell/ask.ts';

const PAGE = 200;

interface AuditList {
  readonly search: string;
  /** How many of the newest rows are shown. */
  readonly shown: number;
  readonly check: AuditCheck | null;
  readonly isChecking: boolean;
  /** Of the whole file; asked for, as it takes its time. */
  readonly journal: JournalReport | null;
  readonly isReadingJournal: boolean;
}

export const useAudit = create<AuditList>()(() => ({
  search: '',
  shown: PAGE,
  check: null,
  isChecking: false,
  journal: null,
  isReadingJournal: false,
}));

export function searchFor(search: string): void {
  useAudit.setState({ search, shown: PAGE });
}

export function showMore(): void {
  useAudit.setState((before) => ({ shown: before.shown + PAGE }));
}

export async function verify(): Promise<void> {
  useAudit.setState({ isChecking: true });
  const check = await ask('audit:verify', null, () => void verify());
  useAudit.setState(check === undefined ? { isChecking: false } : { check, isChecking: false });
}

export async function checkJournal(): Promise<void> {
  useAudit.setState({ isReadingJournal: true });
  const journal = await ask('journal:check', null, () => void checkJournal());
  useAudit.setState({ isReadingJournal: false, ...(journal !== undefined && { journal }) });
}
