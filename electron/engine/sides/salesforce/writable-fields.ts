/** What the user who is signed in may not write, from describe: asked before a push, not learned from its refusals. */
import type { Field } from '../../../../shared/domain/fields.ts';
import { PERSON_FIELDS } from '../../../../shared/domain/fields.ts';
import type { UnwritableFields } from '../../../../shared/domain/record.ts';
import type { FieldAnswer } from './answers.ts';
import { describeAnswer } from './answers.ts';
import type { Org, Signal } from './org.ts';
import { ON_CONTACT, ON_LEAD } from './person-fields.ts';
import { SalesforceRefusal } from './to-app-error.ts';

export interface Writable {
  readonly unwritable: UnwritableFields;
  /** Names of fields a new Lead may carry. */
  readonly onNewLead: ReadonlySet<string>;
}

export async function readWritable(
  org: Org,
  memberFields: readonly FieldAnswer[],
  signal: Signal,
): Promise<Writable> {
  const [lead, contact] = await Promise.all([
    fieldsOf(org, 'Lead', signal),
    fieldsOf(org, 'Contact', signal),
  ]);
  const status = memberFields.find(({ name }) => name === 'Status');
  const onNewLead = namesWith(lead, 'createable');
  return {
    onNewLead,
    unwritable: {
      member: status?.updateable === true ? [] : ['status'],
      newMember: status?.createable === true ? [] : ['status'],
      Lead: missingIn(namesWith(lead, 'updateable'), ON_LEAD),
      newLead: missingIn(onNewLead, ON_LEAD),
      Contact: missingIn(namesWith(contact, 'updateable'), ON_CONTACT),
    },
  };
}

/** Whoever may not see the object may write none of its fields. */
async function fieldsOf(org: Org, object: string, signal: Signal): Promise<readonly FieldAnswer[]> {
  try {
    return (await org.get(`/sobjects/${object}/describe`, describeAnswer, signal)).fields;
  } catch (failure) {
    if (failure instanceof SalesforceRefusal && failure.salesforceCode === 'NOT_FOUND') return [];
    throw failure;
  }
}

function namesWith(
  fields: readonly FieldAnswer[],
  right: 'createable' | 'updateable',
): ReadonlySet<string> {
  return new Set(fields.filter((field) => field[right]).map(({ name }) => name));
}

/** A field that has no place on the object is not written there anyway. */
function missingIn(
  names: ReadonlySet<string>,
  places: Readonly<Partial<Record<Field, string>>>,
): readonly Field[] {
  return PERSON_FIELDS.filter((field) => {
    const name = places[field];
    return name !== undefined && !names.has(name);
  });
}
