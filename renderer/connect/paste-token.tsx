import { useState } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { signInByToken } from '../sign-in/sign-in.ts';
import { setFailure, useSignIn } from '../sign-in/sign-in-store.ts';
import { TextField } from '../ui/field.tsx';
import { originOf, schemeFor } from './address.ts';
import { SubmitRow } from './submit-row.tsx';

const texts = en.signIn;

interface Wrongs {
  readonly address?: string;
  readonly token?: string;
}

/** An address and a token. The token is forgotten here as soon as it is handed over. */
export function PasteToken({ side, shell }: { side: Side; shell: ShellState }) {
  const inUse = shell.accounts.find((one) => one.side === side && one.isCurrent);
  const [address, setAddress] = useState(inUse?.url ?? '');
  const [token, setToken] = useState('');
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const isTrying = useSignIn((draft) => draft.trying !== null);
  const kind = shell.workspace.kind === 'production' ? 'production' : 'sandbox';

  const submit = async () => {
    const found = wrongsOf(side, address, token);
    setWrongs(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) {
      document.querySelector<HTMLElement>(`[data-test="${side}-${first}"]`)?.focus();
      return;
    }
    const url = originOf(address) ?? '';
    const error = await signInByToken(side, { url, accessToken: token.trim() });
    if (error === null) setToken('');
    else if (error.code === 'auth/host-refused') {
      setWrongs({ address: userMessage(error).title });
    } else setFailure(side, error);
  };

  return (
    <form
      className="sign-in-form"
      data-test={`${side}-token-form`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (shell.keychain.state === 'available' && !isTrying) void submit();
      }}
    >
      <div className="pairs">
        <TextField
          label={texts.address[side]}
          hint={side === 'salesforce' ? texts.domainHint[kind] : texts.voyageAddressHint}
          {...schemeFor(address)}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          data-test={`${side}-address`}
          data-part="domain"
          value={address}
          wrong={wrongs.address ?? null}
          onChange={setAddress}
        />
        <TextField
          label={texts.token[side]}
          hint={texts.tokenHint}
          type="password"
          autoComplete="off"
          data-test={`${side}-token`}
          data-part="token"
          value={token}
          wrong={wrongs.token ?? null}
          onChange={setToken}
        />
      </div>
      <SubmitRow
        label={side === 'salesforce' ? texts.pasteSubmit : texts.voyageSubmit}
        isPrimary={side === 'voyage' && inUse === undefined}
        keychain={shell.keychain.state}
        asking={isTrying ? texts.asking(side) : null}
        data-test={`connect-${side}`}
      />
    </form>
  );
}

function wrongsOf(side: Side, address: string, token: string): Wrongs {
  return {
    ...(address.trim() === ''
      ? { address: texts.needsAddress[side] }
      : originOf(address) === null
        ? { address: texts.needsHttps }
        : {}),
    ...(token.trim() === '' ? { token: texts.needsToken } : {}),
  };
}
