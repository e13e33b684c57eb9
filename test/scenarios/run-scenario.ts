/**
 * One scenario through the whole core: match, diff, decide, plan, answers, outcomes, new base, and the
 * comparison after it. Every file but expected.json may be missing.
 */
import type { DuplicateChoice } from '../../shared/domain/duplicate.ts';
import type { Decidable, Field } from '../../shared/domain/fields.ts';
import { FIELDS, decidablesIn } from '../../shared/domain/fields.ts';
import type { OutcomeCode } from '../../shared/domain/outcome.ts';
import type { OperationDraft } from '../../shared/domain/plan.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import type { PersonRef, UnwritableFields } from '../../shared/domain/record.ts';
import type { Base, Choice, Choices, RowDiff } from '../../shared/domain/row.ts';
import type { Direction, Side } from '../../shared/domain/side.ts';
import type { SharedAddressDecision } from '../../shared/domain/who-is-who.ts';
import { pairKey } from '../../shared/domain/who-is-who.ts';
import { advanceBase } from '../../shared/reconcile/advance-base.ts';
import type { Resolution, Seen } from '../../shared/reconcile/decide.ts';
import { applyChoices } from '../../shared/reconcile/decide.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { masksOf } from '../../shared/reconcile/diff3.ts';
import type { HandLink } from '../../shared/reconcile/match.ts';
import { reconcile } from '../../shared/reconcile/match.ts';
import type { Answer, RowOutcome, SettledOperation } from '../../shared/reconcile/outcome.ts';
import { settleRow, takeBack } from '../../shared/reconcile/outcome.ts';
import { planRow } from '../../shared/reconcile/plan.ts';
import type { RecordOverrides } from '../builders.ts';
import { baseOf, contextOf, member, registration } from '../builders.ts';
import type { World } from '../far-side.ts';
import { land } from '../far-side.ts';

interface RecordFile extends Omit<RecordOverrides, 'recordId'> {
  readonly id: string;
}

interface BaseFile {
  readonly key?: string;
  readonly member?: string | null;
  readonly registration?: string | null;
  readonly fields?: Partial<Record<Field, readonly [string | null, string | null] | null>>;
}

interface DecisionsFile {
  readonly direction?: Direction;
  readonly links?: readonly HandLink[];
  readonly keepers?: readonly string[];
  readonly apart?: readonly HandLink[];
  readonly addresses?: readonly SharedAddressDecision[];
  readonly choices?: Readonly<
    Record<string, Partial<Record<Decidable, Choice | { readonly typed: string | null }>>>
  >;
  readonly seen?: Readonly<Record<string, Seen>>;
  readonly people?: Readonly<Record<string, PersonRef>>;
  /** By row key, where a duplicate rule stopped its Lead. */
  readonly duplicates?: Readonly<Record<string, DuplicateChoice>>;
  readonly unwritable?: Partial<UnwritableFields>;
  readonly absentFields?: readonly Field[];
  readonly defaultLabel?: string | null;
}

type AnswerFile = Partial<Answer>;

interface AnswersFile {
  readonly [rowKey: string]: Readonly<
    Partial<Record<Side, AnswerFile>> & { undo?: Partial<Record<Side, AnswerFile>> }
  >;
}

export interface ScenarioFiles {
  readonly base: readonly BaseFile[];
  readonly salesforce: readonly RecordFile[];
  readonly voyage: readonly RecordFile[];
  readonly policy: Partial<Policy>;
  readonly decisions: DecisionsFile;
  readonly answers: AnswersFile;
}

/** What a scenario may say of a row. All but the last four are quiet unless said. */
export interface RowView {
  readonly row: string;
  readonly class: RowDiff['cls'];
  readonly member: string | null;
  readonly registration: string | null;
  readonly outcome: OutcomeCode;
  /** `class reason` of each field that is not equal and unmoved. */
  readonly fields: Readonly<Partial<Record<Field, string>>>;
  readonly presence: string | null;
  readonly asks: readonly Decidable[];
  readonly undecided: readonly Decidable[];
  readonly unmapped: readonly string[];
  readonly keeper: string | null;
  readonly mergedBy: string | null;
  readonly isSkippedByMap: boolean;
  readonly personFieldsOff: boolean;
  readonly operations: readonly object[];
  readonly message: string;
  readonly nextStep: string | null;
  readonly changes: readonly string[];
  readonly newBase: object | null;
}

export interface ScenarioResult {
  readonly rows: readonly RowView[];
  /** Row keys, classes and outcomes of the comparison after everything was carried out. */
  readonly again: readonly string[];
}

function operationView(draft: OperationDraft): object {
  const { side, op, recordId, expectVersion, fields, before, person, createPerson } = draft;
  return {
    side,
    op,
    ...(recordId === null ? {} : { id: recordId, ifVersion: expectVersion }),
    fields,
    ...(op === 'create' ? {} : { before }),
    ...(op === 'create' && side === 'salesforce'
      ? {
          person: person?.id ?? null,
          createPerson,
          ...(draft.allowDuplicate === true ? { allowDuplicate: true } : {}),
        }
      : {}),
  };
}

function baseView(base: Base | null): object | null {
  if (base === null) return null;
  return {
    key: base.rowKey,
    member: base.memberId,
    registration: base.registrationId,
    fields: Object.fromEntries(
      FIELDS.flatMap((field) => {
        const pair = base.fields[field];
        return pair === undefined ? [] : [[field, [pair.salesforce, pair.voyage]]];
      }),
    ),
  };
}

function choicesOf(given: NonNullable<DecisionsFile['choices']>[string] | undefined): Choices {
  return Object.fromEntries(
    Object.entries(given ?? {}).map(([name, choice]) => [
      name,
      typeof choice === 'string'
        ? { choice, value: null }
        : { choice: 'typed', value: choice.typed },
    ]),
  );
}

interface Run {
  readonly row: RowDiff;
  readonly resolution: Resolution;
  readonly planned: ReturnType<typeof planRow>;
  readonly settled: readonly SettledOperation[];
  readonly outcome: RowOutcome;
  readonly newBase: Base | null;
}

function withAnswer(settled: SettledOperation, given: AnswerFile | undefined): SettledOperation {
  if (given === undefined) return settled;
  const isWritten = given.status === undefined;
  const blank = { recordId: null, version: null, values: null, error: null };
  return {
    draft: settled.draft,
    answer: { ...settled.answer, ...(isWritten ? {} : blank), ...given },
  };
}

const WRITABLE: UnwritableFields = {
  member: [],
  newMember: [],
  Lead: [],
  newLead: [],
  Contact: [],
};

function runOnce(
  files: ScenarioFiles,
  start: World,
  bases: readonly Base[],
  context: ReconcileContext,
): { readonly runs: readonly Run[]; readonly world: World } {
  const { decisions, answers } = files;
  let world = start;
  let lastId = 0;
  const rows = reconcile({ ...start, bases, links: decisions.links ?? [] }, context);
  const runs = rows.map((row): Run => {
    const choices = choicesOf(decisions.choices?.[row.rowKey]);
    const resolution = applyChoices(row, choices, decisions.seen?.[row.rowKey] ?? null, context);
    const planned = planRow(row, resolution, {
      ...context,
      direction: decisions.direction ?? 'both',
      person: decisions.people?.[row.identity ?? ''] ?? null,
      duplicate: decisions.duplicates?.[row.rowKey] ?? null,
      unwritable: { ...WRITABLE, ...decisions.unwritable },
    });
    const given = answers[row.rowKey];
    const settled = planned.operations.map((draft) => {
      lastId += 1;
      const landed = land(world, draft, row.member ?? row.registration, `new-${lastId}`);
      const answer = given?.[draft.side];
      if (answer?.status === undefined) world = landed.world;
      return withAnswer(landed.settled, answer);
    });
    const pushed = settleRow(planned, settled);
    const undo = given?.undo;
    const outcome =
      undo === undefined
        ? pushed
        : takeBack(
            pushed,
            settled.map((one) => withAnswer(one, undo[one.draft.side])),
          );
    const newBase =
      undo === undefined ? advanceBase(row, resolution, settled, context.comparedFields) : row.base;
    return { row, resolution, planned, settled, outcome, newBase };
  });
  return { runs, world };
}

function viewOf({ row, resolution, planned, outcome, newBase }: Run): RowView {
  return {
    row: row.rowKey,
    class: row.cls,
    member: row.member?.recordId ?? null,
    registration: row.registration?.recordId ?? null,
    outcome: outcome.outcome,
    fields: Object.fromEntries(
      row.fields
        .filter(({ cls, reason }) => cls !== 'same' || reason !== 'equal')
        .map(({ field, cls, reason }) => [field, `${cls} ${reason}`]),
    ),
    presence: row.presence === null ? null : `${row.presence} ${row.presenceCls ?? 'settled'}`,
    asks: decidablesIn(masksOf(row).asks),
    undecided: decidablesIn(resolution.undecided),
    unmapped: resolution.unmapped.map(({ side, label }) => `${side} ${label}`),
    keeper: row.keeperId,
    mergedBy: row.mergedBy,
    isSkippedByMap: row.isSkippedByMap,
    personFieldsOff: planned.personFieldsOff,
    operations: planned.operations.map(operationView),
    message: outcome.message,
    nextStep: outcome.nextStep,
    changes: outcome.changes.map(
      ({ side, field, before, after }) => `${side} ${field}: ${before ?? ''} -> ${after ?? ''}`,
    ),
    newBase: baseView(newBase),
  };
}

export function runScenario(files: ScenarioFiles): ScenarioResult {
  const { decisions } = files;
  const context = contextOf(files.policy, {
    comparedFields: FIELDS.filter((field) => !(decisions.absentFields ?? []).includes(field)),
    defaultLabel: decisions.defaultLabel === undefined ? 'Sent' : decisions.defaultLabel,
    chosenKeepers: new Set(decisions.keepers ?? []),
    whoIsWho: {
      apart: new Set(
        decisions.apart?.map(({ memberId, registrationId }) => pairKey(memberId, registrationId)),
      ),
      sharedAddresses: new Map(decisions.addresses?.map((said) => [said.identity, said])),
    },
  });
  const world: World = {
    members: files.salesforce.map(({ id, ...given }) => member({ ...given, recordId: id })),
    registrations: files.voyage.map(({ id, ...given }) => registration({ ...given, recordId: id })),
  };
  const bases = files.base.map(({ key, member: memberId, registration: registrationId, fields }) =>
    baseOf({
      ...(key === undefined ? {} : { rowKey: key }),
      ...(memberId === undefined ? {} : { memberId }),
      ...(registrationId === undefined ? {} : { registrationId }),
      fields: Object.fromEntries(
        Object.entries(fields ?? {}).map(([field, pair]) => [
          field,
          pair === null ? null : { salesforce: pair[0], voyage: pair[1] },
        ]),
      ),
    }),
  );
  const first = runOnce(files, world, bases, context);
  const newBases = first.runs.flatMap(({ newBase }) => (newBase === null ? [] : [newBase]));
  const second = runOnce(
    { ...files, answers: {}, decisions: { ...decisions, choices: {} } },
    first.world,
    newBases,
    context,
  );
  return {
    rows: first.runs.map(viewOf),
    again: second.runs.map(({ row, outcome }) => `${row.rowKey} ${row.cls} ${outcome.outcome}`),
  };
}
