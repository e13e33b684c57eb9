import { domainToUnicode } from 'node:url';
import type { PersonRef } from '../../../../shared/domain/record.ts';
import { normalizeEmail } from '../../../../shared/reconcile/normalize.ts';
import { personRow } from './answers.ts';
import type { Org, Signal } from './org.ts';
import { inLists } from './soql-text.ts';

export interface FoundPerson extends PersonRef {
  readonly leadSource: string | null;
}

const EXACT = { plusTags: false, gmailDots: false };

/** By identity. A Contact before a Lead, then the oldest; converted leads are left out. */
export async function findPeople(
  org: Org,
  identities: readonly string[],
  signal: Signal,
): Promise<ReadonlyMap<string, FoundPerson>> {
  const found = new Map<string, FoundPerson>();
  const contacts = 'SELECT Id, Email, LeadSource FROM Contact WHERE Email IN';
  await find(org, 'Contact', contacts, identities, found, signal);
  const leads = 'SELECT Id, Email, LeadSource FROM Lead WHERE IsConverted = false AND Email IN';
  const rest = identities.filter((identity) => !found.has(identity));
  await find(org, 'Lead', leads, rest, found, signal);
  return found;
}

async function find(
  org: Org,
  kind: 'Contact' | 'Lead',
  select: string,
  identities: readonly string[],
  found: Map<string, FoundPerson>,
  signal: Signal,
): Promise<void> {
  const wanted = new Set(identities);
  for (const list of inLists(identities.flatMap(spellings))) {
    const soql = `${select} (${list}) ORDER BY CreatedDate, Id`;
    for (const row of await org.rows(soql, personRow, signal)) {
      const { identity } = normalizeEmail(row.Email, EXACT);
      if (identity === null || !wanted.has(identity) || found.has(identity)) continue;
      found.set(identity, { id: row.Id, kind, leadSource: row.LeadSource });
    }
  }
}

/** An identity has its domain in ASCII; the org may hold it as it is read. */
function spellings(identity: string): readonly string[] {
  const at = identity.lastIndexOf('@');
  const domain = identity.slice(at + 1);
  const readable = domain.includes('xn--') ? domainToUnicode(domain) : '';
  if (readable === '' || readable === domain) return [identity];
  return [identity, `${identity.slice(0, at)}@${readable}`];
}
