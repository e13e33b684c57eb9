/**
 * The groups of records that share a key, from both sides, in the order of keys; those that stand for
 * themselves alone (no email) last. Read a page at a time, so that memory stays flat; no cursor is open
 * between two groups, so the journal may be written meanwhile.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { compareCodePoints } from '../../../shared/reconcile/code-point-order.ts';
import type { Journal } from '../journal/database.ts';
import type { KeyedRecord } from '../journal/record-repository.ts';
import { recordsByKey } from '../journal/record-repository.ts';

export interface KeyedGroup {
  readonly key: string;
  readonly members: readonly KeyedRecord[];
  readonly registrations: readonly KeyedRecord[];
}

interface SideGroup {
  readonly key: string;
  readonly records: readonly KeyedRecord[];
}

const PAGE = 2000;
const LAST = '\u{10FFFF}';
/** Keys of records without an identity begin so; no email does. */
const ALONE = 'id:';
const AFTER_ALONE = 'id;';

const SPANS = [
  { from: '', below: ALONE },
  { from: AFTER_ALONE, below: LAST },
  { from: ALONE, below: AFTER_ALONE },
] as const;

export function* matchGroups(
  db: Journal,
  snapshots: Readonly<Record<Side, number>>,
): Generator<KeyedGroup, void, void> {
  for (const span of SPANS) {
    yield* merged(
      groupsOf(db, { id: snapshots.salesforce, side: 'salesforce' }, span),
      groupsOf(db, { id: snapshots.voyage, side: 'voyage' }, span),
    );
  }
}

function* merged(
  members: Generator<SideGroup, void, void>,
  registrations: Generator<SideGroup, void, void>,
): Generator<KeyedGroup, void, void> {
  let left = members.next();
  let right = registrations.next();
  while (left.done !== true || right.done !== true) {
    const order =
      left.done === true
        ? 1
        : right.done === true
          ? -1
          : compareCodePoints(left.value.key, right.value.key);
    const member = order <= 0 && left.done !== true ? left.value : null;
    const registration = order >= 0 && right.done !== true ? right.value : null;
    yield {
      key: member?.key ?? registration?.key ?? '',
      members: member?.records ?? [],
      registrations: registration?.records ?? [],
    };
    if (member !== null) left = members.next();
    if (registration !== null) right = registrations.next();
  }
}

function* groupsOf(
  db: Journal,
  snapshot: { readonly id: number; readonly side: Side },
  span: { readonly from: string; readonly below: string },
): Generator<SideGroup, void, void> {
  let after = { matchKey: span.from, recordId: '' };
  let open: KeyedRecord[] = [];
  for (;;) {
    const page = recordsByKey(db, snapshot, { ...after, below: span.below }, PAGE);
    for (const stored of page) {
      const key = open[0]?.matchKey;
      if (key !== undefined && key !== stored.matchKey) {
        yield { key, records: open };
        open = [];
      }
      open.push(stored);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = { matchKey: last.matchKey, recordId: last.record.recordId };
  }
  const key = open[0]?.matchKey;
  if (key !== undefined) yield { key, records: open };
}
