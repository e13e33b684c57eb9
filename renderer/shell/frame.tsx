import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { WorkspaceKind } from '../../shared/domain/side.ts';
import { en } from '../../shared/texts/en.ts';
import { Rail } from './rail.tsx';
import type { RailPlace } from './routes.ts';
import { TitleBar } from './title-bar.tsx';

/** The window: the workspace kind on all four sides, the pairing above, the places at the left. */
export function Frame({
  kind,
  place,
  screenKey,
  screenTitle,
  children,
}: {
  kind: WorkspaceKind;
  place: RailPlace;
  /** Another screen moves the focus to its beginning. */
  screenKey: string;
  screenTitle: string;
  children: ReactNode;
}) {
  const work = useRef<HTMLElement>(null);
  const shown = useRef(screenKey);
  useEffect(() => {
    document.title = `${screenTitle}, ${en.shell.appName}`;
  }, [screenTitle]);
  useEffect(() => {
    if (shown.current === screenKey) return;
    shown.current = screenKey;
    work.current?.focus();
  }, [screenKey]);
  return (
    <div className="window" data-kind={kind} data-test="window">
      <a className="skip" href="#work">
        {en.shell.skipToContent}
      </a>
      <TitleBar kind={kind} />
      <Rail place={place} />
      <main className="work" id="work" tabIndex={-1} ref={work} aria-label={screenTitle}>
        {children}
      </main>
    </div>
  );
}
