/** Which decidables of a row a step means. */
import type { FieldMask } from '../../domain/fields.ts';
import type { Choice } from '../../domain/row.ts';
import { PRESENCE_BIT, STATUS_BIT, isOneQuestion, undecidedOf } from './judged-rows.ts';
import type { VerdictTable } from './verdicts.ts';
import { FLAGS } from './verdicts.ts';

export interface StepMeaning {
  /** Null: in each row what waits, else what was asked, else what differs. */
  readonly fields: FieldMask | null;
  readonly choice: Choice | 'clear';
  readonly value: string | null;
}

/** Of a row with a verdict and what was chosen so far; 0 where the step does not touch it. */
export function meantOf(
  step: StepMeaning,
  verdicts: VerdictTable,
  at: number,
  chosen: FieldMask,
): FieldMask {
  if (((verdicts.flags[at] ?? 0) & FLAGS.skippedByMap) !== 0) return 0;
  const fields = step.fields === null ? null : inOneQuestion(verdicts, at, step.fields);
  if (step.choice === 'clear') return fields === null ? chosen : chosen & fields;
  const differs = verdicts.differs[at] ?? 0;
  const meant = fields === null ? asked(verdicts, at, chosen) : fields & differs;
  return step.choice === 'typed' ? meant & ~untypable(step, verdicts, at) : meant;
}

function asked(verdicts: VerdictTable, at: number, chosen: FieldMask): FieldMask {
  return (
    undecidedOf(verdicts, at, chosen) || (verdicts.asks[at] ?? 0) || (verdicts.differs[at] ?? 0)
  );
}

function inOneQuestion(verdicts: VerdictTable, at: number, fields: FieldMask): FieldMask {
  const isMeant = (fields & STATUS_BIT) !== 0 && isOneQuestion(verdicts, at);
  return isMeant ? (fields & ~STATUS_BIT) | PRESENCE_BIT : fields;
}

function untypable(step: StepMeaning, verdicts: VerdictTable, at: number): FieldMask {
  const isBlank = step.value === null || step.value.trim() === '';
  return isBlank || isOneQuestion(verdicts, at) ? STATUS_BIT | PRESENCE_BIT : PRESENCE_BIT;
}
