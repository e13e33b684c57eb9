import './audit.css';
import { useEffect, useMemo, useRef } from 'react';
import { en } from '../../shared/texts/en.ts';
import { ask, go } from '../shell/ask.ts';
import { useKeys } from '../shell/keys.ts';
import { showToast } from '../shell/shell-store.ts';
import { useAnswer } from '../shell/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AuditTable } from './audit-table.tsx';
import { searchFor, showMore, useAudit, verify } from './audit-store.ts';
import { ChainCheck } from './chain-check.tsx';
import { JournalCheck } from './journal-check.tsx';

const texts = en.audit;

/** One row for each run, and the check that none was changed. */
export function AuditScreen() {
  const { search, shown, check } = useAudit();
  const page = useAnswer('audit:page', { search: search.trim(), from: 0, count: shown });
  const field = useRef<HTMLInputElement>(null);
  const keys = useMemo(
    () => [
      {
        key: '/',
        label: texts.search,
        run: () => {
          field.current?.focus();
        },
      },
      { key: 'v', label: texts.verify, run: () => void verify() },
    ],
    [],
  );
  useKeys(texts.title, keys);
  const isEmpty = page?.total === 0 && search === '';
  const hasRows = page !== null && page.total > 0;
  useEffect(() => {
    if (hasRows && useAudit.getState().check === null && !useAudit.getState().isChecking)
      void verify();
  }, [hasRows]);
  return (
    <div className="audit" data-test="audit-screen">
      <header className="audit-bar">
        <h1>{texts.title}</h1>
        <span className="mut clip grow">{texts.lead}</span>
        <SearchField
          ref={field}
          label={texts.search}
          clearLabel={texts.clearSearch}
          keyCap="/"
          value={search}
          onChange={searchFor}
          data-test="audit-search"
        />
        <Button
          icon="clock"
          data-test="open-ledger"
          onClick={() => {
            go('/ledger');
          }}
        >
          {en.ledger.open}
        </Button>
        <Button icon="file" isOff={isEmpty} data-test="audit-export" onClick={() => void save()}>
          {texts.export}
        </Button>
      </header>
      {!isEmpty && <ChainCheck />}
      <JournalCheck />
      {page === null ? (
        <div className="audit-wait">
          <Skeleton label={texts.loading} lines={8} />
        </div>
      ) : isEmpty ? (
        <EmptyState
          title={texts.emptyTitle}
          data-test="audit-empty"
          action={
            <Button
              variant="primary"
              onClick={() => {
                go('/sync');
              }}
            >
              {texts.emptyAction}
            </Button>
          }
        >
          {texts.emptyBody}
        </EmptyState>
      ) : page.total === 0 ? (
        <EmptyState title={texts.noneTitle}>{texts.noneBody(search)}</EmptyState>
      ) : (
        <div className="audit-list" tabIndex={0} role="region" aria-label={texts.title}>
          <AuditTable rows={page.rows} check={check} />
          <footer className="row mut n">
            <span>{texts.shownOf(page.rows.length, page.total)}</span>
            {page.rows.length < page.total && (
              <Button size="s" onClick={showMore}>
                {texts.more(Math.min(200, page.total - page.rows.length))}
              </Button>
            )}
          </footer>
        </div>
      )}
    </div>
  );
}

async function save(): Promise<void> {
  const saved = await ask('audit:save', null);
  if (saved === undefined || saved === null) return;
  showToast(texts.exported(saved.rows, saved.path), {
    label: texts.showFile,
    run: () => void ask('shell:show-file', { path: saved.path }),
  });
}
