import type { Policy } from '../../../shared/domain/policy.ts';
import type { ListFacts } from '../../../shared/domain/record.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Journal } from './database.ts';

/** A campaign of one org tied to an event of one account, with the rules a person set for them. */
export interface Pairing {
  readonly id: number;
  readonly orgId: string;
  readonly campaignId: string;
  readonly campaignName: string;
  readonly accountId: string;
  readonly eventId: string;
  readonly eventName: string;
  /** As last described by each side. */
  readonly facts: Readonly<Record<Side, ListFacts>>;
  readonly policy: Policy;
  /** The newest notification that a pull of it covers. */
  readonly callbacksSeen: number;
}

const CURRENT_PAIRING = 'current-pairing';

interface PairingRow {
  pairing_id: number;
  org_id: string;
  campaign_id: string;
  campaign_name: string;
  account_id: string;
  event_id: string;
  event_name: string;
  salesforce_facts: string;
  voyage_facts: string;
  policy: string;
  callbacks_seen: number;
}

function toPairing(row: PairingRow): Pairing {
  return {
    id: row.pairing_id,
    orgId: row.org_id,
    campaignId: row.campaign_id,
    campaignName: row.campaign_name,
    accountId: row.account_id,
    eventId: row.event_id,
    eventName: row.event_name,
    facts: {
      salesforce: JSON.parse(row.salesforce_facts) as ListFacts,
      voyage: JSON.parse(row.voyage_facts) as ListFacts,
    },
    policy: JSON.parse(row.policy) as Policy,
    callbacksSeen: row.callbacks_seen,
  };
}

export function currentPairing(db: Journal): Pairing | null {
  const row = db
    .statement(
      `SELECT p.* FROM workspace_setting s JOIN pairing p ON p.pairing_id = CAST(s.value AS INTEGER)
       WHERE s.name = ?`,
    )
    .get(CURRENT_PAIRING) as PairingRow | undefined;
  return row === undefined ? null : toPairing(row);
}

export function pairingById(db: Journal, id: number): Pairing | null {
  const row = db.statement('SELECT * FROM pairing WHERE pairing_id = ?').get(id) as
    PairingRow | undefined;
  return row === undefined ? null : toPairing(row);
}

/** Makes the pairing, or finds the one made before with its policy, and puts it in use. */
export function choosePairing(
  db: Journal,
  chosen: Omit<Pairing, 'id' | 'callbacksSeen'> & { readonly at: string },
): void {
  db.transaction(() => {
    const row = db
      .statement(
        `INSERT INTO pairing (org_id, campaign_id, account_id, event_id, campaign_name, event_name,
           salesforce_facts, voyage_facts, policy, chosen_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (org_id, campaign_id, account_id, event_id) DO UPDATE SET
           campaign_name = excluded.campaign_name, event_name = excluded.event_name,
           salesforce_facts = excluded.salesforce_facts, voyage_facts = excluded.voyage_facts,
           chosen_at = excluded.chosen_at
         RETURNING pairing_id`,
      )
      .get(
        chosen.orgId,
        chosen.campaignId,
        chosen.accountId,
        chosen.eventId,
        chosen.campaignName,
        chosen.eventName,
        JSON.stringify(chosen.facts.salesforce),
        JSON.stringify(chosen.facts.voyage),
        JSON.stringify(chosen.policy),
        chosen.at,
      ) as { pairing_id: number };
    db.statement(
      `INSERT INTO workspace_setting (name, value) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    ).run(CURRENT_PAIRING, String(row.pairing_id));
  });
}

export function setPolicy(db: Journal, pairingId: number, policy: Policy): void {
  db.statement('UPDATE pairing SET policy = ? WHERE pairing_id = ?').run(
    JSON.stringify(policy),
    pairingId,
  );
}

export function setFacts(db: Journal, pairingId: number, facts: ListFacts): void {
  const column = facts.side === 'salesforce' ? 'salesforce' : 'voyage';
  const name = facts.side === 'salesforce' ? 'campaign_name' : 'event_name';
  db.statement(`UPDATE pairing SET ${column}_facts = ?, ${name} = ? WHERE pairing_id = ?`).run(
    JSON.stringify(facts),
    facts.name,
    pairingId,
  );
}

export function setCallbacksSeen(db: Journal, pairingId: number, seq: number): void {
  db.statement('UPDATE pairing SET callbacks_seen = ? WHERE pairing_id = ?').run(seq, pairingId);
}
