import type { Side } from '../../../shared/domain/side.ts';
import { onlyIn } from '../../../shared/reconcile/columns/only-in.ts';
import { identitiesInPages } from '../columns/column-source.ts';
import { inTurns } from '../columns/in-turns.ts';
import { currentSketches } from '../columns/make-sketch.ts';
import type { EngineContext } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import {
  notePeopleToFind,
  peopleToFind,
  writePeopleFound,
} from '../journal/snapshot-repository.ts';
import { textAt } from '../journal/texts-in-order.ts';
import { Refusal } from '../refusal.ts';
import type { SidePort } from '../sides/side-port.ts';
import { createMeter } from './meter.ts';

const PEOPLE_AT_ONCE = 1000;
const NOTED_AT_ONCE = 2000;

/** Looks up who is in Salesforce for those on Voyage alone; kept with Voyage's snapshot, which is a new one. */
export async function findPeople(
  context: EngineContext,
  salesforce: SidePort,
  snapshots: Readonly<Record<Side, number>>,
  signal: AbortSignal,
): Promise<void> {
  const { db } = context;
  const total = await inTurns(noteOnVoyageAlone(db, snapshots), signal);
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

/** Answers how many. */
function* noteOnVoyageAlone(
  db: Journal,
  snapshots: Readonly<Record<Side, number>>,
): Generator<void, number, void> {
  const sketches = yield* currentSketches(db, snapshots);
  const { salesforce, voyage } = identitiesInPages(db, sketches);
  let total = 0;
  let noted: string[] = [];
  function note(): void {
    db.transaction(() => {
      notePeopleToFind(db, snapshots.voyage, noted);
    });
    total += noted.length;
    noted = [];
  }
  for (const { texts, at } of onlyIn(voyage, salesforce)) {
    noted.push(textAt(texts, at) ?? '');
    if (noted.length < NOTED_AT_ONCE) continue;
    note();
    yield;
  }
  note();
  return total;
}
