import { useState } from 'react';
import { en } from '../../shared/texts/en.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { AdminGuide } from '../sign-in/admin-guide.tsx';
import { CallbackAddress } from '../sign-in/callback-address.tsx';

const texts = en.signIn;

/** What an administrator registers, and what comes of it: the key that names this app. */
export function AppRegistration({
  clientId,
  isWrong,
  onChange,
}: {
  clientId: string;
  isWrong: boolean;
  onChange: (clientId: string) => void;
}) {
  const [isShowingGuide, setIsShowingGuide] = useState(false);
  return (
    <div className="registration">
      <TextField
        label={texts.clientId}
        hint={texts.clientIdHint}
        spellCheck={false}
        autoComplete="off"
        data-test="client-id"
        data-part="client-id"
        value={clientId}
        wrong={isWrong ? texts.needsClientId : null}
        onChange={onChange}
      />
      <Button
        variant="bare"
        icon="info"
        data-test="show-guide"
        onClick={() => {
          setIsShowingGuide(true);
        }}
      >
        {texts.howTo}
      </Button>
      <CallbackAddress />
      {isShowingGuide && (
        <AdminGuide
          onClose={() => {
            setIsShowingGuide(false);
          }}
        />
      )}
    </div>
  );
}
