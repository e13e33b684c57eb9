/** What the browser shows when it has come back from Salesforce. */
import type { AppError } from '../../shared/errors/app-error.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import { CALLBACK_PAGES, GO_BACK } from '../../shared/texts/callback-page.ts';

export const CALLBACK_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  connection: 'close',
} as const;

const STYLE =
  'body{font:17px/1.55 system-ui,sans-serif;max-width:34rem;margin:16vh auto;padding:0 1.5rem;color-scheme:light dark}' +
  'h1{font-size:1.6rem;line-height:1.25}p{opacity:.8}';

export function callbackPage(what: keyof typeof CALLBACK_PAGES | AppError): string {
  const { title, body } = typeof what === 'string' ? CALLBACK_PAGES[what] : failurePage(what);
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style><h1>${escapeHtml(title)}</h1><p>${escapeHtml(body)}</p></html>`;
}

function failurePage(error: AppError): { readonly title: string; readonly body: string } {
  const { title, body } = userMessage(error);
  return { title, body: `${body} ${GO_BACK}` };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}
