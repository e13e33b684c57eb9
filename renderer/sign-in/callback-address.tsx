import { OAUTH_REDIRECT_URI } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { copyText } from '../shell/ask.ts';
import { Button } from '../ui/button.tsx';

const texts = en.signIn;

/** What Salesforce compares letter by letter with what was registered. */
export function CallbackAddress() {
  return (
    <div className="labelled callback">
      <span className="label">{texts.callback}</span>
      <span className="row tight">
        <code data-test="callback-address">{OAUTH_REDIRECT_URI}</code>
        <Button
          size="s"
          variant="bare"
          icon="copy"
          isIconOnly
          aria-label={texts.copyCallback}
          data-test="copy-callback"
          onClick={() => {
            copyText(OAUTH_REDIRECT_URI, texts.callbackCopied);
          }}
        />
      </span>
    </div>
  );
}
