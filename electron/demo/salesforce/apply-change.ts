import type { WorldChange } from '../seed.ts';
import { normalizeRecord } from './store.ts';
import type { StoredRecord } from './store.ts';
import type { Transaction } from './transaction.ts';
import { nextStamp, withStatus } from './write-record.ts';
import type { Org } from './write-record.ts';

/** A change of the story, made as if by another user of the org. Changes of the other side are left alone. */
export function applyWorldChange(org: Org, transaction: Transaction, change: WorldChange): void {
  if (change.on !== 'salesforce') return;
  if (change.do === 'delete') {
    transaction.remove(change.sobject, change.id);
    return;
  }
  const given = normalizeRecord(change.record);
  const before = org.store.get(change.sobject, given.Id);
  const stamp = given['SystemModstamp'] ?? nextStamp(org, before);
  const after: StoredRecord = {
    CreatedDate: stamp,
    ...before,
    ...given,
    SystemModstamp: stamp,
    LastModifiedDate: stamp,
  };
  if (change.sobject === 'CampaignMember') {
    transaction.put('CampaignMember', withStatus(org, { Status: null, ...after }, false));
    return;
  }
  transaction.put(change.sobject, after);
  if (change.sobject === 'Lead') giveMembersTheContact(org, transaction, after);
}

/** After a conversion the same member carries the lead and the contact. */
function giveMembersTheContact(org: Org, transaction: Transaction, lead: StoredRecord): void {
  const contactId = lead['ConvertedContactId'];
  if (lead['IsConverted'] !== true || typeof contactId !== 'string') return;
  for (const id of [...org.store.memberIdsOfPerson(lead.Id)]) {
    const member = org.store.get('CampaignMember', id);
    if (member === null || typeof member['ContactId'] === 'string') continue;
    const stamp = nextStamp(org, member);
    transaction.put('CampaignMember', {
      ...member,
      ContactId: contactId,
      SystemModstamp: stamp,
      LastModifiedDate: stamp,
    });
  }
}
