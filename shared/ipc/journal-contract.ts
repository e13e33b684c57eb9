/** What can be asked of the engine about the journal itself. */
export interface JournalReport {
  readonly path: string;
  readonly bytes: number;
  /** Of these, what deleted rows left and new ones will fill. */
  readonly freeBytes: number;
  /** What is wrong, in words; empty for a sound journal. */
  readonly findings: readonly string[];
  readonly auditRows: number;
  /** Newest first. */
  readonly backups: readonly JournalBackup[];
  readonly checkedAt: string;
  readonly elapsedMs: number;
}

interface JournalBackup {
  readonly name: string;
  readonly takenAt: string;
  /** Runs in it; null for one made before an update of the app. */
  readonly runs: number | null;
  readonly bytes: number;
}

export interface JournalRequests {
  /** Reads it from end to end: the file, its references, outcomes against plans, the audit's chain. */
  'journal:check': { input: null; output: JournalReport };
}
