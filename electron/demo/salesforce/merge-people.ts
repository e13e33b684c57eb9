/**
 * What somebody does in the org with its people: contacts (or leads) are merged, a lead is converted. The loser of a
 * merge lies in the recycle bin and names who it was merged into; a member of theirs moves over, or, where the campaign
 * has the survivor already, is gone without a trace.
 */
import { z } from 'zod';
import { ApiRefusal, requestError } from './api-error.ts';
import { personOf } from './read-field.ts';
import type { StoredRecord } from './store.ts';
import { binOf } from './store.ts';
import type { Transaction } from './transaction.ts';
import { nextStamp } from './write-record.ts';
import type { Org } from './write-record.ts';

/** `members`: a member that moves over keeps its id, or is made anew for the survivor. */
export const mergeSchema = z.strictObject({
  object: z.enum(['Contact', 'Lead']),
  master: z.string(),
  losers: z.array(z.string()).min(1).max(2),
  members: z.enum(['kept', 'new']).default('kept'),
});

export const convertSchema = z.strictObject({
  lead: z.string(),
  /** Null makes a contact. */
  contact: z.string().nullable().default(null),
  members: z.enum(['kept', 'new']).default('kept'),
});

type PersonField = 'ContactId' | 'LeadId';

export function mergePeople(
  org: Org,
  transaction: Transaction,
  { object, master, losers, members }: z.infer<typeof mergeSchema>,
): void {
  const survivor = required(org, object, master);
  for (const id of losers) {
    const loser = required(org, object, id);
    const field = object === 'Contact' ? 'ContactId' : 'LeadId';
    moveMembers(org, transaction, { from: loser.Id, to: survivor.Id, field, members });
    transaction.remove(object, loser.Id);
    transaction.put(binOf(object), {
      ...loser,
      IsDeleted: true,
      MasterRecordId: survivor.Id,
      SystemModstamp: nextStamp(org, loser),
    });
  }
}

export function convertLead(
  org: Org,
  transaction: Transaction,
  { lead: leadId, contact, members }: z.infer<typeof convertSchema>,
): string {
  const lead = required(org, 'Lead', leadId);
  const made: StoredRecord = {
    Id: org.newId('Contact'),
    FirstName: lead['FirstName'],
    LastName: lead['LastName'],
    Email: lead['Email'],
    Phone: lead['Phone'],
    Title: lead['Title'],
    CreatedDate: nextStamp(org, null),
    SystemModstamp: nextStamp(org, null),
  };
  const to = contact === null ? made : required(org, 'Contact', contact);
  if (contact === null) transaction.put('Contact', made);
  const after = { IsConverted: true, ConvertedContactId: to.Id };
  transaction.put('Lead', { ...lead, ...after, SystemModstamp: nextStamp(org, lead) });
  moveMembers(org, transaction, { from: lead.Id, to: to.Id, field: 'ContactId', members });
  return to.Id;
}

function moveMembers(
  org: Org,
  transaction: Transaction,
  move: {
    readonly from: string;
    readonly to: string;
    readonly field: PersonField;
    readonly members: 'kept' | 'new';
  },
): void {
  const { from, to, field, members } = move;
  for (const id of [...org.store.memberIdsOfPerson(from)]) {
    const member = org.store.get('CampaignMember', id);
    if (member === null || personOf(org.store, member)?.record.Id !== from) continue;
    const isThere = org.store
      .memberIdsOfPerson(to)
      .some(
        (other) => org.store.get('CampaignMember', other)?.['CampaignId'] === member['CampaignId'],
      );
    if (isThere || members === 'new') transaction.remove('CampaignMember', id);
    if (isThere) continue;
    const stamp = nextStamp(org, member);
    const isNew = members === 'new';
    transaction.put('CampaignMember', {
      ...member,
      ...(isNew ? { Id: org.newId('CampaignMember'), LeadId: null, ContactId: null } : {}),
      [field]: to,
      SystemModstamp: stamp,
      LastModifiedDate: stamp,
    });
  }
}

function required(org: Org, object: string, id: string): StoredRecord {
  const found = org.store.get(object, id);
  if (found !== null) return found;
  throw new ApiRefusal(requestError(400, 'INVALID_ID_FIELD', `There is no ${object} ${id}.`));
}
