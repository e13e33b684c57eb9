/** Each sentence a row or a plan can say, once. */
import type { PlanFacts } from '../shared/texts/plan-warnings.ts';
import { OUTCOME_TEXTS } from '../shared/texts/outcome-texts.ts';
import type { OutcomeText } from '../shared/texts/outcome-texts.ts';

type Told = Omit<typeof OUTCOME_TEXTS, 'sideName'>;

const RULE = {
  code: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
  message: 'A phone number needs its country code',
};
const LOCK = { code: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' };

const SAMPLES: { readonly [K in keyof Told]: OutcomeText } = {
  imported: OUTCOME_TEXTS.imported(),
  exported: OUTCOME_TEXTS.exported(),
  updated: OUTCOME_TEXTS.updated(['salesforce', 'voyage']),
  cancelled: OUTCOME_TEXTS.cancelled(),
  unchanged: OUTCOME_TEXTS.unchanged(),
  alreadyHeld: OUTCOME_TEXTS.alreadyHeld(),
  bothGone: OUTCOME_TEXTS.bothGone(),
  skippedByMap: OUTCOME_TEXTS.skippedByMap('Old list'),
  skippedByChoice: OUTCOME_TEXTS.skippedByChoice(),
  skippedByPolicy: OUTCOME_TEXTS.skippedByPolicy(),
  skippedByDirection: OUTCOME_TEXTS.skippedByDirection('salesforce'),
  memberNeverDeleted: OUTCOME_TEXTS.memberNeverDeleted(),
  registrationNotCancelled: OUTCOME_TEXTS.registrationNotCancelled(),
  personFieldsOff: OUTCOME_TEXTS.personFieldsOff(['title', 'phone']),
  notWritable: OUTCOME_TEXTS.notWritable(['phone']),
  companyOfAccount: OUTCOME_TEXTS.companyOfAccount(),
  duplicate: OUTCOME_TEXTS.duplicate('voyage', 'reg_1042'),
  duplicateFound: OUTCOME_TEXTS.duplicateFound({
    people: [{ id: '003000000000001AAA', kind: 'Contact', name: 'Hannah Kowalczyk' }],
    mayCreate: true,
  }),
  noEmail: OUTCOME_TEXTS.noEmail('several'),
  noPerson: OUTCOME_TEXTS.noPerson(),
  conflict: OUTCOME_TEXTS.conflict(['status', 'company']),
  statusWouldGoBack: OUTCOME_TEXTS.statusWouldGoBack({
    side: 'salesforce',
    from: 'Attended',
    to: 'Responded',
  }),
  unmappedStatus: OUTCOME_TEXTS.unmappedStatus('salesforce', 'VIP'),
  statusReplaced: OUTCOME_TEXTS.statusReplaced('VIP', 'Sent'),
  alreadyMember: OUTCOME_TEXTS.alreadyMember(),
  stale: OUTCOME_TEXTS.stale('voyage'),
  rejected: OUTCOME_TEXTS.rejected('salesforce', RULE),
  failed: OUTCOME_TEXTS.failed('salesforce', LOCK),
  notAttempted: OUTCOME_TEXTS.notAttempted(),
  rolledBack: OUTCOME_TEXTS.rolledBack(),
  rollbackFailed: OUTCOME_TEXTS.rollbackFailed([
    { side: 'salesforce', reason: 'The record was changed since.' },
  ]),
  reverted: OUTCOME_TEXTS.reverted(['salesforce', 'voyage']),
  revertedCreate: OUTCOME_TEXTS.revertedCreate('voyage'),
  revertedBefore: OUTCOME_TEXTS.revertedBefore('01980e7c-5f3a-7c11-9c2e-6f1d2a3b4c5d'),
  revertedAlready: OUTCOME_TEXTS.revertedAlready(),
  goneSince: OUTCOME_TEXTS.goneSince('voyage'),
  changedSinceRun: OUTCOME_TEXTS.changedSinceRun('salesforce'),
  writtenSince: OUTCOME_TEXTS.writtenSince('01980e7c-5f3a-7c11-9c2e-6f1d2a3b4c5d'),
  revertedInPart: OUTCOME_TEXTS.revertedInPart(['voyage'], 'salesforce'),
  notBroughtBack: OUTCOME_TEXTS.notBroughtBack('voyage'),
};

export const OUTCOME_SAMPLES: readonly OutcomeText[] = Object.values(SAMPLES);

/** A plan that has everything to warn of. */
export const PLAN_FACTS: PlanFacts = {
  counts: {
    salesforce: { create: 60, update: 5, delete: 0 },
    voyage: { create: 300, update: 5, cancel: 12, delete: 0 },
  },
  calls: { salesforce: 140, voyage: 4 },
  newLeads: 40,
  personFieldsOff: 18,
  notWritable: { rows: 7, fields: ['title'] },
  registrations: 800,
  capacity: 900,
  absentFields: { salesforce: ['phone'], voyage: ['title', 'company'] },
  callsToday: { used: 900, limit: 990 },
};
