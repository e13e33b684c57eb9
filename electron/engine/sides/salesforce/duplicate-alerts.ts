/**
 * Leads that a duplicate rule stopped. Collections and jobs say that somebody was found, and not whom: a few
 * of them are asked for one by one, as what they are, a Lead to be made. Should the rule no longer mind,
 * that makes it.
 */
import type { DuplicateAlert, LookAlike } from '../../../../shared/domain/duplicate.ts';
import type { PersonRef } from '../../../../shared/domain/record.ts';
import { createdAnswer, namedPersonRow } from './answers.ts';
import type { RuleAlert } from './duplicate-rule.ts';
import type { NewRecord, Org, Signal } from './org.ts';
import { inLists } from './soql-text.ts';
import { SalesforceRefusal } from './to-app-error.ts';

export const ALERTED = 'DUPLICATES_DETECTED';
/** A call each. */
const MOST_ASKED = 25;
const UNKNOWN: RuleAlert = { people: [], mayCreate: true };

export interface Alerted {
  readonly alert: DuplicateAlert;
  /** The Lead, where asking made it after all. */
  readonly leadId: string | null;
}

export async function alertedBy<T extends { readonly record: NewRecord }>(
  org: Org,
  stopped: readonly T[],
  options: { readonly mayAsk: boolean; readonly signal: Signal },
): Promise<readonly (T & Alerted)[]> {
  const { mayAsk, signal } = options;
  const asked: { leadId: string | null; alert: RuleAlert }[] = [];
  for (const { record } of stopped.slice(0, mayAsk ? MOST_ASKED : 0)) {
    asked.push(await ask(org, record, signal));
  }
  const people = asked.flatMap(({ alert }) => alert.people);
  const named = await namesOf(org, people, signal);
  return stopped.map((one, index) => {
    const { leadId, alert } = asked[index] ?? { leadId: null, alert: UNKNOWN };
    const found = alert.people.map((person) => named.get(person.id) ?? { ...person, name: null });
    return { ...one, leadId, alert: { people: unique(found), mayCreate: alert.mayCreate } };
  });
}

async function ask(
  org: Org,
  { type, fields }: NewRecord,
  signal: Signal,
): Promise<{ leadId: string | null; alert: RuleAlert }> {
  const { wire } = org;
  try {
    const { body } = await wire.exchange(
      {
        method: 'POST',
        url: `${wire.base}/sobjects/${type}`,
        headers: {
          'content-type': 'application/json',
          'Sforce-Auto-Assign': 'FALSE',
          'Sforce-Duplicate-Rule-Header': 'allowSave=false; includeRecordDetails=true',
        },
        body: JSON.stringify(fields),
        isRepeatable: false,
      },
      signal,
    );
    return { leadId: wire.parse(createdAnswer, body).id, alert: UNKNOWN };
  } catch (failure) {
    const isAboutRecord =
      failure instanceof SalesforceRefusal && failure.error.code === 'side/refused';
    if (!isAboutRecord) throw failure;
    return { leadId: null, alert: failure.alert ?? UNKNOWN };
  }
}

/** By the id that was found. A Lead that was converted stands for its Contact. */
async function namesOf(
  org: Org,
  people: readonly PersonRef[],
  signal: Signal,
): Promise<ReadonlyMap<string, LookAlike>> {
  const named = new Map<string, LookAlike>();
  const idsOf = (kind: PersonRef['kind']): ReadonlySet<string> =>
    new Set(people.filter((person) => person.kind === kind).map(({ id }) => id));
  for (const list of inLists(idsOf('Lead'))) {
    const soql = `SELECT Id, Name, ConvertedContactId FROM Lead WHERE Id IN (${list})`;
    for (const { Id, Name, ConvertedContactId } of await org.rows(soql, namedPersonRow, signal)) {
      const isConverted = ConvertedContactId !== null;
      const id = ConvertedContactId ?? Id;
      named.set(Id, { id, kind: isConverted ? 'Contact' : 'Lead', name: Name });
    }
  }
  for (const list of inLists(idsOf('Contact'))) {
    const soql = `SELECT Id, Name FROM Contact WHERE Id IN (${list})`;
    for (const { Id, Name } of await org.rows(soql, namedPersonRow, signal)) {
      named.set(Id, { id: Id, kind: 'Contact', name: Name });
    }
  }
  return named;
}

function unique(people: readonly LookAlike[]): readonly LookAlike[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
