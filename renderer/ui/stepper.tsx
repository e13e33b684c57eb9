import type { Ref } from 'react';
import { Icon } from './icon.tsx';

export interface Step {
  readonly key: string;
  readonly title: string;
  /** Where the step stands, or why it is not yet possible. */
  readonly note: string;
  readonly state: 'done' | 'now' | 'open' | 'wait';
}

/** The path of steps. One may go back to any that is open; what is not yet possible says why. */
export function Stepper({
  label,
  steps,
  onGo,
  ref,
}: {
  label: string;
  steps: readonly Step[];
  onGo: (key: string) => void;
  ref?: Ref<HTMLOListElement>;
}) {
  return (
    <ol className="steps" aria-label={label} ref={ref}>
      {steps.map((step, index) => (
        <li key={step.key} className={`step ${step.state}`}>
          <button
            type="button"
            aria-current={step.state === 'now' ? 'step' : undefined}
            aria-disabled={step.state === 'wait' ? true : undefined}
            data-test={`step-${step.key}`}
            onClick={() => {
              if (step.state !== 'wait') onGo(step.key);
            }}
          >
            <span className="num" aria-hidden="true">
              {step.state === 'done' ? <Icon name="tick" /> : index + 1}
            </span>
            <b className="clip">{step.title}</b>
            <small>{step.note}</small>
          </button>
        </li>
      ))}
    </ol>
  );
}
