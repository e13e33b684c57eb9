/**
 * Who might be who among the people who stand alone, kept with the lists they were made of. In steps, so that the
 * worker hears other questions meanwhile and can be stopped.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { pairKey } from '../../../shared/domain/who-is-who.ts';
import { CAMPAIGN_SCHEMA } from '../../../shared/reconcile/suggest/campaign-schema.ts';
import { suggest } from '../../../shared/reconcile/suggest/suggest.ts';
import type { Suggestions } from '../../../shared/reconcile/suggest/suggest.ts';
import type { EngineContext } from '../context.ts';
import { diffOf, nowIso } from '../context.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { whoIsWho } from '../journal/link-repository.ts';
import type { Suggested } from '../journal/suggestion-repository.ts';
import { writeSuggestions } from '../journal/suggestion-repository.ts';
import { Refusal } from '../refusal.ts';
import { createMeter } from '../sync/meter.ts';
import { readUnmatched } from '../sync/read-unmatched.ts';

const COLUMNS = ['firstName', 'lastName', 'company', 'title', 'phone', 'email'] as const;
type ColumnName = (typeof COLUMNS)[number];

/** The people of one side who stand alone, column by column. */
interface Alone {
  readonly ids: string[];
  readonly rowKeys: string[];
  readonly columns: Readonly<Record<ColumnName, (string | null)[]>>;
}

function nobody(): Alone {
  return {
    ids: [],
    rowKeys: [],
    columns: { firstName: [], lastName: [], company: [], title: [], phone: [], email: [] },
  };
}

export async function findSuggestions(context: EngineContext, signal: AbortSignal): Promise<void> {
  const { db } = context;
  const { pairing, diff } = diffOf(context);
  const meter = createMeter(context, {
    job: 'suggest',
    stage: 'reading',
    side: null,
    total: null,
  });
  try {
    const alone = await readAlone(context, diff, signal);
    const found = await work(alone, signal, meter.at);
    const { apart } = whoIsWho(db, pairing.id);
    const suggested = toSuggested(found, alone).filter(
      ({ memberId, registrationId }) => !apart.has(pairKey(memberId, registrationId)),
    );
    db.transaction(() =>
      writeSuggestions(
        db,
        pairing.id,
        {
          salesforceSnapshot: diff.snapshots.salesforce,
          voyageSnapshot: diff.snapshots.voyage,
          madeAt: nowIso(context),
          likelyFrom: found.likelyFrom,
          members: alone.salesforce.ids.length,
          registrations: alone.voyage.ids.length,
        },
        suggested,
      ),
    );
    meter.end('done');
  } catch (failure) {
    meter.end(signal.aborted ? 'cancelled' : 'failed');
    throw failure;
  }
}

async function breathe(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new Refusal({ code: 'run/cancelled' });
}

type Both = Readonly<Record<Side, Alone>>;

async function readAlone({ db }: EngineContext, diff: Diff, signal: AbortSignal): Promise<Both> {
  const alone: Both = { salesforce: nobody(), voyage: nobody() };
  for (const rows of readUnmatched(db, diff)) {
    for (const { rowKey, member, registration } of rows) {
      const record = member ?? registration;
      if (record === null || (member !== null && registration !== null)) continue;
      addTo(alone[record.side], record, rowKey);
    }
    await breathe(signal);
  }
  return alone;
}

function addTo(alone: Alone, { recordId, values }: SideRecord, rowKey: string): void {
  alone.ids.push(recordId);
  alone.rowKeys.push(rowKey);
  for (const name of COLUMNS) alone.columns[name].push(values[name]);
}

async function work(
  { salesforce, voyage }: Both,
  signal: AbortSignal,
  tell: (done: number, total: number) => void,
): Promise<Suggestions> {
  const lists = {
    left: { size: salesforce.ids.length, columns: salesforce.columns },
    right: { size: voyage.ids.length, columns: voyage.columns },
  };
  const steps = suggest(lists, CAMPAIGN_SCHEMA);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { phase, done, of } = step.value;
    tell(phase === 'learn' ? done : of + done, of * 2);
    await breathe(signal);
  }
}

function toSuggested({ pairs }: Suggestions, { salesforce, voyage }: Both): readonly Suggested[] {
  return pairs.flatMap(({ left, right, chance, evidence }, at): readonly Suggested[] => {
    const [memberId, registrationId] = [salesforce.ids[left], voyage.ids[right]];
    if (memberId === undefined || registrationId === undefined) return [];
    return [
      {
        rank: at + 1,
        memberId,
        registrationId,
        memberKey: salesforce.rowKeys[left] ?? '',
        registrationKey: voyage.rowKeys[right] ?? '',
        chance,
        evidence,
      },
    ];
  });
}
