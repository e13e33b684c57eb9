import type { Migration } from './migrate.ts';
import { MIGRATION_0010 } from './migrations/0010-pairings-and-snapshots.ts';
import { MIGRATION_0020 } from './migrations/0020-diff-and-decisions.ts';
import { MIGRATION_0030 } from './migrations/0030-plans-runs-outcomes-audit.ts';
import { MIGRATION_0040 } from './migrations/0040-changes-and-callbacks.ts';
import { MIGRATION_0050 } from './migrations/0050-tickets-and-duplicates.ts';
import { MIGRATION_0060 } from './migrations/0060-columns.ts';
import { MIGRATION_0065 } from './migrations/0065-decided-rows.ts';
import { MIGRATION_0070 } from './migrations/0070-links.ts';
import { MIGRATION_0090 } from './migrations/0090-reverts-and-ledger.ts';
import { MIGRATION_0110 } from './migrations/0110-base-changes.ts';
import { MIGRATION_0120 } from './migrations/0120-column-pieces.ts';

/** In order. A released step is never changed: a later one corrects it. */
export const MIGRATIONS: readonly Migration[] = [
  MIGRATION_0010,
  MIGRATION_0020,
  MIGRATION_0030,
  MIGRATION_0040,
  MIGRATION_0050,
  MIGRATION_0060,
  MIGRATION_0065,
  MIGRATION_0070,
  MIGRATION_0090,
  MIGRATION_0110,
  MIGRATION_0120,
];
