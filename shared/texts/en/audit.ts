import { counted, grouping } from '../counted.ts';

export const audit = {
  title: 'Audit',
  lead: 'One row for each run, none ever changed',
  search: 'Transaction, person, campaign',
  clearSearch: 'Clear the search',
  export: 'Export',
  exported: (rows: number, path: string) => `${counted(rows, 'row', 'rows')} saved in ${path}`,
  showFile: 'Show the file',
  verify: 'Verify the chain',
  verifyAgain: 'Verify again',
  verifying: 'Checking every row',
  unverified: 'Not checked yet on this visit',
  howItHolds: 'Each row carries the hash of the row before it.',
  verified: (rows: number) =>
    `Chain verified, ${grouping(rows)} of ${counted(rows, 'row', 'rows')}`,
  checked: (time: string, elapsedMs: number) => `Checked at ${time}, in ${grouping(elapsedMs)} ms`,
  broken: (txId: string) => `The chain breaks at ${txId}`,
  brokenBody:
    'A row there is not what was written. Nothing was changed by the check. Keep the journal file as it is and its backups, and tell whoever looks after this computer.',
  showBroken: 'Show this row',
  journal: {
    check: 'Check the whole journal',
    checkAgain: 'Check it again',
    checking: 'Reading the journal from end to end',
    unchecked: 'The journal file',
    whatItIs:
      'Looked at quickly at each start. A full check also reads every row and every reference.',
    sound: 'The journal is sound',
    size: (size: string) => `${size} on this computer.`,
    backups: (count: number, newest: string) =>
      `${counted(count, 'backup', 'backups')}, the newest of ${newest}.`,
    noBackup: 'No backup yet: the first run makes one.',
    damaged: 'The journal is damaged',
    damagedBody: (findings: readonly string[], newest: string | null) =>
      `${findings.join('. ')}. Nothing was changed by the check. ${
        newest === null
          ? 'There is no backup: keep the file as it is, and pull both lists into a new workspace.'
          : `Push nothing more from here. Close the app and run “doctor --restore”: it puts the backup of ${newest} back and keeps this file beside it.`
      }`,
  },
  columns: {
    chain: 'Chain',
    ended: 'Ended',
    transaction: 'Transaction',
    way: 'Way',
    status: 'Status',
    imported: 'Imported',
    exported: 'Exported',
    updated: 'Updated',
    unchanged: 'Unchanged',
    skipped: 'Skipped',
    conflicted: 'Conflicted',
    failed: 'Failed',
    by: 'By',
    hashBefore: 'Hash before',
    hash: 'Hash',
  },
  first: 'the first',
  openRun: (txId: string) => `Outcomes of ${txId}`,
  rowVerified: 'fits',
  rowBroken: 'does not fit',
  rowUnchecked: 'not checked yet',
  loading: 'Reading the audit rows',
  more: (count: number) => `Show ${grouping(count)} more`,
  shownOf: (shown: number, total: number) =>
    `${grouping(shown)} of ${counted(total, 'run', 'runs')}`,
  emptyTitle: 'No run yet',
  emptyBody:
    'Each push of a plan writes one row here, whatever became of it. The rows are chained, so that none can be changed or left out unseen.',
  emptyAction: 'Go to Sync',
  noneTitle: 'No row fits',
  noneBody: (query: string) => `No run has “${query}” in its transaction, names or ids.`,
};
