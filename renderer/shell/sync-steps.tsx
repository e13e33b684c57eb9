import { en } from '../../shared/texts/en.ts';
import { Stepper } from '../ui/stepper.tsx';
import { go } from './ask.ts';
import type { Screen } from './routes.ts';
import { useEngine } from './shell-store.ts';
import { routeOfStep, stepOf, stepsFor, STEP_KEYS } from './steps.ts';

/** The path of steps above each screen of the place Sync. */
export function SyncSteps({ screen }: { screen: Screen }) {
  const engine = useEngine();
  return (
    <Stepper
      label={en.shell.steps}
      steps={stepsFor(engine, stepOf(screen, engine))}
      onGo={(key) => {
        const step = STEP_KEYS.find((one) => one === key);
        if (step === undefined) return;
        go(routeOfStep(step, engine));
        if (step === 'choose') focusSoon('[data-test="salesforce-campaign-picker"]');
        if (step === 'map') focusSoon('[data-test="salesforce-member-status-map"] button');
      }}
    />
  );
}

/** Choose and Map stand on one screen: the focus goes to its part once it is drawn. */
function focusSoon(selector: string): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>(selector)?.focus();
  });
}
