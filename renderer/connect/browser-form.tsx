import { useState } from 'react';
import type { ShellState } from '../../shared/ipc/contract.ts';
import { en } from '../../shared/texts/en.ts';
import { ask } from '../shell/ask.ts';
import { takeShellState } from '../shell/shell-store.ts';
import type { LoginHost } from '../sign-in/login-host.ts';
import { defaultLoginUrl, loginHostOf } from '../sign-in/login-host.ts';
import type { FormPart } from '../sign-in/sign-in-store.ts';
import { signInByBrowser } from '../sign-in/sign-in.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';
import { formatHash } from '../ui/format.ts';
import { Segments } from '../ui/segments.tsx';
import { originOf, schemeFor } from './address.ts';
import { AppRegistration } from './app-registration.tsx';
import { SubmitRow } from './submit-row.tsx';

const texts = en.signIn;

/** Where to sign in and as which app; the rest happens on Salesforce's own page. */
export function BrowserForm({ shell, part }: { shell: ShellState; part: FormPart | null }) {
  const { settings, workspace } = shell;
  const kind = workspace.kind === 'production' ? 'production' : 'sandbox';
  const [host, setHost] = useState<LoginHost>(() => loginHostOf(settings.salesforceLoginUrl, kind));
  const [domain, setDomain] = useState(host === 'own' ? (settings.salesforceLoginUrl ?? '') : '');
  const [clientId, setClientId] = useState(settings.salesforceClientId ?? '');
  const [isChanging, setIsChanging] = useState(settings.salesforceClientId === null);
  const [wrong, setWrong] = useState<'client-id' | 'domain' | null>(null);
  if (part === 'client-id' && !isChanging) setIsChanging(true);
  if (part === 'domain' && host !== 'own') setHost('own');

  const point = (at: 'client-id' | 'domain') => {
    setWrong(at);
    if (at === 'client-id') setIsChanging(true);
    document.querySelector<HTMLElement>(`[data-test="${at}"]`)?.focus();
  };
  const submit = async () => {
    const loginUrl = host === 'own' ? originOf(domain) : defaultLoginUrl(kind);
    if (loginUrl === null) {
      point('domain');
      return;
    }
    if (clientId.trim() === '') {
      point('client-id');
      return;
    }
    const kept = await ask('settings:set', {
      workspace: workspace.name,
      settings: {
        ...settings,
        salesforceClientId: clientId.trim(),
        salesforceLoginUrl: loginUrl,
      },
    });
    if (kept === undefined) return;
    takeShellState(kept);
    setIsChanging(false);
    await signInByBrowser(loginUrl);
  };

  return (
    <form
      className="sign-in-form"
      data-test="browser-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (shell.keychain.state === 'available') void submit();
      }}
    >
      <div className="labelled">
        <span className="label">{texts.hostLabel}</span>
        <div className="row wrap">
          <Segments
            label={texts.hostLabel}
            value={host}
            onChange={(chosen) => {
              setHost(chosen);
              setWrong(null);
            }}
            options={[
              { value: 'login', label: texts.hostName[kind] },
              { value: 'own', label: texts.host.own },
            ]}
          />
          {host === 'login' && <span className="mut mono">{texts.host[kind]}</span>}
        </div>
        <span className="hint">{texts.hostNote[kind]}</span>
      </div>
      {host === 'own' && (
        <TextField
          label={texts.domain}
          hint={texts.domainHint[kind]}
          {...schemeFor(domain)}
          inputMode="url"
          spellCheck={false}
          autoComplete="off"
          data-test="domain"
          data-part="domain"
          value={domain}
          wrong={
            wrong === 'domain'
              ? domain.trim() === ''
                ? texts.needsAddress.salesforce
                : texts.needsHttps
              : null
          }
          onChange={(text) => {
            setDomain(text);
            setWrong(null);
          }}
        />
      )}
      {isChanging ? (
        <AppRegistration
          clientId={clientId}
          isWrong={wrong === 'client-id'}
          onChange={(text) => {
            setClientId(text);
            setWrong(null);
          }}
        />
      ) : (
        <p className="row tight mut">
          <span>{texts.clientIdKept(formatHash(clientId))}</span>
          <Button
            size="s"
            variant="bare"
            data-test="change-client-id"
            onClick={() => {
              setIsChanging(true);
            }}
          >
            {texts.clientIdChange}
          </Button>
        </p>
      )}
      <SubmitRow
        label={texts.browser}
        icon="external"
        isPrimary={shell.engine?.connections.salesforce.state !== 'connected'}
        keychain={shell.keychain.state}
        asking={null}
        part="browser"
        data-test="salesforce-browser"
      />
      <p className="mut note">{texts.browserNote}</p>
    </form>
  );
}
