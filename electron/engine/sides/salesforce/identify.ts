import type { WorkspaceKind } from '../../../../shared/domain/side.ts';
import { Refusal } from '../../refusal.ts';
import { isLoopback } from '../allowed-host.ts';
import type { SideConnection } from '../side-connection.ts';
import type { SideIdentity } from '../side-port.ts';
import { organizationRow, resourcesAnswer, userRow } from './answers.ts';
import type { Org, Signal } from './org.ts';
import { quote } from './soql-text.ts';
import { badAnswer } from './to-app-error.ts';

/**
 * Which org this is, and whose token we hold; nothing of its people is read. Of an org of another kind than
 * the workspace's nothing more is read than that it is one.
 */
export async function identifyOrg(
  org: Org,
  connection: SideConnection,
  maxBatch: number,
): Promise<SideIdentity> {
  const soql = 'SELECT Id, Name, IsSandbox FROM Organization LIMIT 1';
  const [organization] = await org.rows(soql, organizationRow, null);
  if (organization === undefined) {
    throw new Refusal(badAnswer(connection.url, 'It does not say which organization it is.'));
  }
  const kind = kindOf(connection, organization.IsSandbox);
  const isOurs = kind === connection.workspaceKind;
  return {
    side: 'salesforce',
    id: organization.Id,
    name: organization.Name,
    ...(isOurs ? await readUser(org) : NOBODY),
    kind,
    offersCampaignSync: true,
    maxBatch,
    callsToday: org.usage(),
  };
}

/** The demo's org says it is a sandbox, as any org of ours on loopback must; production never passes for it. */
function kindOf({ url, workspaceKind }: SideConnection, isSandbox: boolean): WorkspaceKind {
  if (!isSandbox) return 'production';
  const host = URL.parse(url)?.hostname ?? '';
  return workspaceKind === 'demo' && isLoopback(host) ? 'demo' : 'sandbox';
}

/** The identity address ends in the user's id; it is not called, since it would want the token in it. */
export async function readUserId(org: Org, signal: Signal): Promise<string | null> {
  const { identity } = await org.get('/', resourcesAnswer, signal);
  return /\/(005[0-9A-Za-z]{12,15})$/.exec(identity ?? '')?.[1] ?? null;
}

const NOBODY = { user: null, userId: null };

async function readUser(org: Org): Promise<Pick<SideIdentity, 'user' | 'userId'>> {
  const userId = await readUserId(org, null);
  if (userId === null) return NOBODY;
  const [user] = await org.rows(
    `SELECT Name, Username FROM User WHERE Id = ${quote(userId)}`,
    userRow,
    null,
  );
  return { user: user?.Username ?? user?.Name ?? null, userId };
}
