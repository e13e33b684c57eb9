import { create } from 'zustand';
import type { AuditCheck } from '../../shared/ipc/engine-views.ts';
import { ask } from '../shell/ask.ts';

const PAGE = 200;

interface AuditList {
  readonly search: string;
  /** How many of the newest rows are shown. */
  readonly shown: number;
  readonly check: AuditCheck | null;
  readonly isChecking: boolean;
}

export const useAudit = create<AuditList>()(() => ({
  search: '',
  shown: PAGE,
  check: null,
  isChecking: false,
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
