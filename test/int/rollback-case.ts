/**
 * One push or revert in which something goes wrong on either side, by chance, also while it is taken back; and
 * what both sides hold afterwards, held against what each row says.
 */
import { join } from 'node:path';
import type { Outcome } from '../../shared/domain/outcome.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { checkOperations } from '../kill/check.ts';
import { planned } from '../kill/person.ts';
import { seeded } from '../kill/seeded.ts';
import type { Far, Prepared } from '../kill/world.ts';
import { openEngineOn } from '../kill/world.ts';
import type { Chance } from '../soak/chance.ts';
import { createChance } from '../soak/chance.ts';
import type { Call } from './fakes-bench.ts';
import { callOf } from './fakes-bench.ts';
import { farRecords } from './far-state.ts';

const MOST_RESUMES = 10;
const MANY = 400;

interface Told {
  readonly what: string;
  readonly status: string;
  readonly wrong: readonly string[];
}

export async function tryCase(prepared: Prepared, seed: number): Promise<Told> {
  const chance = createChance(seeded(seed));
  const stand = chance.of(['plan', 'plan', 'ran'] as const);
  const mode = chance.of(['all-or-nothing', 'all-or-nothing', 'keep'] as const);
  const bulkAbove = chance.of([null, 2]);
  const batchSize = chance.of([4, 9, 30]);
  const journalPath = join(prepared.folder, 'case.sqlite');
  prepared.copyTo(journalPath, stand);
  const far = await prepared.startFar(stand);
  const engine = await openEngineOn(journalPath, far, undefined, { bulkAbove, batchSize });
  const call = callOf(() => engine);
  try {
    await call('engine:connect', null);
    const digest = await planned(call, stand === 'ran' ? prepared.lastTxId.ran : null);
    const before = await farRecords(far);
    const people = peopleOf(prepared);
    const touched = new Set<string>();
    const first = disturb(far, chance, people, touched);
    const second: string[] = [];
    const atWrite = chance.between(1, 40);
    let writes = 0;
    far.onMutation = () => {
      writes += 1;
      if (writes === atWrite) second.push(...disturb(far, chance, people, touched));
    };
    let reply = await engine.call('push:start', { digest, mode, confirm: null });
    for (let resumes = 0; ; resumes += 1) {
      if (!reply.ok) throw new Error(JSON.stringify(reply.error));
      if (reply.value.endedAt !== null) break;
      if (resumes === MOST_RESUMES) throw new Error('It stands still.');
      makeWell(far);
      await call('engine:connect', null);
      reply = await engine.call('push:resume', { txId: reply.value.txId });
    }
    const summary = reply.value;
    far.onMutation = () => undefined;
    makeWell(far);
    const told = [stand, mode, `bulk ${String(bulkAbove)}`, `batch ${String(batchSize)}`];
    const what = `${told.join(', ')}: ${first.join(', ')}; after ${String(atWrite)} writes ${second.join(', ')}: ${summary.status}`;
    const wrong = await contradictions(call, journalPath, far, { summary, before, touched });
    return { what, status: summary.status, wrong };
  } finally {
    await engine.close();
    await far.close();
  }
}

function makeWell({ salesforce, voyage }: Far): void {
  salesforce.faults.reset();
  salesforce.bulk.reset();
  voyage.faults.reset();
}

interface People {
  readonly emails: readonly string[];
  /** At Voyage. */
  readonly registrations: readonly string[];
}

function peopleOf({ made, changed }: Prepared): People {
  const all = [made, changed].flatMap((of) => SIDES.flatMap((side) => of[side]));
  return {
    emails: [...new Set(all.map(({ email }) => email))],
    registrations: changed.voyage.map(({ id }) => id),
  };
}

/** One or two things go wrong from now on. */
function disturb(far: Far, chance: Chance, people: People, touched: Set<string>): string[] {
  const { salesforce, voyage } = far;
  return Array.from({ length: chance.between(1, 2) }, () => {
    const email = chance.of(people.emails);
    switch (chance.between(1, 9)) {
      case 1:
      case 2:
        salesforce.faults.set({ rejectEmails: [email] });
        return `Salesforce refuses ${email}`;
      case 3:
        voyage.faults.set({ rejectEmails: [email] });
        return `Voyage refuses ${email}`;
      case 4:
        touched.add(email);
        salesforce.faults.set({ duplicateEmails: [email] });
        return `${email} is a member meanwhile`;
      case 5: {
        const lockNext = chance.of([1, 3, MANY]);
        salesforce.faults.set({ lockNext });
        return `${String(lockNext)} rows are locked`;
      }
      case 6:
        voyage.faults.set({ rejectAfter: chance.between(0, 4) });
        return 'Voyage is full';
      case 7:
        salesforce.bulk.faults.set(chance.of([{ failJobs: 1 }, { abortJobs: 1 }]));
        return 'a job fails';
      case 8:
        salesforce.faults.set({ failWritesAfter: chance.between(0, 9) });
        return 'Salesforce stops in a call';
      default: {
        const id = chance.of(people.registrations);
        touched.add(id);
        far.elsewhere(() => {
          if (far.voyage === voyage)
            voyage.apply({ on: 'voyage', do: 'update', id, fields: { title: 'Somebody else’s' } });
        });
        return `somebody changes ${id}`;
      }
    }
  });
}

/** Where what a row says is not what both sides hold. */
async function contradictions(
  call: Call,
  journalPath: string,
  far: Far,
  run: {
    readonly summary: RunSummary;
    readonly before: Awaited<ReturnType<typeof farRecords>>;
    readonly touched: ReadonlySet<string>;
  },
): Promise<readonly string[]> {
  const { summary, before, touched } = run;
  const wrong: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) wrong.push(what);
  };
  claim(summary.addsUp, 'the totals do not tie');
  claim((await call('audit:verify', null)).verified, 'the chain is broken');
  const filter = { outcomes: [], search: '' };
  const { rows } = await call('outcomes:page', { txId: summary.txId, filter, from: 0, count: 999 });
  claim(rows.length === summary.counts.rows, 'not one outcome for each row');
  const { unsettled } = checkOperations(journalPath, summary.txId, far);
  claim(unsettled === 0, 'an operation is not settled');

  const after = await farRecords(far);
  const byEmail = new Map(rows.map((row) => [row.email?.toLowerCase() ?? '', row]));
  const byId = new Map(
    rows.flatMap((row) =>
      [row.salesforceId, row.voyageId].flatMap((id) => (id === null ? [] : [[id, row] as const])),
    ),
  );
  const memberOf = new Map(
    [...before, ...after].flatMap(([id, { personId }]) =>
      personId === null ? [] : [[personId, id]],
    ),
  );
  const moved = new Map<Outcome, string[]>();
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const [then, now] = [before.get(id), after.get(id)];
    if (then?.held === now?.held || touched.has(id)) continue;
    const row =
      byId.get(id) ??
      byId.get(memberOf.get(id) ?? '') ??
      byEmail.get((now ?? then)?.email?.toLowerCase() ?? '');
    if (row === undefined) claim(false, `${id} was written and is no row's`);
    else
      moved.set(row, [
        ...(moved.get(row) ?? []),
        `${then?.held ?? 'none'} -> ${now?.held ?? 'none'}`,
      ]);
  }
  for (const row of rows) {
    const changes = moved.get(row) ?? [];
    const told = `${row.rowKey} ${row.outcome} (${row.message})`;
    const isWritten = ['imported', 'exported', 'updated'].includes(row.outcome);
    const isLeft = isWritten || row.changes.length > 0 || LEFT.test(row.message);
    if ([row.salesforceId, row.voyageId, row.email].some((name) => touched.has(name ?? '')))
      continue;
    if (changes.length > 0) claim(isLeft, `${told} says nothing of ${changes.join('; ')}`);
    else claim(!isLeft, `${told} and nothing is left of it: ${JSON.stringify(row.changes)}`);
  }
  return wrong;
}

/** What could not be taken back is said. */
const LEFT = /could not be taken back|can’t be brought back|stays/;
