/** What is true of a run that has ended, however often its process died on the way. */
import Database from 'better-sqlite3';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Call } from '../int/fakes-bench.ts';
import { callOf } from '../int/fakes-bench.ts';
import { farState } from '../int/far-state.ts';
import type { Far } from './world.ts';
import { openEngineOn } from './world.ts';

/** How it all stands at the end; two runs of one scenario agree on it. */
export interface Standing {
  readonly status: string;
  readonly outcomes: readonly string[];
  readonly far: string;
  readonly made: string;
  readonly review: string;
}

interface Checked {
  readonly standing: Standing;
  /** Effects more than the operations account for, and fewer. */
  readonly doubles: readonly string[];
  readonly losses: readonly string[];
  readonly broken: readonly string[];
}

/** Opens the journal in this process: it would not, were its lock not released. */
export async function checkEnded(
  journalPath: string,
  far: Far,
  summary: RunSummary,
  isKept: boolean,
): Promise<Checked> {
  const broken: string[] = [];
  const claim = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  const engine = await openEngineOn(journalPath, null);
  const call = callOf(() => engine);
  const { activeRun, lastTxId } = await call('engine:state', null);
  claim(activeRun === null, 'a run is still open');
  claim(lastTxId === summary.txId, 'the last run is another one');
  claim(summary.addsUp, 'its totals do not tie');
  const audit = await call('audit:verify', null);
  claim(audit.verified, 'the chain of the audit is broken');
  const rows = summary.reverts === null ? 2 : 3;
  claim(audit.rows === rows, `the audit has ${String(audit.rows)} rows`);
  const standing = await standingOf(call, far, summary);
  await engine.close();

  const told = checkOperations(journalPath, summary.txId, far);
  claim(told.unsettled === 0, 'an operation is not settled');
  const effects = isKept ? told : { doubles: [], losses: [] };
  // What was made, taken back and made again is one effect at a time: both far sides say what is left of it.
  const isBack = summary.status === 'rolled-back';
  const made = isBack ? [] : [...far.salesforce.effects.doubles(), ...far.voyage.effects.doubles()];
  return {
    standing,
    doubles: [...effects.doubles, ...made.map((double) => `made twice: ${JSON.stringify(double)}`)],
    losses: effects.losses,
    broken,
  };
}

async function standingOf(call: Call, far: Far, summary: RunSummary): Promise<Standing> {
  const all = { outcomes: [], search: '' };
  const { txId } = summary;
  const isBack = summary.status === 'rolled-back';
  const { rows } = await call('outcomes:page', { txId, filter: all, from: 0, count: 10_000 });
  const filter = { classes: [], fields: [], only: [], statuses: [], search: '' };
  const { viewId, total, facets } = await call('review:open', { filter });
  const review = await call('review:page', { viewId, from: 0, count: total });
  return {
    status: summary.status,
    outcomes: rows.map(({ row, rowKey, outcome, changes, code }) =>
      JSON.stringify([row, rowKey, outcome, changes, code]),
    ),
    far: JSON.stringify(await farState(far)),
    made: JSON.stringify(
      (isBack ? [] : [far.salesforce, far.voyage]).map(({ effects }) =>
        Object.entries(effects.made()).sort(),
      ),
    ),
    review: JSON.stringify([facets, review.rows.map(({ rowKey, cls }) => [rowKey, cls])]),
  };
}

/** Of a run that ended: whether every operation is settled, and the effects each had. */
export function checkOperations(
  journalPath: string,
  txId: string,
  far: Far,
): {
  readonly unsettled: number;
  readonly doubles: readonly string[];
  readonly losses: readonly string[];
} {
  const operations = operationsOf(journalPath, txId);
  const unsettled = operations.filter(({ state }) => state !== 'settled').length;
  return { unsettled, ...effectsOf(operations, far) };
}

interface Operation {
  readonly id: number;
  readonly side: 'salesforce' | 'voyage';
  readonly op: string;
  readonly state: string;
  readonly status: string | null;
  readonly recordId: string | null;
  readonly personId: string | null;
  readonly isPersonMade: number;
}

function operationsOf(journalPath: string, txId: string): readonly Operation[] {
  const db = new Database(journalPath, { readonly: true });
  try {
    return db
      .prepare(
        `SELECT operation_id AS id, side, op, operation.state, operation.status,
            coalesce(answer ->> '$.recordId', record_id) AS recordId,
            answer ->> '$.person.id' AS personId,
            answer ->> '$.createdPerson.id' IS NOT NULL AS isPersonMade
          FROM operation JOIN run USING (plan_id) WHERE tx_id = ?`,
      )
      .all(txId) as Operation[];
  } finally {
    db.close();
  }
}

const WRITTEN = new Set(['created', 'updated', 'cancelled', 'deleted', 'status-replaced']);

const RECORDS = new Set(['registration', 'CampaignMember', 'Lead', 'Contact']);

/** One effect for each operation of a run: by the records it names, against what the far side wrote down. */
function effectsOf(
  operations: readonly Operation[],
  far: Far,
): { readonly doubles: readonly string[]; readonly losses: readonly string[] } {
  const doubles: string[] = [];
  const losses: string[] = [];
  for (const side of SIDES) {
    const times = new Map<string, number>();
    for (const { kind, id } of far.written[side]) {
      if (RECORDS.has(kind)) times.set(id, (times.get(id) ?? 0) + 1);
    }
    for (const operation of operations.filter((one) => one.side === side)) {
      const { recordId, personId, status, op } = operation;
      const told = `${side} ${op} ${String(status)} ${String(recordId)}`;
      const own = times.get(recordId ?? '') ?? 0;
      const ofPerson = side === 'salesforce' ? (times.get(personId ?? '') ?? 0) : 0;
      times.delete(recordId ?? '');
      if (WRITTEN.has(status ?? '')) {
        if (personId !== null) times.delete(personId);
        if (own > 1 || ofPerson > 1)
          doubles.push(`${told}: ${String(own)} and ${String(ofPerson)}`);
        const isWhole = op === 'create' ? own === 1 : own + ofPerson > 0;
        if (!isWhole) losses.push(told);
      } else if (own > 0) doubles.push(`${told}, and written all the same`);
    }
    for (const [id, count] of times) doubles.push(`${side} ${id}: ${String(count)} by nobody`);
  }
  return { doubles, losses };
}
