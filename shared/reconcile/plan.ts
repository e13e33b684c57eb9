/**
 * What a row's resolution means in writes.
 *
 * Laws:   no operation without a decision, a policy or a one-sided move; a row with anything undecided
 *         or unmapped sends nothing; a member is never deleted; operations are empty exactly when
 *         there is a preset outcome.
 */
import type { DuplicateChoice } from '../domain/duplicate.ts';
import type { Field, FieldMask } from '../domain/fields.ts';
import { PERSON_FIELDS, bitOf, decidablesIn } from '../domain/fields.ts';
import type { OutcomeCode } from '../domain/outcome.ts';
import type { OperationDraft } from '../domain/plan.ts';
import type { PersonRef, SideRecord, UnwritableFields } from '../domain/record.ts';
import type { RowDiff } from '../domain/row.ts';
import type { Direction, Side } from '../domain/side.ts';
import { otherSide, writesSide } from '../domain/side.ts';
import type { OutcomeText } from '../texts/outcome-texts.ts';
import { OUTCOME_TEXTS } from '../texts/outcome-texts.ts';
import type { Resolution } from './decide.ts';
import type { ReconcileContext } from './diff-field.ts';
import { labelOf } from './diff-field.ts';
import { asWritten, normalizeEmail, valuesEqual } from './normalize.ts';
import { stepBackOf } from './status-ladder.ts';
import { isMapped, mapToSalesforce, mapToVoyage } from './status-map.ts';

interface Preset extends OutcomeText {
  readonly outcome: OutcomeCode;
}

export interface PlannedRow {
  readonly rowKey: string;
  readonly operations: readonly OperationDraft[];
  /** The outcome where nothing is sent for this row. */
  readonly preset: Preset | null;
  /** All that is left to write are fields of the person, and the policy does not allow them. */
  readonly personFieldsOff: boolean;
  /** Fields kept from Salesforce because this user can't write them there. */
  readonly notWritable: readonly Field[];
  /** Whether a record that is there already gets another status. */
  readonly statusChanges: Readonly<Record<Side, boolean>>;
}

export interface PlanOptions extends Pick<
  ReconcileContext,
  'policy' | 'comparedFields' | 'defaultLabel'
> {
  readonly direction: Direction;
  /** Who was found in Salesforce for a row without a member. */
  readonly person: PersonRef | null;
  /** What was decided where a duplicate rule stopped the Lead of this row. */
  readonly duplicate?: DuplicateChoice | null;
  readonly unwritable?: UnwritableFields | undefined;
}

type Written = Partial<Record<Field, string | null>>;

interface Wanted {
  readonly operations: readonly OperationDraft[];
  /** Person fields kept from Salesforce, by the policy or because they can't be written there. */
  readonly heldBack: readonly Field[];
  readonly notWritable: readonly Field[];
  /** What the row would come to if nothing is sent, where that is not plain agreement. */
  readonly otherwise: Preset | null;
}

const NOTHING: Wanted = { operations: [], heldBack: [], notWritable: [], otherwise: null };

function preset(outcome: OutcomeCode, text: OutcomeText): Preset {
  return { outcome, ...text };
}

function isPersonField(field: Field): boolean {
  return (PERSON_FIELDS as readonly Field[]).includes(field);
}

/** Person fields the policy keeps from Salesforce, and the company of a Contact, which is its Account's name. */
function isHeldBack(field: Field, member: SideRecord, { policy }: PlanOptions): boolean {
  if (!isPersonField(field)) return false;
  return !policy.writePersonFields || (field === 'company' && member.person?.kind === 'Contact');
}

function isWritable(field: Field, member: SideRecord, { unwritable }: PlanOptions): boolean {
  if (!isPersonField(field)) return unwritable?.member.includes(field) !== true;
  const kind = member.person?.kind;
  return kind === 'Lead' || kind === 'Contact' ? unwritable?.[kind].includes(field) !== true : true;
}

function updateOf(record: SideRecord, fields: Written): OperationDraft {
  const names = Object.keys(fields) as Field[];
  const isCancellation =
    record.side === 'voyage' && names.length === 1 && fields.status === 'cancelled';
  return {
    side: record.side,
    op: isCancellation ? 'cancel' : 'update',
    recordId: record.recordId,
    expectVersion: record.version,
    fields,
    before: Object.fromEntries(names.map((name) => [name, record.values[name]])),
    person: record.person,
    createPerson: false,
  };
}

function planPair(
  member: SideRecord,
  registration: SideRecord,
  resolution: Resolution,
  options: PlanOptions,
): Wanted {
  const toSalesforce: Written = {};
  const toVoyage: Written = {};
  const heldBack: Field[] = [];
  const notWritable: Field[] = [];
  for (const { field, settled, salesforceValue, voyageValue } of resolution.fields) {
    if (settled === 'same' || settled === 'skip' || settled === 'undecided') continue;
    if (!valuesEqual(field, voyageValue, registration.values[field])) {
      toVoyage[field] = voyageValue;
    }
    const held = field === 'status' ? labelOf(member.values.status, options) : member.values[field];
    if (valuesEqual(field, salesforceValue, held)) continue;
    if (isHeldBack(field, member, options)) heldBack.push(field);
    else if (!isWritable(field, member, options)) notWritable.push(field);
    else toSalesforce[field] = salesforceValue;
  }
  const isSkipped = resolution.fields.some(({ settled }) => settled === 'skip');
  return {
    operations: [
      ...(Object.keys(toSalesforce).length > 0 ? [updateOf(member, toSalesforce)] : []),
      ...(Object.keys(toVoyage).length > 0 ? [updateOf(registration, toVoyage)] : []),
    ],
    heldBack,
    notWritable,
    otherwise: isSkipped
      ? preset(
          'skipped',
          resolution.presence === 'skip' && options.policy.deletions === 'skip'
            ? OUTCOME_TEXTS.skippedByPolicy()
            : OUTCOME_TEXTS.skippedByChoice(),
        )
      : null,
  };
}

function filledFields(record: SideRecord, options: PlanOptions): Written {
  const fields: Written = {};
  for (const field of options.comparedFields) {
    const value = asWritten(field, record.values[field]);
    if (field !== 'status' && value !== null) fields[field] = value;
  }
  return fields;
}

function createRegistration(member: SideRecord, options: PlanOptions): Wanted {
  const label = labelOf(member.values.status, options);
  const status = mapToVoyage(options.policy.statusMap, label);
  const fields = {
    ...(isMapped(status) ? { status: status.to } : {}),
    ...filledFields(member, options),
  };
  const draft: OperationDraft = {
    side: 'voyage',
    op: 'create',
    recordId: null,
    expectVersion: null,
    fields,
    before: {},
    person: null,
    createPerson: false,
  };
  return { ...NOTHING, operations: [draft] };
}

function createMember(registration: SideRecord, options: PlanOptions): Wanted {
  const { policy, direction, duplicate, unwritable } = options;
  const person = duplicate?.choice === 'link' ? refOf(duplicate.person) : options.person;
  if (!writesSide(direction, 'salesforce')) {
    return {
      ...NOTHING,
      otherwise: preset('skipped', OUTCOME_TEXTS.skippedByDirection('salesforce')),
    };
  }
  const createPerson = person === null && policy.createPersonAs === 'lead';
  if (person === null && !createPerson) {
    return { ...NOTHING, otherwise: preset('no-person', OUTCOME_TEXTS.noPerson()) };
  }
  const label = mapToSalesforce(policy.statusMap, registration.values.status);
  const wanted: Written = {
    ...(isMapped(label) ? { status: label.to } : {}),
    ...(createPerson ? filledFields(registration, options) : {}),
  };
  const notWritable = (Object.keys(wanted) as Field[]).filter((field) =>
    (isPersonField(field) ? unwritable?.newLead : unwritable?.newMember)?.includes(field),
  );
  const fields = Object.fromEntries(
    Object.entries(wanted).filter(([field]) => !notWritable.includes(field as Field)),
  );
  const draft: OperationDraft = {
    side: 'salesforce',
    op: 'create',
    recordId: null,
    expectVersion: null,
    fields,
    before: {},
    person,
    createPerson,
    ...(createPerson && duplicate?.choice === 'create-anyway' ? { allowDuplicate: true } : {}),
  };
  return { ...NOTHING, operations: [draft], notWritable };
}

function refOf({ id, kind }: PersonRef): PersonRef {
  return { id, kind };
}

function cancelMember(member: SideRecord, options: PlanOptions): Wanted {
  const label = mapToSalesforce(options.policy.statusMap, 'cancelled');
  if (isMapped(label) && !isWritable('status', member, options)) {
    return { ...NOTHING, notWritable: ['status'] };
  }
  return isMapped(label)
    ? { ...NOTHING, operations: [updateOf(member, { status: label.to })] }
    : { ...NOTHING, otherwise: preset('skipped', OUTCOME_TEXTS.skippedByMap('cancelled')) };
}

/** A person who is on one side only: created on the other, or taken off this one. */
function planAlone(
  record: SideRecord,
  row: RowDiff,
  resolution: Resolution,
  options: PlanOptions,
): Wanted {
  const isMember = record.side === 'salesforce';
  switch (resolution.presence) {
    case null:
    case 'undecided':
      return NOTHING;
    case 'skip':
      return {
        ...NOTHING,
        otherwise: preset(
          'skipped',
          row.presenceCls === 'skip'
            ? OUTCOME_TEXTS.skippedByPolicy()
            : OUTCOME_TEXTS.skippedByChoice(),
        ),
      };
    case 'take-salesforce':
      if (isMember) return createRegistration(record, options);
      return row.presence === 'create-member'
        ? {
            ...NOTHING,
            otherwise: preset('skipped', OUTCOME_TEXTS.registrationNotCancelled()),
          }
        : { ...NOTHING, operations: [updateOf(record, { status: 'cancelled' })] };
    case 'take-voyage':
      if (!isMember) return createMember(record, options);
      return row.presence === 'create-registration'
        ? { ...NOTHING, otherwise: preset('skipped', OUTCOME_TEXTS.memberNeverDeleted()) }
        : cancelMember(record, options);
  }
}

function asksOfStatusAlone(undecided: FieldMask): boolean {
  return (undecided & ~(bitOf('status') | bitOf('presence'))) === 0;
}

/** What keeps the whole row back, whatever was decided. */
function keptBack(row: RowDiff, resolution: Resolution, options: PlanOptions): Preset | null {
  if (row.keeperId !== null) {
    const side = row.member === null ? 'voyage' : 'salesforce';
    return preset('duplicate', OUTCOME_TEXTS.duplicate(side, row.keeperId));
  }
  if (row.cls === 'no-email') {
    const email = (row.member ?? row.registration)?.values.email ?? null;
    const { reason } = normalizeEmail(email, options.policy.identity);
    return preset('no-email', OUTCOME_TEXTS.noEmail(reason ?? 'blank'));
  }
  if (row.isSkippedByMap) {
    const label = row.member === null ? null : labelOf(row.member.values.status, options);
    const isSkippedLabel = mapToVoyage(options.policy.statusMap, label) === 'skip';
    const status = row.registration?.values.status ?? 'cancelled';
    return preset(
      'skipped',
      OUTCOME_TEXTS.skippedByMap(isSkippedLabel && label !== null ? label : status),
    );
  }
  const blocking = resolution.unmapped.find(({ side }) =>
    writesSide(options.direction, otherSide(side)),
  );
  if (blocking !== undefined) {
    return preset('unmapped-status', OUTCOME_TEXTS.unmappedStatus(blocking.side, blocking.label));
  }
  if (resolution.undecided !== 0) {
    const stepBack = asksOfStatusAlone(resolution.undecided) ? stepBackOf(row, options) : null;
    if (stepBack !== null) return preset('conflict', OUTCOME_TEXTS.statusWouldGoBack(stepBack));
    return preset('conflict', OUTCOME_TEXTS.conflict(decidablesIn(resolution.undecided)));
  }
  return null;
}

function wantedOf(row: RowDiff, resolution: Resolution, options: PlanOptions): Wanted {
  const { member, registration } = row;
  if (member !== null && registration !== null) {
    return planPair(member, registration, resolution, options);
  }
  const record = member ?? registration;
  return record === null ? NOTHING : planAlone(record, row, resolution, options);
}

export function planRow(row: RowDiff, resolution: Resolution, options: PlanOptions): PlannedRow {
  const kept = keptBack(row, resolution, options);
  const wanted = kept === null ? wantedOf(row, resolution, options) : NOTHING;
  const isWritten = ({ side }: OperationDraft): boolean => writesSide(options.direction, side);
  const operations = wanted.operations.filter(isWritten);
  const [outOfDirection] = wanted.operations.filter((draft) => !isWritten(draft));
  const isOnlyHeldBack =
    wanted.heldBack.length > 0 &&
    wanted.operations.length === 0 &&
    writesSide(options.direction, 'salesforce');

  const settleWithout = (): Preset => {
    if (kept !== null) return kept;
    if (outOfDirection !== undefined) {
      return preset('skipped', OUTCOME_TEXTS.skippedByDirection(outOfDirection.side));
    }
    if (wanted.heldBack.length > 0 && !writesSide(options.direction, 'salesforce')) {
      return preset('skipped', OUTCOME_TEXTS.skippedByDirection('salesforce'));
    }
    if (wanted.heldBack.length > 0) {
      const text = options.policy.writePersonFields
        ? OUTCOME_TEXTS.companyOfAccount()
        : OUTCOME_TEXTS.personFieldsOff(wanted.heldBack);
      return preset('skipped', text);
    }
    if (wanted.notWritable.length > 0) {
      return preset('skipped', OUTCOME_TEXTS.notWritable(wanted.notWritable));
    }
    if (wanted.otherwise !== null) return wanted.otherwise;
    return preset(
      'unchanged',
      row.presence === 'both-gone' ? OUTCOME_TEXTS.bothGone() : OUTCOME_TEXTS.unchanged(),
    );
  };
  const changesStatus = (side: Side): boolean =>
    operations.some(
      (draft) => draft.side === side && draft.op !== 'create' && draft.fields.status !== undefined,
    );
  return {
    rowKey: row.rowKey,
    operations,
    preset: operations.length > 0 ? null : settleWithout(),
    personFieldsOff: isOnlyHeldBack && !options.policy.writePersonFields,
    notWritable: writesSide(options.direction, 'salesforce') ? wanted.notWritable : [],
    statusChanges: { salesforce: changesStatus('salesforce'), voyage: changesStatus('voyage') },
  };
}
