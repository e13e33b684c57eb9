/** What the command line prints: one JSON document or text on stdout; messages and progress on stderr. */
import { SingleBar } from 'cli-progress';
import type { AppError } from '../../shared/errors/app-error.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { Progress, PushProgress } from '../../shared/ipc/engine-views.ts';

const LINE_EVERY_MS = 5_000;

export interface Output {
  /** The answer: as JSON with --json, else as the text. */
  answer(json: unknown, text: string): void;
  /** A message beside the answer. */
  say(text: string): void;
  /** The sentences of a failure, on stderr; `failed` answers with it too. */
  explain(error: AppError): void;
  failed(error: AppError): void;
  progress(now: Progress): void;
  push(now: PushProgress): void;
  /** Takes a bar off the terminal. */
  endProgress(): void;
}

export function createOutput(options: {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly now: () => number;
}): Output {
  const { stdout, stderr, isJson, isQuiet } = options;
  const say = (text: string) => {
    endProgress();
    if (!isQuiet) stderr.write(`${text}\n`);
  };
  let bar: SingleBar | null = null;
  let label = '';
  let lastLineAt = 0;

  function endProgress(): void {
    bar?.stop();
    bar = null;
    label = '';
  }

  function show(what: string, done: number, total: number | null, rest: string): void {
    if (isQuiet) return;
    if (stderr.isTTY) {
      if (bar === null || label !== what) {
        endProgress();
        label = what;
        bar = new SingleBar({
          format: '{what} [{bar}] {value} of {total} {rest}',
          clearOnComplete: true,
          hideCursor: true,
          stream: stderr,
        });
        bar.start(total ?? 0, done, { what, rest });
      }
      bar.setTotal(total ?? done);
      bar.update(done, { what, rest });
      return;
    }
    const now = options.now();
    if (label === what && now - lastLineAt < LINE_EVERY_MS) return;
    label = what;
    lastLineAt = now;
    const of = total === null ? '' : ` of ${total}`;
    stderr.write(`${what}: ${done}${of} ${rest}\n`.replace(/ +\n/, '\n'));
  }

  function explain(error: AppError): void {
    endProgress();
    const { title, body } = userMessage(error);
    stderr.write(`${title}${/[.?!]$/.test(title) ? '' : '.'} ${body}\n`);
  }

  return {
    answer(json, text) {
      endProgress();
      stdout.write(isJson ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`);
    },
    say,
    explain,
    failed(error) {
      explain(error);
      const { title, body } = userMessage(error);
      if (isJson)
        stdout.write(`${JSON.stringify({ error: { ...error, title, body } }, null, 2)}\n`);
    },
    progress(now) {
      if (now.stage === 'done' || now.stage === 'failed' || now.stage === 'cancelled') {
        endProgress();
        return;
      }
      const side = now.side === null ? '' : ` ${now.side}`;
      show(`${now.job} ${now.stage}${side}`, now.done, now.total, rateText(now));
    },
    push(now) {
      if (now.state === 'ended' || now.state === 'paused' || now.state === 'interrupted') {
        endProgress();
        return;
      }
      show('push', now.rowsDone, now.rowsTotal, rateText(now));
    },
    endProgress,
  };
}

function rateText(now: {
  readonly ratePerSecond: number | null;
  readonly secondsLeft: number | null;
}): string {
  const rate = now.ratePerSecond === null ? '' : `${Math.round(now.ratePerSecond)} a second`;
  const left = now.secondsLeft === null ? '' : `, about ${Math.ceil(now.secondsLeft)} s left`;
  return `${rate}${left}`;
}
