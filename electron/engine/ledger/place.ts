import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { DiffRow } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import type { Pairing } from '../journal/pairing-repository.ts';
import type { Snapshot } from '../journal/snapshot-repository.ts';

/** Where the email stands in one pairing. */
export interface Place {
  readonly pairing: Pairing;
  readonly diff: Diff | null;
  readonly snapshots: Readonly<Record<Side, Snapshot>> | null;
  readonly records: readonly SideRecord[];
  readonly rows: readonly DiffRow[];
  readonly rowKeys: readonly string[];
}

export function nameOf({ firstName, lastName }: SideRecord['values']): string | null {
  const name = [firstName, lastName].filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}
