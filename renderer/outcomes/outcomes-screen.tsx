import { useEffect, useState } from 'react';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { go } from '../shell/ask.ts';
import { txIdOf } from '../shell/routes.ts';
import { showToast, useEngine, useShell } from '../shell/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { OutcomeCounts, Ribbon } from './outcome-counts.tsx';
import { OutcomeRows } from './outcome-rows.tsx';
import { RevertTold, TakeBack } from './take-back.tsx';
import { secondsBetween, toldOf } from './outcomes-model.ts';
import { exportCsv, useOutcomes } from './outcomes-store.ts';
import './outcomes.css';

const texts = en.outcomes;

function sentenceOf(summary: RunSummary): string {
  const told = toldOf(summary.outcomes);
  const parts = [
    [told.rejected, texts.rejected],
    [told.failed, texts.didFail],
    [told.rolledBack, texts.takenBack],
    [told.leftForPerson, texts.leftForPerson],
    [told.leftAlone, texts.leftAlone],
    [told.notSent, texts.notSent],
  ] as const;
  const left = parts.filter(([count]) => count > 0).map(([count, say]) => say(count));
  return texts.sentence(summary.status, told.settled, summary.counts.rows, left);
}

function Head({ summary }: { summary: RunSummary }) {
  const isSaving = useOutcomes((draft) => draft.isSaving);
  const { startedAt, endedAt, calls } = summary;
  const when =
    endedAt === null
      ? texts.notFinished(formatTime(startedAt))
      : texts.finished(formatTime(endedAt), texts.duration(secondsBetween(startedAt, endedAt)));
  const more = summary.counts.failed === 0 ? ` ${texts.nothingFailed}` : '';
  return (
    <div className="outcomes-head">
      <div>
        <h1 data-test="outcomes-sentence">{sentenceOf(summary)}</h1>
        <p className="ink-2">{`${when} ${texts.wrote(calls.salesforce, calls.voyage)}${more}`}</p>
        <RevertTold summary={summary} />
      </div>
      <div className="row wrap">
        {endedAt === null && (
          <Button
            icon="play"
            onClick={() => {
              go('/push');
            }}
          >
            {texts.goOn}
          </Button>
        )}
        <TakeBack summary={summary} />
        <Button
          data-test="outcomes-see-audit"
          onClick={() => {
            go('/audit');
          }}
        >
          {texts.openAudit}
        </Button>
        <Button
          variant="primary"
          icon="file"
          isOff={isSaving}
          data-test="export-csv"
          onClick={() => void exportCsv(summary.txId)}
        >
          {texts.exportCsv}
        </Button>
      </div>
    </div>
  );
}

function Foot({ summary }: { summary: RunSummary }) {
  const kinds = Object.values(summary.outcomes).filter((count) => count > 0).length;
  const copy = (): void => {
    void call('shell:copy', { text: summary.txId }).then(() => {
      showToast(texts.copied);
    });
  };
  return (
    <footer className="outcomes-foot">
      <span className={summary.addsUp ? 'row tight' : 'row tight c-bad'} data-test="adds-up">
        <Icon name={summary.addsUp ? 'tick' : 'warning'} />
        <b className="strong">{summary.addsUp ? texts.addsUp : texts.doesNotAddUp}</b>
        <span className="n">
          {summary.addsUp ? texts.addsUpBody(kinds, summary.counts.rows) : texts.doesNotAddUpBody}
          {summary.addsUp &&
            summary.tie !== null &&
            texts.inOneRow(summary.tie.members, summary.tie.registrations)}
        </span>
      </span>
      <span className="grow" />
      <span className="row tight">
        {texts.transaction}
        <span className="mono" data-test="tx-id">
          {summary.txId}
        </span>
        <Button
          variant="bare"
          size="s"
          icon="copy"
          isIconOnly
          aria-label={texts.copyTx}
          onClick={copy}
        />
      </span>
    </footer>
  );
}

type Asked = { readonly summary: RunSummary } | { readonly error: AppError } | null;

/** The summary of a run, asked anew whenever something changed. */
function useSummary(txId: string | null): Asked {
  const [asked, setAsked] = useState<Asked>(null);
  const changes = useShell((shell) => shell.changes);
  useEffect(() => {
    if (txId === null) return undefined;
    let isGone = false;
    void call('run:summary', { txId }).then((reply) => {
      if (isGone) return;
      setAsked(reply.ok ? { summary: reply.value } : { error: reply.error });
    });
    return () => {
      isGone = true;
    };
  }, [txId, changes]);
  return asked;
}

/** What happened, row by row, to be handed over. */
export function OutcomesScreen() {
  const engine = useEngine();
  const txId = useShell((shell) => txIdOf(shell.route)) ?? engine?.lastTxId ?? null;
  const asked = useSummary(txId);
  if (asked !== null && 'summary' in asked) return <Shown summary={asked.summary} />;
  return (
    <div className="screen">
      <h1 className="sr">{en.steps.outcomes}</h1>
      {txId === null ? (
        <EmptyState
          title={texts.none.title}
          data-test="outcomes-empty"
          action={
            <Button
              variant="primary"
              onClick={() => {
                go('/plan');
              }}
            >
              {texts.none.go}
            </Button>
          }
        >
          {texts.none.body}
        </EmptyState>
      ) : (
        <div className="body">
          {asked === null ? (
            <Skeleton label={texts.loading} lines={10} />
          ) : (
            <Notice tone="bad" icon="warning" title={userMessage(asked.error).title}>
              <p>{userMessage(asked.error).body}</p>
            </Notice>
          )}
        </div>
      )}
    </div>
  );
}

function Shown({ summary }: { summary: RunSummary }) {
  return (
    <div className="outcomes" data-test="outcomes-screen">
      <Head summary={summary} />
      <Ribbon summary={summary} />
      <OutcomeCounts summary={summary} />
      <OutcomeRows key={summary.txId} summary={summary} />
      <Foot summary={summary} />
    </div>
  );
}
