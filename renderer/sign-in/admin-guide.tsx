import { OAUTH_REDIRECT_URI } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { copyText } from '../shell/ask.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { CallbackAddress } from './callback-address.tsx';

const texts = en.guide;

/** The steps of an administrator, to be read here or sent on. */
export function AdminGuide({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      title={texts.title}
      lead={texts.lead}
      isWide
      onClose={onClose}
      data-test="admin-guide"
      actions={
        <>
          <Button onClick={onClose}>{texts.close}</Button>
          <Button
            variant="primary"
            icon="copy"
            data-test="copy-guide"
            onClick={() => {
              copyText(asText(), texts.copied);
            }}
          >
            {texts.copy}
          </Button>
        </>
      }
    >
      <ol className="guide-steps">
        {texts.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <CallbackAddress />
      <p className="mut note">{texts.sandbox}</p>
    </Dialog>
  );
}

function asText(): string {
  return [
    texts.title,
    '',
    ...texts.steps.map((step, index) => `${index + 1}. ${step}`),
    '',
    `${texts.callback}: ${OAUTH_REDIRECT_URI}`,
    texts.sandbox,
  ].join('\n');
}
