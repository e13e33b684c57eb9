import type { Side } from '../../../shared/domain/side.ts';
import type { EngineContext } from '../context.ts';
import {
  notePeopleToFind,
  peopleToFind,
  writePeopleFound,
} from '../journal/snapshot-repository.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort } from '../sides/side-port.ts';
import { createMeter } from './meter.ts';

const PEOPLE_AT_ONCE = 1000;

/** Looks up who is in Salesforce for those on Voyage alone; kept with Voyage's snapshot, which is a new one. */
export async function findPeople(
  context: EngineContext,
  salesforce: SidePort,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const total = db.transaction(() => notePeopleToFind(db, snapshots));
  const start = { job: 'pull', stage: 'finding-people', side: 'salesforce', total } as const;
  const meter = createMeter(context, start);
  let done = 0;
  let after = '';
  for (;;) {
    const identities = peopleToFind(db, snapshots.voyage, after, PEOPLE_AT_ONCE);
    const last = identities.at(-1);
    if (last === undefined) break;
    const people = await salesforce.findPeople(identities, signal);
    if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
    db.transaction(() => writePeopleFound(db, snapshots.voyage, people));
    after = last;
    done += identities.length;
    meter.at(done);
  }
  meter.end('done');
}
