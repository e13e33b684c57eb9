/** What is worth knowing before a plan is carried out, in plain sentences. */
import type { Field } from '../domain/fields.ts';
import type { CallCounts, PlanCounts } from '../domain/plan.ts';
import type { Side } from '../domain/side.ts';
import { counted, grouping, pick } from './counted.ts';
import { FIELD_NAMES, SIDE_NAMES } from './names.ts';

export interface PlanFacts {
  readonly counts: PlanCounts;
  readonly calls: CallCounts;
  readonly newLeads: number;
  readonly personFieldsOff: number;
  /** Rows that keep a field back because this user can't write it in Salesforce, and those fields. */
  readonly notWritable: { readonly rows: number; readonly fields: readonly Field[] };
  readonly registrations: number;
  /** Null where the event has no limit. */
  readonly capacity: number | null;
  readonly absentFields: Readonly<Record<Side, readonly Field[]>>;
  /** Salesforce's requests of today, where it says. */
  readonly callsToday: { readonly used: number; readonly limit: number } | null;
}

export function planWarnings(facts: PlanFacts): readonly string[] {
  return [
    newLeads(facts),
    cancellations(facts),
    capacity(facts),
    callsLeft(facts),
    personFieldsOff(facts),
    notWritable(facts),
    absentFields('salesforce', facts),
    absentFields('voyage', facts),
  ].filter((warning) => warning !== null);
}

function newLeads({ newLeads }: PlanFacts): string | null {
  return newLeads === 0
    ? null
    : `${counted(newLeads, 'person is', 'people are')} not in Salesforce yet: a Lead is made for each.`;
}

function cancellations({ counts }: PlanFacts): string | null {
  const { cancel } = counts.voyage;
  return cancel === 0
    ? null
    : `${counted(cancel, 'registration is', 'registrations are')} cancelled in Voyage.`;
}

function capacity({ capacity, registrations, counts }: PlanFacts): string | null {
  const { create } = counts.voyage;
  if (capacity === null || create === 0 || registrations + create <= capacity) return null;
  const room = Math.max(0, capacity - registrations);
  return (
    `The event has room for ${grouping(room)} more, and ${counted(create, 'registration is', 'registrations are')} ` +
    'to be added: Voyage may refuse those that do not fit.'
  );
}

function callsLeft({ calls, callsToday }: PlanFacts): string | null {
  if (callsToday === null) return null;
  const left = Math.max(0, callsToday.limit - callsToday.used);
  return calls.salesforce <= left
    ? null
    : `It needs about ${counted(calls.salesforce, 'request', 'requests')} to Salesforce, and ${grouping(left)} of today’s are left: the run would pause.`;
}

function personFieldsOff({ personFieldsOff: rows }: PlanFacts): string | null {
  return rows === 0
    ? null
    : `${counted(rows, 'row differs', 'rows differ')} only in fields of the person behind the member; this pairing does not write those to Salesforce, so ${pick(rows, 'it is', 'they are')} left as ${pick(rows, 'it is', 'they are')}.`;
}

function notWritable({ notWritable: { rows, fields } }: PlanFacts): string | null {
  if (rows === 0) return null;
  const names = fields.map((field) => FIELD_NAMES[field]).join(', ');
  return `Salesforce does not let this user write: ${names}. ${pick(fields.length, 'It is', 'They are')} kept back in ${counted(rows, 'row', 'rows')}.`;
}

function absentFields(side: Side, { absentFields }: PlanFacts): string | null {
  const names = absentFields[side].map((field) => FIELD_NAMES[field]);
  return names.length === 0
    ? null
    : `${SIDE_NAMES[side]} does not offer: ${names.join(', ')}. ${pick(names.length, 'It is', 'They are')} neither compared nor written.`;
}
