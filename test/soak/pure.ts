/** The pure core's comparison of both lists as they are, and of what was agreed before. */
import type { Base } from '../../shared/domain/row.ts';
import type { WhoIsWho } from '../../shared/domain/who-is-who.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import { basesAfter } from '../../electron/engine/journal/base-repository.ts';
import { openJournal } from '../../electron/engine/journal/database.ts';
import { whoIsWho } from '../../electron/engine/journal/link-repository.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { reconcileContext } from '../../electron/engine/sync/reconcile-context.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import type { Call } from '../int/fakes-bench.ts';
import type { Far } from '../kill/world.ts';
import { sidesOf } from '../kill/world.ts';
import { claim } from './invariants.ts';

interface Agreed {
  readonly policy: Policy;
  readonly bases: readonly Base[];
  readonly whoIsWho?: WhoIsWho;
}

/** As a journal that nobody has open says. */
export function agreedIn(journalPath: string): Agreed {
  const db = openJournal(journalPath);
  try {
    const pairing = currentPairing(db);
    if (pairing === null) throw new Error('No pairing was chosen.');
    const bases = basesAfter(db, pairing.id, null, MOST_BASES);
    return { policy: pairing.policy, bases, whoIsWho: whoIsWho(db, pairing.id) };
  } finally {
    db.close();
  }
}

const MOST_BASES = 10_000;

export async function expectAsPure(call: Call, far: Far, agreed: Agreed): Promise<void> {
  const { policy, bases } = agreed;
  const sides = sidesOf(far);
  try {
    const { campaignId, eventId } = far.world;
    const facts = {
      salesforce: await sides.salesforce.describe(campaignId),
      voyage: await sides.voyage.describe(eventId),
    };
    const members = await recordsOf(sides.salesforce, facts.salesforce);
    const registrations = await recordsOf(sides.voyage, facts.voyage);
    const context = reconcileContext(policy, facts, new Set(), agreed.whoIsWho);
    const pure = reconcile({ members, registrations, bases, links: [] }, context);
    const filter = { classes: [], fields: [], only: [], statuses: [], search: '' };
    const { viewId, total } = await call('review:open', { filter });
    const { rows } = await call('review:page', { viewId, from: 0, count: total });
    const told = (row: { rowKey: string; cls: string }, member?: string, registration?: string) =>
      `${row.rowKey} ${row.cls} ${String(member)} ${String(registration)}`;
    const mine = rows.map((row) => told(row, row.salesforce?.recordId, row.voyage?.recordId));
    const theirs = pure.map((row) => told(row, row.member?.recordId, row.registration?.recordId));
    const odd = [
      ...mine.filter((row) => !theirs.includes(row)),
      ...theirs.filter((row) => !mine.includes(row)),
    ];
    claim(
      odd.length === 0,
      `the stored comparison and the pure one differ: ${odd.slice(0, 3).join('; ')}`,
    );
  } finally {
    await sides.salesforce.close();
    await sides.voyage.close();
  }
}

async function recordsOf(
  port: SidePort,
  facts: Parameters<SidePort['readPages']>[0],
): Promise<readonly SideRecord[]> {
  const records = new Map<string, SideRecord>();
  for await (const page of port.readPages(facts, { signal: new AbortController().signal })) {
    for (const record of page.records) records.set(record.recordId, record);
  }
  return [...records.values()];
}
