import { z } from 'zod';
import type { WorkspaceKind } from '../../../../shared/domain/side.ts';
import { Refusal } from '../../refusal.ts';
import type { SideIdentity } from '../side-port.ts';
import type { VoyageClient } from './client.ts';
import { parseAnswer } from './parse-answer.ts';

const meSchema = z.object({
  account: z.object({
    id: z.string(),
    name: z.string(),
    environment: z.enum(['live', 'test', 'demo']),
  }),
});

const capabilitiesSchema = z.object({
  salesforceCampaignSync: z.boolean().default(false),
  maxBatch: z.int().positive().optional(),
});

const KINDS: Readonly<Record<'live' | 'test' | 'demo', WorkspaceKind>> = {
  live: 'production',
  test: 'sandbox',
  demo: 'demo',
};

export const USUAL_BATCH = 200;

/**
 * Who we are to Voyage, and what it offers. Campaign sync that is not offered is an identity that says so;
 * a probe that failed is the Refusal side/no-campaign-sync with the reason.
 */
export async function identify(client: VoyageClient, address: string): Promise<SideIdentity> {
  const { account } = parseAnswer(
    meSchema,
    await client.ask({ method: 'GET', path: '/v1/me', isBrief: true }),
    address,
  );
  const { salesforceCampaignSync, maxBatch = USUAL_BATCH } = await probe(client, address);
  return {
    side: 'voyage',
    id: account.id,
    name: account.name,
    user: null,
    kind: KINDS[account.environment],
    offersCampaignSync: salesforceCampaignSync,
    maxBatch: Math.min(maxBatch, USUAL_BATCH),
    callsToday: null,
  };
}

async function probe(
  client: VoyageClient,
  address: string,
): Promise<z.infer<typeof capabilitiesSchema>> {
  try {
    const answer = await client.ask({ method: 'GET', path: '/v1/capabilities', isBrief: true });
    return parseAnswer(capabilitiesSchema, answer, address);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    switch (failure.error.code) {
      case 'side/not-found':
        return { salesforceCampaignSync: false };
      case 'side/bad-answer':
      case 'side/unreachable':
      case 'side/unavailable':
      case 'side/refused': {
        const { detail } = failure.error;
        throw new Refusal({ code: 'side/no-campaign-sync', detail }, failure);
      }
      default:
        throw failure;
    }
  }
}
