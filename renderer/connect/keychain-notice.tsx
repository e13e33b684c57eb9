import type { KeychainState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { checkKeychain, copyText } from '../shell/ask.ts';
import { CopyDetails } from '../shell/copy-details.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

const texts = en.keychain;

/** Why no sign-in can be kept here, and what mends it on this platform. */
export function KeychainNotice({ keychain, isDemo }: { keychain: KeychainState; isDemo: boolean }) {
  const fix = texts.fix(keychain);
  if (fix === null || keychain.state === 'available') return null;
  const { state: reason, platform } = keychain;
  return (
    <Notice
      tone={isDemo ? 'ask' : 'bad'}
      icon="lock"
      title={fix.title}
      badge={<Badge tone={isDemo ? 'ask' : 'bad'}>{texts.badge}</Badge>}
      data-test="keychain-notice"
      actions={
        <>
          <Button
            variant={isDemo ? 'plain' : 'primary'}
            data-test="keychain-check"
            onClick={() => void checkKeychain()}
          >
            {fix.action}
          </Button>
          {fix.command !== null && (
            <Button
              variant="bare"
              icon="copy"
              onClick={() => {
                copyText(fix.command ?? '', texts.commandCopied);
              }}
            >
              {texts.copyCommand}
            </Button>
          )}
          <CopyDetails error={{ code: 'auth/keychain-unavailable', reason, platform }} />
        </>
      }
    >
      <p>
        {fix.body} {isDemo && texts.demoWorks}
      </p>
      {fix.steps.map((step) => (
        <p key={step} className="step-line">
          {step}
        </p>
      ))}
      {fix.command !== null && (
        <p className="step-line">
          <code>{fix.command}</code>
        </p>
      )}
    </Notice>
  );
}
