import type { ListSummary } from '../../shared/domain/record.ts';
import type { EngineState } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { formatDay, formatNumber } from '../ui/format.ts';
import { SideMark } from '../ui/mark.tsx';
import type { PickerItem } from '../ui/picker.tsx';
import { Picker } from '../ui/picker.tsx';
import { choose, chosenOf, useSync } from './sync-store.ts';

const texts = en.sync;

/** Campaign and event, each found by its name. */
export function Choose({ engine, isOff }: { engine: EngineState; isOff: boolean }) {
  const draft = useSync();
  const { campaign, event } = chosenOf(draft, engine.pairing);
  return (
    <div className="across choose">
      <Picker
        label={texts.campaignLabel}
        searchLabel={texts.searchCampaigns}
        clearLabel={texts.clearSearch}
        placeholder={texts.chooseCampaign}
        value={campaign?.name ?? null}
        valueNote={campaign?.rows == null ? null : texts.members(campaign.rows)}
        mark={<SideMark side="salesforce" />}
        find={(query) => findLists('salesforce', query)}
        onPick={(item) => void choose('salesforce', toList(item))}
        texts={texts}
        isOff={isOff}
        data-test="salesforce-campaign-picker"
      />
      <span className="joint mut">{texts.pairedWith}</span>
      <Picker
        label={texts.eventLabel}
        searchLabel={texts.searchEvents}
        clearLabel={texts.clearSearch}
        placeholder={texts.chooseEvent}
        value={event?.name ?? null}
        valueNote={event?.rows == null ? null : formatNumber(event.rows)}
        mark={<SideMark side="voyage" />}
        find={(query) => findLists('voyage', query)}
        onPick={(item) => void choose('voyage', toList(item))}
        texts={texts}
        isOff={isOff}
        data-test="voyage-event-picker"
      />
    </div>
  );
}

async function findLists(
  side: 'salesforce' | 'voyage',
  query: string,
): Promise<readonly PickerItem[] | null> {
  const found = await ask('lists:find', { side, query });
  return found === undefined ? null : found.map(toItem);
}

function toItem(list: ListSummary): PickerItem {
  const rows = list.side === 'salesforce' ? texts.members : texts.registrations;
  const notes = [
    list.rows === null ? null : rows(list.rows),
    list.startsOn === null ? null : texts.starts(formatDay(list.startsOn)),
    list.isActive ? null : texts.inactive,
  ];
  return {
    value: list.listId,
    label: list.name,
    note: notes.filter((note) => note !== null).join(', '),
    isQuiet: !list.isActive,
  };
}

function toList(item: PickerItem): { listId: string; name: string; rows: null } {
  return { listId: item.value, name: item.label, rows: null };
}
