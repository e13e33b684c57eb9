/**
 * Every message of an outcome, and its next step where there is one.
 */
import type { DuplicateAlert } from '../domain/duplicate.ts';
import type { Decidable } from '../domain/fields.ts';
import type { Side } from '../domain/side.ts';
import type { NoEmailReason } from '../reconcile/normalize-address.ts';
import type { StepBack } from '../reconcile/status-ladder.ts';
import { noEmail } from './en/no-email.ts';
import { FIELD_NAMES, SIDE_NAMES } from './names.ts';

export interface OutcomeText {
  readonly message: string;
  readonly nextStep: string | null;
}

export const DECIDABLE_NAMES: Readonly<Record<Decidable, string>> = {
  ...FIELD_NAMES,
  presence: 'whether this person belongs on both lists',
};

/** Why a side holds what was written. */
export const GONE_FOR_GOOD = 'what was deleted can’t be brought back.';

/** A side that holds what was written, and why. */
interface Left {
  readonly side: Side;
  readonly reason: string;
}

function listed(names: readonly string[]): string {
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

function said(error: { readonly code: string; readonly message: string } | null): string {
  if (error === null) return '.';
  const message = error.message.trim();
  return message === '' ? `: ${error.code}.` : `: ${message}${/[.!?]$/u.test(message) ? '' : '.'}`;
}

/** What to do about a refusal, by the far side's code. */
export const NEXT_STEP_OF_CODE: Readonly<Record<string, string>> = {
  FIELD_CUSTOM_VALIDATION_EXCEPTION:
    'Change the value so that it meets the validation rule, or ask a Salesforce administrator about the rule.',
  REQUIRED_FIELD_MISSING: 'Fill in the missing field on the record, then run again.',
  INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY:
    'Ask a Salesforce administrator for access to this person’s record.',
  INSUFFICIENT_ACCESS_OR_READONLY:
    'Ask a Salesforce administrator for the right to edit this record.',
  INSUFFICIENT_ACCESS: 'Ask a Salesforce administrator for the right to edit this record.',
  INVALID_FIELD_FOR_INSERT_UPDATE:
    'Ask a Salesforce administrator for the right to edit this field.',
  CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY:
    'An automation in Salesforce stopped the write: show this message to a Salesforce administrator.',
  CANNOT_UPDATE_CONVERTED_LEAD:
    'Pull again: the lead was converted, its contact is the person now.',
  CANNOT_EXECUTE_FLOW_TRIGGER:
    'A flow in Salesforce stopped the write: show this message to a Salesforce administrator.',
  DUPLICATES_DETECTED:
    'Open the existing record in Salesforce, add that person to the campaign, then pull again.',
  DUPLICATE_VALUE: 'Pull again, then look at this row in the review.',
  INVALID_EMAIL_ADDRESS: 'Correct the email address, then run again.',
  INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST: 'Choose a value the picklist allows.',
  STRING_TOO_LONG: 'Shorten the value, then run again.',
  ENTITY_IS_DELETED: 'Pull again: the record was deleted since.',
  INVALID_CROSS_REFERENCE_KEY: 'Pull again: the record was deleted or merged since.',
  NOT_FOUND: 'Pull again: the record was deleted since.',
  UNABLE_TO_LOCK_ROW: 'Run again: somebody else was writing this record.',
  BULK_JOB_ABORTED:
    'Ask who stopped the Bulk job in Salesforce (Setup, Bulk Data Load Jobs), then run again.',
  REQUEST_LIMIT_EXCEEDED: 'Wait until Salesforce’s daily limit is renewed, then resume.',
  capacity_reached: 'Raise the capacity of the event in Voyage, or free a place, then run again.',
  invalid_status: 'Correct the status map: Voyage does not know this status.',
  invalid_email: 'Correct the email address, then run again.',
  not_found: 'Pull again: the registration was deleted since.',
  forbidden: 'Ask for the right to write registrations of this event in Voyage.',
};

export const OUTCOME_TEXTS = {
  sideName: (side: Side): string => SIDE_NAMES[side],
  imported: (): OutcomeText => ({ message: 'Registered in Voyage.', nextStep: null }),
  exported: (): OutcomeText => ({ message: 'Added to the Salesforce campaign.', nextStep: null }),
  updated: (sides: readonly Side[]): OutcomeText => ({
    message: `Updated in ${listed(sides.map((side) => SIDE_NAMES[side]))}.`,
    nextStep: null,
  }),
  cancelled: (): OutcomeText => ({ message: 'Registration cancelled in Voyage.', nextStep: null }),
  unchanged: (): OutcomeText => ({
    message: 'Both sides agree; nothing was sent.',
    nextStep: null,
  }),
  alreadyHeld: (): OutcomeText => ({
    message: 'The other side held these values already.',
    nextStep: null,
  }),
  bothGone: (): OutcomeText => ({
    message: 'Gone or cancelled on both sides; nothing was sent.',
    nextStep: null,
  }),
  skippedByMap: (label: string): OutcomeText => ({
    message: `Left out: the status map skips “${label}”.`,
    nextStep: null,
  }),
  skippedByChoice: (): OutcomeText => ({ message: 'Left as it is, as decided.', nextStep: null }),
  skippedByPolicy: (): OutcomeText => ({
    message: 'Left as it is, by the rules of this pairing.',
    nextStep: null,
  }),
  skippedByDirection: (side: Side): OutcomeText => ({
    message: `This run does not write to ${SIDE_NAMES[side]}.`,
    nextStep:
      side === 'salesforce'
        ? 'Export, to carry this change over.'
        : 'Import, to carry this change over.',
  }),
  memberNeverDeleted: (): OutcomeText => ({
    message: 'Left on the campaign: members are never deleted.',
    nextStep: 'Remove the member in Salesforce if it should be gone.',
  }),
  registrationNotCancelled: (): OutcomeText => ({
    message: 'Left in Voyage: who was never on the campaign is not cancelled.',
    nextStep: 'Cancel the registration in Voyage if it should be gone.',
  }),
  personFieldsOff: (fields: readonly Decidable[]): OutcomeText => ({
    message: `Fields of the Lead or Contact are not written: ${listed(fields.map((field) => DECIDABLE_NAMES[field]))}.`,
    nextStep: 'Allow writing to Leads and Contacts in the rules of this pairing.',
  }),
  notWritable: (fields: readonly Decidable[]): OutcomeText => ({
    message: `Salesforce does not let this user write: ${listed(fields.map((field) => DECIDABLE_NAMES[field]))}.`,
    nextStep: 'Ask a Salesforce administrator for the right to edit this field, then pull again.',
  }),
  companyOfAccount: (): OutcomeText => ({
    message: 'A Contact’s company is the name of its Account, which is not changed from here.',
    nextStep: 'Take Salesforce’s company, or change the Account in Salesforce.',
  }),
  duplicate: (side: Side, keeperId: string): OutcomeText => ({
    message: `Another row of ${SIDE_NAMES[side]} has the same email: ${keeperId} is kept.`,
    nextStep: `Merge the two in ${SIDE_NAMES[side]}, or choose another keeper in the review.`,
  }),
  duplicateFound: ({ people, mayCreate }: DuplicateAlert): OutcomeText => {
    const [first] = people;
    const who =
      first === undefined
        ? 'somebody who is there'
        : `the ${first.kind} ${first.name ?? first.id}${people.length > 1 ? ` (and ${people.length - 1} more)` : ''}`;
    const link = first === undefined ? '' : 'add the person found to the campaign';
    const create = mayCreate ? 'have the Lead made anyway' : '';
    const ways = [link, create].filter((way) => way !== '').join(', or ');
    return {
      message: `Salesforce takes this person for ${who}, so no Lead was made.`,
      nextStep:
        ways === ''
          ? 'Find the person in Salesforce and add them to the campaign, then pull again.'
          : `Choose: ${ways}. The next push does it.`,
    };
  },
  noEmail: (reason: NoEmailReason): OutcomeText => ({
    message: `No usable email address, so this row was matched with nobody.${reason === 'blank' ? '' : ` ${noEmail[reason]}`}`,
    nextStep: 'Add an email address, or link the row by hand.',
  }),
  noPerson: (): OutcomeText => ({
    message: 'Nobody in Salesforce has this email, and the rules of this pairing make no Leads.',
    nextStep: 'Create the person in Salesforce, or allow Leads to be made.',
  }),
  conflict: (undecided: readonly Decidable[]): OutcomeText => ({
    message: `Waits for a decision: ${listed(undecided.map((name) => DECIDABLE_NAMES[name]))}.`,
    nextStep: 'Decide in the review, then push again.',
  }),
  statusWouldGoBack: ({ side, from, to }: StepBack): OutcomeText => ({
    message: `Waits for a decision: in ${SIDE_NAMES[side]} the status would go back from “${from}” to “${to}”, which nothing does by itself.`,
    nextStep: 'Decide in the review, then push again.',
  }),
  unmappedStatus: (side: Side, label: string): OutcomeText => ({
    message: `The status map has no entry for ${SIDE_NAMES[side]}’s “${label}”.`,
    nextStep: 'Map this status, or skip the rows that hold it.',
  }),
  statusReplaced: (sent: string, held: string): OutcomeText => ({
    message: `Salesforce does not know the status “${sent}” on this campaign and stored “${held}” instead.`,
    nextStep: 'Map to a status the campaign has, or add this one to the campaign, then pull again.',
  }),
  alreadyMember: (): OutcomeText => ({
    message: 'Already a member of this campaign.',
    nextStep: 'Pull again, then look at this row in the review.',
  }),
  stale: (side: Side): OutcomeText => ({
    message: `Changed in ${SIDE_NAMES[side]} since it was read; nothing was overwritten.`,
    nextStep: 'Pull again and look at this row in the review.',
  }),
  rejected: (
    side: Side,
    error: { readonly code: string; readonly message: string } | null,
  ): OutcomeText => ({
    message: `${SIDE_NAMES[side]} refused it${said(error)}`,
    nextStep:
      NEXT_STEP_OF_CODE[error?.code ?? ''] ??
      `Correct the row as ${SIDE_NAMES[side]} says, then run again.`,
  }),
  failed: (
    side: Side,
    error: { readonly code: string; readonly message: string } | null,
  ): OutcomeText => ({
    message: `It did not get through to ${SIDE_NAMES[side]}${said(error)}`,
    nextStep: NEXT_STEP_OF_CODE[error?.code ?? ''] ?? 'Run again when the connection is back.',
  }),
  notAttempted: (): OutcomeText => ({
    message: 'Not sent: the run ended before this row.',
    nextStep: 'Resume the run, or run again.',
  }),
  rolledBack: (): OutcomeText => ({
    message: 'Taken back, because the run was all or nothing and another row failed.',
    nextStep: 'Correct the rows that failed, then run again.',
  }),
  rollbackFailed: (left: readonly Left[]): OutcomeText => {
    const told = left.map(({ side, reason }) => `${SIDE_NAMES[side]}: ${reason}`);
    const sides = listed(left.map(({ side }) => SIDE_NAMES[side]));
    return {
      message: `Written, and it could not be taken back in ${told.join(' In ')}`,
      nextStep: `Look at this record in ${sides}, then pull again.`,
    };
  },
  reverted: (sides: readonly Side[]): OutcomeText => ({
    message: `Taken back: ${listed(sides.map((side) => SIDE_NAMES[side]))} ${sides.length === 1 ? 'holds' : 'hold'} again what was there before the run.`,
    nextStep: null,
  }),
  revertedCreate: (side: Side): OutcomeText => ({
    message: `Taken back: what the run had added was removed from ${SIDE_NAMES[side]}.`,
    nextStep: null,
  }),
  revertedBefore: (txId: string): OutcomeText => ({
    message: `Taken back before, by run ${txId}; nothing was sent.`,
    nextStep: null,
  }),
  revertedAlready: (): OutcomeText => ({
    message: 'As it was before the run already.',
    nextStep: null,
  }),
  goneSince: (side: Side): OutcomeText => ({
    message: `No longer in ${SIDE_NAMES[side]}, so there was nothing to take back.`,
    nextStep: null,
  }),
  changedSinceRun: (side: Side): OutcomeText => ({
    message: `Changed in ${SIDE_NAMES[side]} since the run wrote it, so it was left alone.`,
    nextStep: 'Pull again and look at this row in the review.',
  }),
  writtenSince: (txId: string): OutcomeText => ({
    message: `Written again since, by run ${txId}, so it was left alone.`,
    nextStep: `Take run ${txId} back first, if this row should be as it was before both.`,
  }),
  revertedInPart: (taken: readonly Side[], left: Side): OutcomeText => ({
    message: `Taken back in ${listed(taken.map((side) => SIDE_NAMES[side]))}. Changed in ${SIDE_NAMES[left]} since the run wrote it, so that was left alone.`,
    nextStep: 'Pull again and look at this row in the review.',
  }),
  notBroughtBack: (side: Side): OutcomeText => ({
    message: `The run removed it from ${SIDE_NAMES[side]}, and what was deleted can’t be brought back.`,
    nextStep: 'Pull, then push again: it is made anew.',
  }),
} as const;
