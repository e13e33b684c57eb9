import { z } from 'zod';
import type { OptedOut } from '../side-port.ts';
import type { Org } from './org.ts';
import { pagesById } from './pages-by-id.ts';
import { quote } from './soql-text.ts';

const idRow = z.object({ Id: z.string() });

/** Members whose Lead or Contact wants no email. Their ids only where they are few enough to be read. */
export async function readOptedOut(
  org: Org,
  campaignId: string,
  most: number,
  signal: AbortSignal,
): Promise<OptedOut> {
  const where = `CampaignId = ${quote(campaignId)} AND HasOptedOutOfEmail = true`;
  const count = await org.count(`SELECT COUNT() FROM CampaignMember WHERE ${where}`, signal);
  if (count > most) return { count, ids: null };
  const ids: string[] = [];
  if (count > 0) {
    for await (const { rows } of pagesById(
      org,
      { select: 'Id', where, schema: idRow },
      { signal },
    )) {
      ids.push(...rows.map(({ Id }) => Id));
    }
  }
  return { count, ids };
}
