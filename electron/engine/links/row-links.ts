import { normalizeEmail } from '../../../shared/reconcile/normalize.ts';
import type { Base } from '../../../shared/domain/row.ts';
import type { IdentityRules } from '../../../shared/domain/policy.ts';
import type {
  RowLinks,
  SharedAddressView,
  SuggestionView,
} from '../../../shared/ipc/link-views.ts';
import type { EngineContext } from '../context.ts';
import type { Journal } from '../journal/database.ts';
import { diffOf, refuse } from '../context.ts';
import { baseConfirmedAt } from '../journal/base-repository.ts';
import { diffRowByKey } from '../journal/diff-page-repository.ts';
import type { Diff } from '../journal/diff-repository.ts';
import { followedTo, memberNow } from '../journal/followed-repository.ts';
import { linksOf } from '../journal/link-repository.ts';
import { readOutcomesOfRow } from '../journal/outcome-repository.ts';
import type { Suggested } from '../journal/suggestion-repository.ts';
import { suggestionOf } from '../journal/suggestion-repository.ts';
import type { LoadedRow } from '../sync/load-rows.ts';
import { loadRows } from '../sync/load-rows.ts';
import { areAlone } from './link-work.ts';
import type { SharedAddresses } from './shared-addresses.ts';
import { whyRow } from './why-row.ts';

/** What holds the two records of a row together, or might. */
export function rowLinks(
  context: EngineContext,
  addresses: SharedAddresses,
  rowKey: string,
): RowLinks {
  const { db } = context;
  const { pairing, diff } = diffOf(context);
  const stored = diffRowByKey(db, diff.id, rowKey) ?? refuse({ code: 'review/superseded' });
  const [row] = loadRows(db, diff, [stored]);
  if (row === undefined) throw new Error('A stored row was not found again.');
  const { member, registration, base } = row;
  const memberId = member?.recordId ?? null;
  const registrationId = registration?.recordId ?? null;
  const link = linksOf(db, pairing.id, memberId, registrationId).find(
    (one) => one.memberId === memberId && one.registrationId === registrationId,
  );
  const isPair = memberId !== null && registrationId !== null;
  const suggested = isPair ? null : suggestionOf(db, pairing.id, { memberId, registrationId });
  const shared = stored.identity === null ? null : addresses.view(stored.identity);
  return {
    by: !isPair ? null : link !== undefined ? 'person' : byOf(row, diff.policy.identity),
    linkedBy: link?.actor ?? null,
    since: link?.at ?? (base === null ? null : knownSince(context, pairing.id, base.rowKey)),
    emailChangedOn:
      isPair && base !== null ? emailChangedOn(row, base, diff.policy.identity) : null,
    followed: followedOf(db, pairing.id, row),
    suggestion: suggested === null ? null : suggestionView(context, diff, suggested),
    sharesAddress: shared !== null && isAskedOf(shared, link !== undefined || base !== null),
    ...whyRow(context, diff, stored),
  };
}

/** Two alone whom a person linked, or a run confirmed, are one person, whatever they are called. */
function isAskedOf({ decided, reason, records }: SharedAddressView, isKnown: boolean): boolean {
  if (decided !== null) return true;
  if (isKnown && records.length <= 2) return false;
  return reason === 'family' || reason === 'other-name' || reason === 'first-name-only';
}

/** The member that came; of a pair that lost its member to another pair, the one its member was merged into. */
function followedOf(
  db: Journal,
  pairingId: number,
  { member, base }: LoadedRow,
): RowLinks['followed'] {
  if (member !== null) return followedTo(db, pairingId, member.recordId);
  if (base?.memberId == null) return null;
  const now = memberNow(db, pairingId, base.memberId);
  return now === base.memberId ? null : followedTo(db, pairingId, now);
}

function byOf({ member, registration }: LoadedRow, rules: IdentityRules): 'base' | 'email' {
  const [a, b] = [member, registration].map(
    (record) => normalizeEmail(record?.values.email ?? null, rules).identity,
  );
  return a === b ? 'email' : 'base';
}

/** The first run that took part in the row, else when its base was confirmed. */
function knownSince(context: EngineContext, pairingId: number, rowKey: string): string | null {
  const runs = readOutcomesOfRow(context.db, pairingId, rowKey).map(({ at }) => at);
  return [...runs].sort()[0] ?? baseConfirmedAt(context.db, pairingId, rowKey);
}

function emailChangedOn(
  { member, registration }: LoadedRow,
  { fields }: Base,
  rules: IdentityRules,
): RowLinks['emailChangedOn'] {
  const known = fields.email;
  const now = [member, registration].map(
    (record) => normalizeEmail(record?.values.email ?? null, rules).identity,
  );
  if (known === undefined || now[0] === now[1]) return null;
  const was = [known.salesforce, known.voyage].map(
    (email) => normalizeEmail(email, rules).identity,
  );
  const [salesforce, voyage] = [now[0] !== was[0], now[1] !== was[1]];
  if (salesforce && voyage) return 'both';
  if (salesforce) return 'salesforce';
  return voyage ? 'voyage' : null;
}

/** Null where one of the two does not stand alone any more. */
export function suggestionView(
  { db }: EngineContext,
  diff: Diff,
  suggested: Suggested,
): SuggestionView | null {
  if (!areAlone(db, diff, suggested)) return null;
  const stored = [suggested.memberKey, suggested.registrationKey]
    .map((rowKey) => diffRowByKey(db, diff.id, rowKey))
    .filter((row) => row !== null);
  const rows = loadRows(db, diff, stored);
  const member = rows.find((row) => row.member !== null)?.member;
  const registration = rows.find((row) => row.registration !== null)?.registration;
  if (member == null || registration == null) return null;
  const { rank, chance, evidence } = suggested;
  return {
    rank,
    chance,
    evidence,
    salesforce: { recordId: member.recordId, values: member.values },
    voyage: { recordId: registration.recordId, values: registration.values },
  };
}
