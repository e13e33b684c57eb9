/** The shape of each outcome, the same on every screen. */
import type { OutcomeCode } from '../../shared/domain/outcome.ts';
import type { MarkName } from './mark.tsx';

const MARKS: Readonly<Record<OutcomeCode, MarkName>> = {
  imported: 'create',
  exported: 'create',
  updated: 'update',
  unchanged: 'same',
  skipped: 'skipped',
  duplicate: 'duplicate',
  conflict: 'conflict',
  'already-member': 'only-salesforce',
  stale: 'waits',
  'unmapped-status': 'unmapped',
  'no-email': 'no-email',
  'no-person': 'no-email',
  rejected: 'failed',
  failed: 'deleted',
  'rolled-back': 'undone',
  'not-attempted': 'waits',
};

export function outcomeMark(code: OutcomeCode): MarkName {
  return MARKS[code];
}
