import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { showToast, takeShellState } from '../shell/shell-store.ts';
import { CallsMeter } from '../ui/calls-meter.tsx';
import { Select } from '../ui/select.tsx';

const texts = en.signIn;
const CHOICES = [10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 100];

/** How much of today's calls this app may use up, against how much is used. */
export function CallsShare({ shell }: { shell: ShellState }) {
  const { settings, engine, workspace } = shell;
  const { callsPercent: percent } = settings;
  const calls = engine?.connections.salesforce.callsToday ?? null;
  const choices = CHOICES.includes(percent)
    ? CHOICES
    : [...CHOICES, percent].sort((one, other) => one - other);
  const keep = async (callsPercent: number) => {
    const state = await ask('settings:set', {
      workspace: workspace.name,
      settings: { ...settings, callsPercent },
    });
    if (state === undefined) return;
    takeShellState(state);
    showToast(texts.callsKept(callsPercent));
  };
  return (
    <div className="calls-share" data-test="calls-share">
      <div className="row wrap">
        <h3 className="grow">{texts.callsTitle}</h3>
        <span className="ink-2">{texts.callsLabel}</span>
        <Select
          label={texts.callsLabel}
          size="s"
          value={String(percent)}
          options={choices.map((choice) => ({
            value: String(choice),
            label: texts.callsPercent(choice),
          }))}
          data-test="calls-percent"
          data-part="calls"
          onChange={(value) => void keep(Number(value))}
        />
      </div>
      {calls === null ? (
        <p className="mut small">{texts.callsUnknown}</p>
      ) : (
        <CallsMeter
          used={calls.used}
          limit={calls.limit}
          percent={percent}
          label={texts.callsTitle}
          text={[
            texts.callsUsed(calls.used, calls.limit),
            calls.used >= mostOf(calls.limit, percent)
              ? texts.callsReached
              : texts.callsMayBe(mostOf(calls.limit, percent)),
          ].join(' ')}
        />
      )}
    </div>
  );
}

function mostOf(limit: number, percent: number): number {
  return Math.floor((limit * percent) / 100);
}
