/** The page a person sees in the browser: who signs in, what the app wants, and two buttons. */
import { escapeHtml } from '../record-page.ts';
import type { OAuthError } from './oauth-settings.ts';

export const LOGIN_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
} as const;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:26rem;margin:12vh auto;padding:0 1rem;color-scheme:light dark}' +
  'label,input{display:block;width:100%;box-sizing:border-box}input{font:inherit;padding:.5rem;margin:.25rem 0 1rem}' +
  'button{font:inherit;padding:.5rem 1.5rem;margin-right:.75rem}.bad{color:#b3261e}small{opacity:.7}';

const SCOPE_WORDS: Readonly<Record<string, string>> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
  offline_access: 'Perform requests at any time',
};

export function loginPage(facts: {
  readonly org: string;
  readonly user: string;
  readonly scopes: readonly string[];
  /** What the form sends along with the decision. */
  readonly hidden: URLSearchParams;
  readonly problem: string | null;
}): string {
  const hidden = [...facts.hidden].map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const wants = new Set(facts.scopes.map((scope) => SCOPE_WORDS[scope] ?? scope));
  const problem =
    facts.problem === null ? '' : `<p class="bad" role="alert">${escapeHtml(facts.problem)}</p>`;
  return page(
    'Allow access?',
    `<p><small>Demo of Salesforce · ${escapeHtml(facts.org)}</small></p><h1>Allow access?</h1>` +
      `<p>Voyage Reconcile is asking to:</p><ul>${[...wants].map((want) => `<li>${escapeHtml(want)}</li>`).join('')}</ul>${problem}` +
      `<form method="post" action="/services/oauth2/authorize">${hidden.join('')}` +
      `<label for="username">Username</label><input id="username" name="username" value="${escapeHtml(facts.user)}" autocomplete="off">` +
      '<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>',
  );
}

export function oauthErrorPage({ error, error_description }: OAuthError): string {
  return page(
    'OAuth error',
    `<h1>OAuth error</h1><p class="bad">error=${escapeHtml(error)}&amp;error_description=${escapeHtml(error_description)}</p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style>${body}</html>`;
}
