/**
 * What a row of the grid shows: the question it asks or answered, the cells of both sides, and what
 * will hold between them. Pure; texts come from the catalogue in the components.
 */
import type { Decidable, Field, FieldMask } from '../../shared/domain/fields.ts';
import { decidablesIn, maskOf } from '../../shared/domain/fields.ts';
import type { Presence } from '../../shared/domain/row.ts';
import type { Side } from '../../shared/domain/side.ts';
import { otherSide } from '../../shared/domain/side.ts';
import type { ReviewRow } from '../../shared/ipc/engine-views.ts';

/** What a person reads as one thing: first and last name are one name. */
export const QUESTIONS = [
  'presence',
  'status',
  'name',
  'company',
  'title',
  'phone',
  'email',
] as const;
export type Question = (typeof QUESTIONS)[number];

const DECIDABLES_OF: Readonly<Record<Question, readonly Decidable[]>> = {
  presence: ['presence'],
  status: ['status'],
  name: ['firstName', 'lastName'],
  company: ['company'],
  title: ['title'],
  phone: ['phone'],
  email: ['email'],
};

function bitsOf(question: Question): FieldMask {
  return maskOf(DECIDABLES_OF[question]);
}

export function undecidedOf(row: ReviewRow): FieldMask {
  return row.asks & ~chosenOf(row);
}

function chosenOf(row: ReviewRow): FieldMask {
  return row.choseSalesforce | row.choseVoyage | row.choseTyped | row.choseSkip;
}

export function questionsIn(mask: FieldMask): readonly Question[] {
  return QUESTIONS.filter((question) => (mask & bitsOf(question)) !== 0);
}

/** The questions a row has, those that wait first, then those a person settled, then the rest. */
export function questionsOf(row: ReviewRow): readonly Question[] {
  const auto = row.autoSalesforce | row.autoVoyage;
  const groups = [undecidedOf(row), chosenOf(row), auto, row.differs];
  return [...new Set(groups.flatMap(questionsIn))];
}

export type Settled = 'undecided' | 'salesforce' | 'voyage' | 'typed' | 'skip' | 'open';

/** How one question of a row stands; `open` differs and is left so without anybody being asked. */
export function settledOf(row: ReviewRow, question: Question): Settled {
  const bits = bitsOf(question);
  if ((undecidedOf(row) & bits) !== 0) return 'undecided';
  if ((row.choseTyped & bits) !== 0) return 'typed';
  if ((row.choseSalesforce & bits) !== 0) return 'salesforce';
  if ((row.choseVoyage & bits) !== 0) return 'voyage';
  if ((row.choseSkip & bits) !== 0) return 'skip';
  if ((row.autoSalesforce & bits) !== 0) return 'salesforce';
  if ((row.autoVoyage & bits) !== 0) return 'voyage';
  return 'open';
}

/** A value as the side it belongs to holds it: a status is that side's label or status. */
interface SideValue {
  readonly side: Side;
  readonly text: string | null;
}

type Reading = (field: Field) => string | null;

function readQuestion(question: Question, read: Reading): string | null {
  if (question === 'presence') return null;
  if (question !== 'name') return read(question);
  const name = [read('firstName'), read('lastName')].filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}

export function valueOn(row: ReviewRow, side: Side, question: Question): string | null {
  const record = row[side];
  return record === null ? null : readQuestion(question, (field) => record.values[field]);
}

/** What both sides last agreed on; undefined where they never did. */
export function baseOf(row: ReviewRow, question: Question, side: Side): string | null | undefined {
  const fields = DECIDABLES_OF[question].filter((field) => field !== 'presence');
  const base = row.base;
  if (base === null || !fields.some((field) => base[field] !== undefined)) return undefined;
  return readQuestion(question, (field) => base[field]?.[side] ?? null);
}

export interface Middle {
  readonly question: Question | null;
  readonly settled: Settled | 'same' | 'duplicate' | 'no-email';
  readonly isAuto: boolean;
  /** The value both will have; of an undecided one the base, undefined where there is none. */
  readonly value: SideValue | undefined;
  readonly presence: Presence | null;
  /** The side that will be written, null for none. */
  readonly writes: Side | 'both' | null;
  readonly furtherQuestions: number;
}

function typedValue(row: ReviewRow, question: Question): string | null {
  return readQuestion(question, (field) => {
    const typed = row.typed[field];
    if (typed !== undefined) return typed;
    return (row.salesforce ?? row.voyage)?.values[field] ?? null;
  });
}

function writesOf(row: ReviewRow, question: Question, settled: Settled): Middle['writes'] {
  if (settled === 'salesforce' || settled === 'voyage') {
    const kept = { salesforce: 'create-member', voyage: 'create-registration' }[settled];
    return question === 'presence' && row.presence === kept ? null : otherSide(settled);
  }
  if (settled !== 'typed') return null;
  const typed = typedValue(row, question);
  const differs = (side: Side): boolean => valueOn(row, side, question) !== typed;
  if (differs('salesforce') && differs('voyage')) return 'both';
  return differs('salesforce') ? 'salesforce' : 'voyage';
}

function valueOf(row: ReviewRow, question: Question, settled: Settled): SideValue | undefined {
  if (settled === 'salesforce' || settled === 'voyage') {
    return { side: settled, text: valueOn(row, settled, question) };
  }
  if (settled === 'typed') return { side: 'salesforce', text: typedValue(row, question) };
  const base = baseOf(row, question, 'salesforce');
  return base === undefined ? undefined : { side: 'salesforce', text: base };
}

/** What stands between the sides, for the question in front or one named. */
export function middleOf(row: ReviewRow, asked?: Question): Middle {
  const questions = questionsOf(row);
  const question = asked ?? questions[0];
  const nothing = { isAuto: false, value: undefined, presence: row.presence, writes: null };
  if (row.cls === 'duplicate' || question === undefined) {
    const isNoEmail = row.cls === 'no-email' && row.presence === null;
    const quiet = isNoEmail ? 'no-email' : 'same';
    const settled = row.cls === 'duplicate' ? 'duplicate' : quiet;
    return { ...nothing, question: null, settled, furtherQuestions: 0 };
  }
  const settled = settledOf(row, question);
  const isChosen = (chosenOf(row) & bitsOf(question)) !== 0;
  const alike = questions.filter((other) => settledOf(row, other) === settled);
  return {
    question,
    settled,
    isAuto: !isChosen && (settled === 'salesforce' || settled === 'voyage'),
    value: valueOf(row, question, settled),
    presence: question === 'presence' ? row.presence : null,
    writes: writesOf(row, question, settled),
    furtherQuestions: Math.max(0, alike.length - 1),
  };
}

export interface Cell {
  readonly text: string | null;
  /** Moved since the base, or, where there is no base, differs from the other side. */
  readonly isMoved: boolean;
  /** What its characters are held against. */
  readonly against: string | null;
}

export function cellOf(row: ReviewRow, side: Side, question: Question): Cell {
  const text = valueOn(row, side, question);
  const bits = bitsOf(question);
  const base = baseOf(row, question, side);
  const moved = side === 'salesforce' ? row.movedSalesforce : row.movedVoyage;
  if (row.salesforce === null || row.voyage === null)
    return { text, isMoved: false, against: null };
  if (base !== undefined) return { text, isMoved: (moved & bits) !== 0, against: base };
  const differs = (row.differs & bits) !== 0;
  return { text, isMoved: differs, against: valueOn(row, otherSide(side), question) };
}

/** What a decision on a question is meant for: what waits in it, else whatever was found in it. */
export function fieldsMeant(row: ReviewRow, question: Question): readonly Decidable[] {
  const bits = bitsOf(question);
  const undecided = undecidedOf(row) & bits;
  if (undecided !== 0) return decidablesIn(undecided);
  const found = (row.asks | row.autoSalesforce | row.autoVoyage | row.differs) & bits;
  return decidablesIn(found);
}

export function nameOf(row: ReviewRow): string | null {
  return valueOn(row, 'salesforce', 'name') ?? valueOn(row, 'voyage', 'name') ?? row.identity;
}
