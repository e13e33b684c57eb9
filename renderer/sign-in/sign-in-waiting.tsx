import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { formatClockLeft } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { useNow } from '../ui/use-now.ts';
import { cancelSignIn } from './sign-in.ts';

const texts = en.signIn;
const SECOND_MS = 1000;

/** Salesforce's page is open in the browser: how long it may take, and the way out. */
export function SignInWaiting({ signIn }: { signIn: NonNullable<ShellState['signIn']> }) {
  const now = useNow(SECOND_MS);
  const leftMs = Date.parse(signIn.expiresAt) - now.getTime();
  return (
    <div role="status">
      <Notice
        icon="external"
        title={texts.waitingTitle}
        data-test="sign-in-waiting"
        badge={
          <span className="n mut" aria-hidden="true" data-test="sign-in-left">
            {leftMs <= 0 ? texts.waitingOver : texts.waitingLeft(formatClockLeft(leftMs))}
          </span>
        }
        actions={
          <Button data-test="sign-in-cancel" onClick={cancelSignIn}>
            {texts.waitingCancel}
          </Button>
        }
      >
        <p>{texts.waitingBody}</p>
      </Notice>
    </div>
  );
}
