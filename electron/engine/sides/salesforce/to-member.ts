import type { Values } from '../../../../shared/domain/fields.ts';
import type { PersonRef, SideRecord } from '../../../../shared/domain/record.ts';
import type { MemberRow } from './answers.ts';

/**
 * A member as the engine knows it.
 *
 * version: the stamps of the member and of its person together, since Email, names and company change on
 * the Lead or Contact without touching the member's own SystemModstamp.
 */
export function toMember(row: MemberRow, defaultLabel: string | null): SideRecord {
  const memberAt = toIso(row.SystemModstamp);
  const personAt = personStamp(row);
  return {
    side: 'salesforce',
    recordId: row.Id,
    values: valuesOf(row, defaultLabel),
    version: personAt === null ? memberAt : `${memberAt}/${personAt}`,
    modifiedAt: personAt !== null && personAt > memberAt ? personAt : memberAt,
    createdAt: row.CreatedDate === null ? null : toIso(row.CreatedDate),
    person: personOf(row),
  };
}

/** The member's own part of a version. */
export function memberStamp(version: string | null): string | null {
  return version?.split('/')[0] ?? null;
}

function valuesOf(row: MemberRow, defaultLabel: string | null): Values {
  return {
    status: blankToNull(row.Status) ?? defaultLabel,
    firstName: blankToNull(row.FirstName),
    lastName: blankToNull(row.LastName),
    company: blankToNull(row.CompanyOrAccount),
    title: blankToNull(row.Title),
    phone: blankToNull(row.Phone),
    email: blankToNull(row.Email),
  };
}

/** After a conversion a member carries both ids; then it stands for the Contact. */
function personOf(row: MemberRow): PersonRef | null {
  if (row.ContactId !== null) return { id: row.ContactId, kind: 'Contact' };
  if (row.LeadId !== null) return { id: row.LeadId, kind: 'Lead' };
  return row.AccountId === null ? null : { id: row.AccountId, kind: 'Account' };
}

function personStamp(row: MemberRow): string | null {
  const parent = row.ContactId === null ? row.Lead : row.Contact;
  const stamp = parent?.SystemModstamp ?? null;
  return stamp === null ? null : toIso(stamp);
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text;
}

/** Salesforce writes `2026-03-01T09:00:00.000+0000`. */
export function toIso(datetime: string): string {
  if (datetime.endsWith('.000+0000')) return `${datetime.slice(0, -5)}Z`;
  const time = new Date(datetime);
  return Number.isNaN(time.getTime()) ? datetime : time.toISOString();
}
