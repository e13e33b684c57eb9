/** What a run came to, in one sentence and in bands. Pure; the words come from the catalogue. */
import type { Outcome, OutcomeCode } from '../../shared/domain/outcome.ts';
import { COUNT_OF_OUTCOME, OUTCOME_CODES } from '../../shared/domain/outcome.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';

const SETTLED: ReadonlySet<OutcomeCode> = new Set(['imported', 'exported', 'updated', 'unchanged']);

export interface Told {
  /** Rows that hold what was meant. */
  readonly settled: number;
  readonly rejected: number;
  readonly failed: number;
  readonly leftForPerson: number;
  readonly leftAlone: number;
  readonly notSent: number;
  readonly rolledBack: number;
}

function bandOf(code: OutcomeCode): keyof Told {
  if (SETTLED.has(code)) return 'settled';
  switch (code) {
    case 'rejected':
      return 'rejected';
    case 'rolled-back':
      return 'rolledBack';
    case 'not-attempted':
      return 'notSent';
    default:
      break;
  }
  const count = COUNT_OF_OUTCOME[code];
  if (count === 'failed') return 'failed';
  return count === 'conflicted' ? 'leftForPerson' : 'leftAlone';
}

/** Every row in exactly one of the figures of the sentence. */
export function toldOf(outcomes: RunSummary['outcomes']): Told {
  const told = {
    settled: 0,
    rejected: 0,
    failed: 0,
    leftForPerson: 0,
    leftAlone: 0,
    notSent: 0,
    rolledBack: 0,
  };
  for (const code of OUTCOME_CODES) told[bandOf(code)] += outcomes[code] ?? 0;
  return told;
}

export interface Band {
  readonly code: OutcomeCode;
  readonly count: number;
  readonly tone: 'sf' | 'vg' | 'ink' | 'quiet' | 'bad';
}

function toneOf(code: OutcomeCode): Band['tone'] {
  if (code === 'imported') return 'vg';
  if (code === 'exported') return 'sf';
  if (code === 'updated') return 'ink';
  return COUNT_OF_OUTCOME[code] === 'failed' ? 'bad' : 'quiet';
}

/** The outcomes there are, in the order of the codes. */
export function bandsOf(outcomes: RunSummary['outcomes']): readonly Band[] {
  return OUTCOME_CODES.map((code) => ({
    code,
    count: outcomes[code] ?? 0,
    tone: toneOf(code),
  })).filter((band) => band.count > 0);
}

/** The side a row wrote to, or would have: null when neither. */
export function sideOf(outcome: Outcome): Side | 'both' | null {
  const sides = new Set(outcome.changes.map((change) => change.side));
  if (sides.size === 2) return 'both';
  const [only] = sides;
  if (only !== undefined) return only;
  if (outcome.outcome === 'imported') return 'voyage';
  return outcome.outcome === 'exported' ? 'salesforce' : null;
}

export function secondsBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
}
