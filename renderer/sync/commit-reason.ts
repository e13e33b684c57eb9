/** Whether a commit is possible now, and the one reason why not: the first thing that stands in the way. */
import type { UnmappedCount } from '../../shared/domain/plan.ts';
import type { EngineState, Progress, StatusMapView } from '../../shared/ipc/engine-views.ts';
import { isVoyageStatus } from '../../shared/domain/status.ts';
import { en } from '../../shared/texts/en.ts';
import { isConnected } from '../shell/steps.ts';

type Obstacle = 'connect' | 'choose' | 'pull' | 'wait' | 'run' | 'map';

export interface CommitReason {
  readonly obstacle: Obstacle;
  readonly text: string;
}

const texts = en.sync;

export function commitReason(
  engine: EngineState,
  view: StatusMapView | null,
  progress: Progress | null,
): CommitReason | null {
  if (!isConnected(engine)) return { obstacle: 'connect', text: texts.reasonConnect };
  if (engine.pairing === null) return { obstacle: 'choose', text: texts.reasonChoose };
  if (progress?.job === 'pull' || progress?.job === 'compare') {
    return { obstacle: 'wait', text: texts.reasonPulling };
  }
  if (engine.activeRun !== null) return { obstacle: 'run', text: texts.reasonRun };
  if (!engine.hasDiff) return { obstacle: 'pull', text: texts.reasonPull };
  if (engine.unmapped.length > 0) {
    return { obstacle: 'map', text: unmappedReason(engine.unmapped, view) };
  }
  return null;
}

/** What a person must think about comes first; suggestions alone can be accepted together. */
function unmappedReason(unmapped: readonly UnmappedCount[], view: StatusMapView | null): string {
  const hard = unmapped.filter((entry) => !isSuggested(entry, view));
  const first = hard[0];
  if (first !== undefined) {
    const say = first.side === 'salesforce' ? texts.reasonMap : texts.reasonMapBack;
    return say(shownLabel(first), unmapped.length - 1);
  }
  const only = unmapped[0];
  return only === undefined ? '' : texts.reasonAccept(shownLabel(only), unmapped.length - 1);
}

function isSuggested({ side, label }: UnmappedCount, view: StatusMapView | null): boolean {
  if (view === null) return false;
  return side === 'salesforce'
    ? Object.hasOwn(view.suggested.toVoyage, label)
    : Object.hasOwn(view.suggested.toSalesforce, label);
}

function shownLabel({ side, label }: Pick<UnmappedCount, 'side' | 'label'>): string {
  if (label === '') return en.map.blank;
  return side === 'voyage' && isVoyageStatus(label) ? en.words.voyageStatus[label] : label;
}
