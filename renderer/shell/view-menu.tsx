import { useId } from 'react';
import type { Density, Theme } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Segments } from '../ui/segments.tsx';
import { setDensity, setTheme } from './ask.ts';
import { showKeys, useShell } from './shell-store.ts';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const DENSITIES: readonly Density[] = ['regular', 'compact'];
const texts = en.shell;

/** Theme, density, keys and version, behind the last sign of the rail. */
export function ViewMenu() {
  const id = useId();
  const theme = useShell((shell) => shell.theme);
  const density = useShell((shell) => shell.density);
  const version = useShell((shell) => shell.state?.version ?? '');
  return (
    <>
      <button type="button" className="place end" popoverTarget={id} data-test="view-menu">
        <Icon name="adjust" />
        <span className="label">{texts.view}</span>
      </button>
      <div className="view-panel" id={id} popover="auto" role="dialog" aria-label={texts.view}>
        <div className="labelled">
          <span className="label">{texts.theme}</span>
          <Segments
            label={texts.theme}
            value={theme}
            onChange={setTheme}
            options={THEMES.map((value) => ({ value, label: texts.themes[value] }))}
          />
        </div>
        <div className="labelled">
          <span className="label">{texts.density}</span>
          <Segments
            label={texts.density}
            value={density}
            onChange={setDensity}
            options={DENSITIES.map((value) => ({ value, label: texts.densities[value] }))}
          />
        </div>
        <div className="row">
          <Button
            variant="bare"
            icon="keys"
            keyCap="?"
            popoverTarget={id}
            popoverTargetAction="hide"
            onClick={() => {
              showKeys(true);
            }}
          >
            {texts.showKeys}
          </Button>
          <span className="grow" />
          <span className="mut small">{texts.about(version)}</span>
        </div>
      </div>
    </>
  );
}
