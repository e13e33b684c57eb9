/** What happened to one email, as the journal has it; each event once. */
import type { Field } from '../../../shared/domain/fields.ts';
import { decidablesIn } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { SIDES } from '../../../shared/domain/side.ts';
import type { LedgerEvent } from '../../../shared/ipc/ledger-views.ts';
import { words } from '../../../shared/texts/en/words.ts';
import { LEDGER_TEXTS } from '../../../shared/texts/ledger-texts.ts';
import { DECIDABLE_NAMES } from '../../../shared/texts/outcome-texts.ts';
import { FIELD_NAMES } from '../../../shared/texts/names.ts';
import type { EngineContext } from '../context.ts';
import { campaignKey } from '../journal/callback-repository.ts';
import { revisionOf } from '../journal/diff-repository.ts';
import type { Departed, RowOfRun } from '../journal/ledger-repository.ts';
import { callbacksOf, linksOf, placesInPlan } from '../journal/ledger-repository.ts';
import type { StoredOperation } from '../journal/operation-repository.ts';
import { readOperationsOfRows } from '../journal/operation-repository.ts';
import { findNewestPlan } from '../journal/plan-repository.ts';
import { readPlanRowsAt } from '../journal/plan-row-repository.ts';
import { decisionsOfRow } from '../journal/row-decision-repository.ts';
import { findRunOfPlan } from '../journal/run-repository.ts';
import type { Place } from './place.ts';
import { nameOf } from './place.ts';

const CALLBACKS = 5;

const BLANK: Omit<LedgerEvent, 'at' | 'kind' | 'title'> = {
  salesforce: null,
  voyage: null,
  note: null,
  nextStep: null,
  isTrouble: false,
  actor: null,
  txId: null,
  lists: null,
  steps: [],
};

const TROUBLE = new Set(['rejected', 'failed', 'stale', 'already-member', 'unmapped-status']);

export function departedEvents(departed: readonly Departed[]): readonly LedgerEvent[] {
  return departed.flatMap(({ side, name, status, became, lastSeenAt, notedAt }) => [
    {
      ...BLANK,
      at: lastSeenAt,
      kind: 'read' as const,
      title: LEDGER_TEXTS.read,
      [side]: LEDGER_TEXTS.person(name, status),
    },
    {
      ...BLANK,
      at: notedAt,
      kind: 'departed' as const,
      title: LEDGER_TEXTS.departed,
      [side]: became === null ? LEDGER_TEXTS.gone(name, status) : LEDGER_TEXTS.became(became),
    },
  ]);
}

/** As both lists are now, and what was said and decided about it. */
export function listEvents(context: EngineContext, place: Place): readonly LedgerEvent[] {
  const { db } = context;
  const { pairing, records, rowKeys } = place;
  const added = records
    .filter((record) => record.createdAt !== null && !isSince(place, record, record.createdAt))
    .map(({ side, createdAt, values }) => ({
      ...BLANK,
      at: createdAt,
      kind: 'added' as const,
      title: LEDGER_TEXTS.added,
      [side]: nameOf(values) ?? values.email,
    }));
  const ids = [
    ...records.map(({ recordId }) => recordId),
    ...place.rows.flatMap((row) => [row.member?.recordId ?? '', row.registration?.recordId ?? '']),
  ];
  const links = linksOf(db, pairing.id, ids).map(({ kind, actor, at }) => ({
    ...BLANK,
    at,
    kind: 'link' as const,
    title: kind === 'linked' ? LEDGER_TEXTS.linked : LEDGER_TEXTS.apart,
    actor,
  }));
  const decisions = rowKeys.flatMap((rowKey) =>
    decisionsOfRow(db, pairing.id, rowKey).map(({ kind, choice, value, fields, actor, at }) => ({
      ...BLANK,
      at,
      kind: 'decision' as const,
      title: { decide: LEDGER_TEXTS.decided, undo: LEDGER_TEXTS.undone, redo: LEDGER_TEXTS.redone }[
        kind
      ],
      note: LEDGER_TEXTS.choice(
        choice,
        value,
        decidablesIn(fields).map((field) => DECIDABLE_NAMES[field]),
      ),
      actor,
    })),
  );
  const callbacks = callbacksOf(db, campaignKey(pairing.campaignId), CALLBACKS).map(
    ({ kind, at }) => ({
      ...BLANK,
      at,
      kind: 'callback' as const,
      title: LEDGER_TEXTS.callback[kind],
    }),
  );
  return [
    ...added,
    ...readEvents(place),
    ...links,
    ...decisions,
    ...callbacks,
    ...planEvents(context, place),
  ];
}

/** Our own writes since the pull are in what is known of a list, and were not in what was read. */
function isSince({ snapshots }: Place, { side }: SideRecord, at: string | null): boolean {
  return at !== null && at > (snapshots?.[side].completedAt ?? '');
}

function readEvents(place: Place): readonly LedgerEvent[] {
  const { snapshots, records, rows } = place;
  if (snapshots === null) return [];
  const told = (side: Side): string => {
    const own = records.filter(
      (record) => record.side === side && !isSince(place, record, record.createdAt),
    );
    return own.length === 0
      ? LEDGER_TEXTS.notThere
      : own
          .map((record) => {
            const { values, modifiedAt } = record;
            const name = nameOf(values);
            return isSince(place, record, modifiedAt)
              ? (name ?? values.email)
              : LEDGER_TEXTS.person(name, values.status);
          })
          .join(' / ');
  };
  const times = SIDES.map((side) => snapshots[side].completedAt ?? '').sort();
  return [
    {
      ...BLANK,
      at: times.at(-1) ?? null,
      kind: 'read',
      title: LEDGER_TEXTS.read,
      salesforce: told('salesforce'),
      voyage: told('voyage'),
      note: matchedBy(rows),
    },
  ];
}

function matchedBy(rows: Place['rows']): string | null {
  const main = rows.find(({ keeperId }) => keeperId === null);
  if (main === undefined) return rows.length > 0 ? LEDGER_TEXTS.matchedBy.duplicate : null;
  if (main.member === null || main.registration === null) return LEDGER_TEXTS.matchedBy.alone;
  if (main.rowKey.startsWith('link:')) return LEDGER_TEXTS.matchedBy.link;
  return main.rowKey === main.identity ? LEDGER_TEXTS.matchedBy.email : LEDGER_TEXTS.matchedBy.base;
}

/** The plan that stands and was not carried out. */
function planEvents({ db }: EngineContext, { pairing, rowKeys }: Place): readonly LedgerEvent[] {
  const plan = findNewestPlan(db, pairing.id);
  if (plan === null || plan.madeFrom !== revisionOf(db, pairing.id)) return [];
  if (findRunOfPlan(db, plan.planId) !== null) return [];
  const places = placesInPlan(db, plan.planId, rowKeys);
  const operations = readOperationsOfRows(db, plan.planId, places);
  return readPlanRowsAt(db, plan.planId, places).map(({ position, preset }) => ({
    ...BLANK,
    at: plan.summary.createdAt,
    kind: 'plan',
    title: LEDGER_TEXTS.planned,
    ...sidesOf(operations.get(position) ?? []),
    note: preset?.message ?? null,
    nextStep: preset?.nextStep ?? null,
  }));
}

export function runEvents(
  { db }: EngineContext,
  runs: readonly RowOfRun[],
): readonly LedgerEvent[] {
  return runs.map((run) => {
    const operations = readOperationsOfRows(db, run.planId, [run.row]).get(run.row) ?? [];
    const reverted = run.reverts === null ? [] : [LEDGER_TEXTS.revertOf(run.reverts)];
    return {
      ...BLANK,
      at: run.finishedAt,
      kind: run.reverts === null ? 'run' : 'revert',
      title:
        run.reverts !== null && run.outcome === 'updated'
          ? LEDGER_TEXTS.takenBack
          : words.outcome[run.outcome],
      ...sidesOf(operations),
      note: [...reverted, run.message].join('. '),
      nextStep: run.nextStep,
      isTrouble: TROUBLE.has(run.outcome),
      actor: run.actor,
      txId: run.txId,
      steps: [
        { at: run.plannedAt, text: LEDGER_TEXTS.plannedStep },
        ...operations.map(({ draft, tries, answer }) => ({
          at: null,
          text: LEDGER_TEXTS.sentStep(draft.side, tries, answer?.status ?? null),
        })),
        {
          at: run.auditedAt,
          text:
            run.audited === null
              ? LEDGER_TEXTS.notAudited
              : LEDGER_TEXTS.auditedStep(words.runStatus[run.audited].toLowerCase()),
        },
      ],
    };
  });
}

function sidesOf(operations: readonly StoredOperation[]): Partial<Record<Side, string>> {
  return Object.fromEntries(
    SIDES.flatMap((side) => {
      const own = operations.filter(({ draft, undoOf }) => draft.side === side && undoOf === null);
      if (own.length === 0) return [];
      return [[side, own.map(({ draft }) => operationText(draft)).join('. ')]];
    }),
  );
}

function operationText({ side, op, fields, before }: StoredOperation['draft']): string {
  const changes =
    op === 'update'
      ? (Object.keys(fields) as Field[]).map((field) =>
          LEDGER_TEXTS.change(FIELD_NAMES[field], before[field] ?? null, fields[field] ?? null),
        )
      : [];
  return LEDGER_TEXTS.operation(side, op, changes);
}
