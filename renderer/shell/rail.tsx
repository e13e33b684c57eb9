import { en } from '../../shared/texts/en.ts';
import type { IconName } from '../ui/icon.tsx';
import { Icon } from '../ui/icon.tsx';
import { go } from './ask.ts';
import type { RailPlace } from './routes.ts';
import { useEngine } from './shell-store.ts';
import { ViewMenu } from './view-menu.tsx';

const PLACES: readonly { place: RailPlace; icon: IconName; route: string }[] = [
  { place: 'sync', icon: 'sync', route: '/sync' },
  { place: 'review', icon: 'review', route: '/review' },
  { place: 'audit', icon: 'audit', route: '/audit' },
];

/** The places, each with its key; at the end how things look. */
export function Rail({ place }: { place: RailPlace }) {
  const engine = useEngine();
  const undecided = engine?.undecided ?? 0;
  const syncRoute = engine?.pairing == null ? '/connect' : '/sync';
  return (
    <nav className="rail" aria-label={en.shell.places}>
      {PLACES.map((one, index) => (
        <button
          key={one.place}
          type="button"
          className="place"
          aria-current={one.place === place ? 'page' : undefined}
          aria-keyshortcuts={`Control+${index + 1}`}
          data-test={`place-${one.place}`}
          onClick={() => {
            go(one.place === 'sync' ? syncRoute : one.route);
          }}
        >
          <Icon name={one.icon} />
          <span className="label">{en.shell[one.place]}</span>
          {one.place === 'review' && undecided > 0 && (
            <>
              <span className="dot" />
              <span className="sr">, {en.shell.undecided(undecided)}</span>
            </>
          )}
        </button>
      ))}
      <ViewMenu />
    </nav>
  );
}
