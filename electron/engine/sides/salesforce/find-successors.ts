/**
 * Who stands where people stood: a merge leaves the loser in the recycle bin with the survivor's id (MasterRecordId), a
 * conversion leaves the lead with its contact's. Either may happen to the successor again.
 */
import type { PersonRef } from '../../../../shared/domain/record.ts';
import type { Successor } from '../side-port.ts';
import { successorRow } from './answers.ts';
import type { Org, Signal } from './org.ts';
import { inLists } from './soql-text.ts';

/** Merged, merged again, converted, merged: beyond that somebody plays with the org. */
const MOST_ROUNDS = 6;

type Step = readonly [from: string, to: Successor];

export async function findSuccessors(
  org: Org,
  people: readonly PersonRef[],
  signal: Signal,
): Promise<ReadonlyMap<string, Successor>> {
  const next = new Map<string, Successor>();
  let asked: readonly PersonRef[] = people;
  for (let round = 0; round < MOST_ROUNDS && asked.length > 0; round += 1) {
    const steps = [
      ...(await leadSteps(org, asked, signal)),
      ...(await contactSteps(org, asked, signal)),
    ];
    const fresh = steps.filter(([from]) => !next.has(from));
    for (const [from, to] of fresh) next.set(from, to);
    asked = fresh.map(([, { person }]) => person).filter(({ id }) => !next.has(id));
  }
  return new Map(
    people.flatMap(({ id }): readonly Step[] => {
      const last = followed(id, next);
      return last === null ? [] : [[id, last]];
    }),
  );
}

function followed(id: string, next: ReadonlyMap<string, Successor>): Successor | null {
  const first = next.get(id);
  if (first === undefined) return null;
  let last = first;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const after = next.get(last.person.id);
    if (after === undefined) break;
    last = after;
  }
  return { person: last.person, why: first.why };
}

async function leadSteps(
  org: Org,
  people: readonly PersonRef[],
  signal: Signal,
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const list of inLists(idsOf(people, 'Lead'))) {
    const soql = `SELECT Id, MasterRecordId, ConvertedContactId FROM Lead WHERE Id IN (${list})`;
    for (const row of await org.allRows(soql, successorRow, signal)) {
      const { Id, MasterRecordId, ConvertedContactId } = row;
      if (ConvertedContactId !== null) {
        const person = { id: ConvertedContactId, kind: 'Contact' } as const;
        steps.push([Id, { person, why: 'converted' }]);
      } else if (MasterRecordId !== null) {
        steps.push([Id, { person: { id: MasterRecordId, kind: 'Lead' }, why: 'merged' }]);
      }
    }
  }
  return steps;
}

async function contactSteps(
  org: Org,
  people: readonly PersonRef[],
  signal: Signal,
): Promise<readonly Step[]> {
  const steps: Step[] = [];
  for (const list of inLists(idsOf(people, 'Contact'))) {
    const soql = `SELECT Id, MasterRecordId FROM Contact WHERE IsDeleted = true AND Id IN (${list})`;
    for (const { Id, MasterRecordId } of await org.allRows(soql, successorRow, signal)) {
      if (MasterRecordId === null) continue;
      steps.push([Id, { person: { id: MasterRecordId, kind: 'Contact' }, why: 'merged' }]);
    }
  }
  return steps;
}

function idsOf(people: readonly PersonRef[], kind: PersonRef['kind']): readonly string[] {
  return people.filter((person) => person.kind === kind).map(({ id }) => id);
}
