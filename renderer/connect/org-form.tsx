import { useState } from 'react';
import type { Side } from '../../shared/domain/side.ts';
import { SIDES } from '../../shared/domain/side.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { call } from '../bridge.ts';
import { go } from '../shell/ask.ts';
import { addNotice, takeShellState } from '../shell/shell-store.ts';
import { isConnected } from '../shell/steps.ts';
import { Button } from '../ui/button.tsx';
import { Radio } from '../ui/check.tsx';
import { TextField } from '../ui/field.tsx';
import { Icon } from '../ui/icon.tsx';
import { originOf } from './address.ts';

const texts = en.connect;

interface Draft {
  readonly address: string;
  readonly token: string;
}
type Drafts = Readonly<Record<Side, Draft>>;
type Wrongs = Readonly<Partial<Record<`${Side}-${keyof Draft}`, string | undefined>>>;

const EMPTY: Drafts = {
  salesforce: { address: '', token: '' },
  voyage: { address: '', token: '' },
};

/** Two addresses and two tokens. The tokens are forgotten here as soon as they are handed over. */
export function OrgForm({ shell }: { shell: ShellState }) {
  const openKind = shell.workspace.kind;
  const [kind, setKind] = useState<'sandbox' | 'production'>(
    openKind === 'production' ? 'production' : 'sandbox',
  );
  const [drafts, setDrafts] = useState(EMPTY);
  const [wrongs, setWrongs] = useState<Wrongs>({});
  const [isAsking, setIsAsking] = useState(false);
  const { state: keychain } = shell.keychain;
  const isLocked = keychain !== 'available';
  const workspace =
    openKind === kind
      ? shell.workspace.name
      : (shell.workspaces.find((entry) => entry.kind === kind)?.name ?? kind);

  const change = (side: Side, part: keyof Draft) => (value: string) => {
    setDrafts((before) => ({ ...before, [side]: { ...before[side], [part]: value } }));
    setWrongs((before) => ({ ...before, [`${side}-${part}`]: undefined }));
  };

  const submit = async () => {
    const found = wrongsOf(drafts);
    setWrongs(found);
    const first = Object.keys(found)[0];
    if (first !== undefined) {
      document.querySelector<HTMLElement>(`[data-test="${first}"]`)?.focus();
      return;
    }
    setIsAsking(true);
    const reply = await call('auth:sign-in', {
      workspace,
      salesforce: toConnection(drafts.salesforce),
      voyage: toConnection(drafts.voyage),
    });
    setIsAsking(false);
    if (!reply.ok) {
      if (reply.error.code === 'auth/host-refused') {
        setWrongs({ [`${reply.error.side}-address`]: userMessage(reply.error).title });
      } else {
        addNotice({ error: reply.error, retry: () => void submit() });
      }
      return;
    }
    setDrafts(EMPTY);
    takeShellState(reply.value);
    if (isConnected(reply.value.engine)) go('/sync');
  };

  return (
    <form
      className="org-form"
      noValidate
      data-test="org-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isLocked && !isAsking) void submit();
      }}
    >
      <h2>
        {shell.workspace.isSignedIn && openKind !== 'demo' ? texts.formTitleAgain : texts.formTitle}
      </h2>
      <fieldset className="kinds">
        <legend className="sr">{texts.kindLabel}</legend>
        <Radio
          name="kind"
          className={`kind-card sandbox${kind === 'sandbox' ? ' on' : ''}`}
          isOn={kind === 'sandbox'}
          note={texts.sandboxNote}
          onChoose={() => {
            setKind('sandbox');
          }}
        >
          <span className="strong">{texts.sandbox}</span>
        </Radio>
        <Radio
          name="kind"
          className={`kind-card production${kind === 'production' ? ' on' : ''}`}
          isOn={kind === 'production'}
          note={texts.productionNote}
          onChoose={() => {
            setKind('production');
          }}
        >
          <span className="strong">{texts.production}</span>
        </Radio>
      </fieldset>
      <div className="pairs">
        <TextField
          label={texts.salesforceAddress}
          hint={texts.salesforceAddressHint[kind]}
          {...schemeFor(drafts.salesforce.address)}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          data-test="salesforce-address"
          value={drafts.salesforce.address}
          wrong={wrongs['salesforce-address'] ?? null}
          onChange={change('salesforce', 'address')}
        />
        <TextField
          label={texts.voyageAddress}
          hint={texts.voyageAddressHint}
          {...schemeFor(drafts.voyage.address)}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          data-test="voyage-address"
          value={drafts.voyage.address}
          wrong={wrongs['voyage-address'] ?? null}
          onChange={change('voyage', 'address')}
        />
        <TextField
          label={texts.salesforceToken}
          hint={texts.tokenHint}
          type="password"
          autoComplete="off"
          data-test="salesforce-token"
          value={drafts.salesforce.token}
          wrong={wrongs['salesforce-token'] ?? null}
          onChange={change('salesforce', 'token')}
        />
        <TextField
          label={texts.voyageToken}
          hint={texts.tokenHint}
          type="password"
          autoComplete="off"
          data-test="voyage-token"
          value={drafts.voyage.token}
          wrong={wrongs['voyage-token'] ?? null}
          onChange={change('voyage', 'token')}
        />
      </div>
      <div className="row wrap">
        <Button
          type="submit"
          size="l"
          variant={openKind !== 'demo' && !isConnected(shell.engine) ? 'primary' : 'plain'}
          isOff={isLocked || isAsking}
          aria-describedby={isLocked || isAsking ? 'org-form-reason' : undefined}
          data-test="connect-org"
        >
          {texts.submit}
        </Button>
        {(isLocked || isAsking) && (
          <span className={isLocked ? 'reason row tight' : 'row tight mut'} id="org-form-reason">
            <Icon
              name={isLocked ? 'lock' : 'turning'}
              {...(isLocked ? {} : { className: 'spin' })}
            />
            {isLocked ? texts.keychainFirst[keychain] : texts.submitting}
          </span>
        )}
      </div>
      <p className="mut note">{texts.formNote}</p>
    </form>
  );
}

/** Stands before an address that is typed without its scheme. */
function schemeFor(address: string): { prefix?: string } {
  return address.includes('://') ? {} : { prefix: 'https://' };
}

function wrongsOf(drafts: Drafts): Wrongs {
  const wrongs: Record<string, string> = {};
  for (const side of SIDES) {
    const { address, token } = drafts[side];
    if (address.trim() === '') wrongs[`${side}-address`] = texts.needsAddress[side];
    else if (originOf(address) === null) wrongs[`${side}-address`] = texts.needsHttps;
    if (token.trim() === '') wrongs[`${side}-token`] = texts.needsToken;
  }
  return wrongs;
}

function toConnection(draft: Draft): { url: string; accessToken: string } {
  return { url: originOf(draft.address) ?? '', accessToken: draft.token.trim() };
}
