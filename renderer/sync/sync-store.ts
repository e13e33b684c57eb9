import { create } from 'zustand';
import type { PairingView } from '../../shared/ipc/engine-views.ts';
import { ask } from '../shell/ask.ts';
import { takeEngineState, useShell } from '../shell/shell-store.ts';

export type Way = 'toVoyage' | 'toSalesforce';

export interface ChosenList {
  readonly listId: string;
  readonly name: string;
  readonly rows: number | null;
}

/** What is chosen and not yet a pairing, and which way of the map is shown. */
interface SyncDraft {
  readonly campaign: ChosenList | null;
  readonly event: ChosenList | null;
  readonly way: Way;
  readonly isPlanning: boolean;
  /** The row of the map set last: the focus goes on from there when its controls change. */
  readonly lastRow: string | null;
}

export const useSync = create<SyncDraft>()(() => ({
  campaign: null,
  event: null,
  way: 'toVoyage',
  isPlanning: false,
  lastRow: null,
}));

export function showWay(way: Way): void {
  useSync.setState({ way });
}

/** Once both are chosen they become the pairing; until then the choice is only kept. */
export async function choose(side: 'salesforce' | 'voyage', list: ChosenList): Promise<void> {
  useSync.setState(side === 'salesforce' ? { campaign: list } : { event: list });
  const { campaign, event } = chosenOf(
    useSync.getState(),
    useShell.getState().state?.engine?.pairing ?? null,
  );
  if (campaign === null || event === null) return;
  const engine = await ask('pairing:choose', {
    campaignId: campaign.listId,
    eventId: event.listId,
  });
  useSync.setState({ campaign: null, event: null });
  if (engine !== undefined) takeEngineState(engine);
}

export function chosenOf(
  draft: Pick<SyncDraft, 'campaign' | 'event'>,
  pairing: PairingView | null,
): { campaign: ChosenList | null; event: ChosenList | null } {
  return {
    campaign:
      draft.campaign ??
      (pairing && {
        listId: pairing.campaignId,
        name: pairing.campaignName,
        rows: pairing.pulledAt === null ? null : pairing.members,
      }),
    event:
      draft.event ??
      (pairing && {
        listId: pairing.eventId,
        name: pairing.eventName,
        rows: pairing.pulledAt === null ? null : pairing.registrations,
      }),
  };
}
