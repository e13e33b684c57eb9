import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { SignInWaiting } from '../sign-in/sign-in-waiting.tsx';
import { BrowserForm } from './browser-form.tsx';
import { CallsShare } from './calls-share.tsx';
import { Fold } from './fold.tsx';
import { PasteToken } from './paste-token.tsx';
import { SideCard } from './side-card.tsx';
import { useAskedPart } from './use-asked-part.ts';

const texts = en.signIn;

/** Signing in to Salesforce: in the browser where the app is registered; with a pasted token else. */
export function SalesforceCard({ shell }: { shell: ShellState }) {
  const part = useAskedPart('salesforce');
  const { accounts, signIn } = shell;
  const hasAccount = accounts.some(({ side }) => side === 'salesforce');
  const form = <BrowserForm shell={shell} part={part} />;
  return (
    <SideCard side="salesforce" shell={shell}>
      {signIn?.side === 'salesforce' ? (
        <SignInWaiting signIn={signIn} />
      ) : (
        <>
          {hasAccount ? (
            <Fold
              summary={texts.another('salesforce')}
              isAsked={part === 'browser' || part === 'client-id' || part === 'domain'}
              data-test="another-salesforce"
            >
              {form}
            </Fold>
          ) : (
            form
          )}
          <Fold summary={texts.paste} isAsked={part === 'token'} data-test="paste-token">
            <p className="mut">{texts.pasteNote}</p>
            <PasteToken side="salesforce" shell={shell} />
          </Fold>
        </>
      )}
      <CallsShare shell={shell} />
    </SideCard>
  );
}
