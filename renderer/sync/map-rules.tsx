import type { StatusMapView } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { countChange, takeEngineState } from '../shell/shell-store.ts';
import { Check } from '../ui/check.tsx';
import { Mark } from '../ui/mark.tsx';

const texts = en.map;

/** The two rules about statuses: one a person may change, one that always holds. */
export function MapRules({ view }: { view: StatusMapView }) {
  const fallback = view.labels.find((label) => label.isDefault)?.label;
  const setNeverBack = async (isOn: boolean) => {
    const policy = await ask('policy:get', null);
    if (policy === undefined) return;
    const engine = await ask('policy:set', { policy: { ...policy, statusMayGoBack: !isOn } });
    if (engine === undefined) return;
    takeEngineState(engine);
    countChange();
  };
  return (
    <div className="map-rules">
      <Check
        isOn={!view.statusMayGoBack}
        onChange={(isOn) => void setNeverBack(isOn)}
        note={texts.neverBackNote}
        data-test="status-never-back"
      >
        {texts.neverBack}
      </Check>
      {fallback !== undefined && (
        <div className="option">
          <Mark name="tick" />
          <span>
            {texts.blankCounts(fallback)}
            <small>{texts.blankNote}</small>
          </span>
        </div>
      )}
    </div>
  );
}
