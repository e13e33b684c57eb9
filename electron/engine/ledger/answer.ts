/** The one sentence: where the person stands, and why. */
import type { Side } from '../../../shared/domain/side.ts';
import { otherSide } from '../../../shared/domain/side.ts';
import type { LedgerStory } from '../../../shared/ipc/ledger-views.ts';
import { applyChoices } from '../../../shared/reconcile/decide.ts';
import { planRow } from '../../../shared/reconcile/plan.ts';
import { LEDGER_TEXTS } from '../../../shared/texts/ledger-texts.ts';
import type { EngineContext } from '../context.ts';
import { readDuplicateChoices } from '../journal/duplicate-repository.ts';
import type { Departed, RowOfRun } from '../journal/ledger-repository.ts';
import type { ReviewedRow } from '../sync/read-rows.ts';
import { wholeRows } from '../sync/read-rows.ts';
import { reconcileContext } from '../sync/reconcile-context.ts';
import type { Place } from './place.ts';

type Answer = Pick<LedgerStory, 'standing' | 'answer' | 'nextStep'>;

const TROUBLE = new Set(['rejected', 'failed', 'already-member', 'stale']);

export function answerOf(
  context: EngineContext,
  place: Place | null,
  departed: readonly Departed[],
  runs: readonly RowOfRun[],
): Answer {
  const reviewed =
    place?.diff == null ? undefined : mainRow(wholeRows(context, place.diff, place.rows));
  if (place === null || reviewed === undefined) {
    const sides = new Set(place?.records.map(({ side }) => side) ?? []);
    if (sides.size > 0) {
      const standing =
        sides.size === 2 ? 'both' : sides.has('voyage') ? 'only-voyage' : 'only-salesforce';
      return { standing, answer: LEDGER_TEXTS.onLists([...sides]), nextStep: null };
    }
    return { standing: 'absent', ...LEDGER_TEXTS.absent(departed[0]?.side ?? null) };
  }
  const answer = answerOfRow(context, place, reviewed);
  const last = runs.findLast(({ pairingId }) => pairingId === place.pairing.id);
  if (last === undefined || !TROUBLE.has(last.outcome) || answer.standing === 'both') return answer;
  return {
    ...answer,
    answer: `${answer.answer} ${LEDGER_TEXTS.lastRun(last.message)}`,
    nextStep: last.nextStep ?? answer.nextStep,
  };
}

/** A duplicate speaks for itself only where its keeper is not among the rows. */
function mainRow(rows: readonly ReviewedRow[]): ReviewedRow | undefined {
  return rows.find(({ row }) => row.keeperId === null) ?? rows[0];
}

function answerOfRow(
  context: EngineContext,
  { pairing, diff }: Place,
  reviewed: ReviewedRow,
): Answer {
  const { row, choices, person } = reviewed;
  const policy = diff?.policy ?? pairing.policy;
  const options = reconcileContext(policy, pairing.facts, new Set());
  const duplicate =
    readDuplicateChoices(context.db, pairing.id, [row.rowKey]).get(row.rowKey) ?? null;
  const planned = planRow(row, applyChoices(row, choices, null, options), {
    ...options,
    direction: 'both',
    person,
    duplicate,
    unwritable: pairing.facts.salesforce.unwritable,
  });
  const sides = planned.operations.map(({ side }) => side);
  const { preset } = planned;
  if (row.member !== null && row.registration !== null) {
    const told =
      sides.length > 0
        ? LEDGER_TEXTS.willWrite(sides)
        : preset === null || preset.outcome === 'unchanged'
          ? LEDGER_TEXTS.agrees()
          : { answer: LEDGER_TEXTS.onBoth(preset.message), nextStep: preset.nextStep };
    return { standing: 'both', ...told };
  }
  const here: Side = row.member === null ? 'voyage' : 'salesforce';
  const there = otherSide(here);
  const standing = here === 'voyage' ? 'only-voyage' : 'only-salesforce';
  if (preset !== null) {
    const { message, nextStep } = preset;
    return { standing, answer: LEDGER_TEXTS.onlyOn(here, there, message), nextStep };
  }
  const told = sides.includes(there)
    ? LEDGER_TEXTS.willCreate(here, there)
    : LEDGER_TEXTS.willBeTakenOff(here, there);
  return { standing, ...told };
}
