import './ledger.css';
import { useMemo, useRef, useState } from 'react';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { useKeys } from '../shell/keys.ts';
import { ledgerEmailOf, ledgerRoute } from '../shell/routes.ts';
import { useShell } from '../shell/shell-store.ts';
import { useAnswer } from '../shell/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SearchField } from '../ui/field.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Story } from './story.tsx';

const texts = en.ledger;

/** One email, and everything that is known of it. */
export function LedgerScreen() {
  const email = useShell((shell) => ledgerEmailOf(shell.route));
  return <Asked key={email} email={email} />;
}

function Asked({ email }: { email: string }) {
  const [typed, setTyped] = useState(email);
  const field = useRef<HTMLInputElement>(null);
  const story = useAnswer('ledger:find', { email }, email !== '');
  const keys = useMemo(
    () => [
      {
        key: '/',
        label: texts.search,
        run: () => {
          field.current?.focus();
        },
      },
    ],
    [],
  );
  useKeys(texts.title, keys);
  return (
    <div className="story-screen" data-test="ledger-screen">
      <header className="audit-bar">
        <h1>{texts.title}</h1>
        <span className="mut clip grow">{texts.lead}</span>
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault();
            go(ledgerRoute(typed.trim()));
          }}
        >
          <SearchField
            ref={field}
            label={texts.search}
            clearLabel={texts.clearSearch}
            keyCap="/"
            value={typed}
            onChange={setTyped}
            data-test="ledger-search"
          />
          <Button
            type="submit"
            variant="primary"
            isOff={typed.trim() === ''}
            data-test="ledger-find"
          >
            {texts.ask}
          </Button>
        </form>
      </header>
      {email === '' ? (
        <EmptyState title={texts.emptyTitle}>{texts.emptyBody}</EmptyState>
      ) : story === null ? (
        <div className="audit-wait">
          <Skeleton label={texts.loading} lines={8} />
        </div>
      ) : (
        <Story story={story} />
      )}
    </div>
  );
}
