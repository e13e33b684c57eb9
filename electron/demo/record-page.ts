/** What a person sees who follows a link to a record of the demo: its fields as they stand over there. */

export const RECORD_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'cache-control': 'no-store',
} as const;

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}' +
  'table{border-collapse:collapse}td{padding:.25rem 1.5rem .25rem 0;vertical-align:top}td:first-child{opacity:.7}';

type Fields = Readonly<Record<string, unknown>>;

/** A whole document; blank fields and links to other records are left out. */
export function recordPage(system: string, heading: string, ...parts: readonly Fields[]): string {
  const rows = parts
    .flatMap((fields) => Object.entries(fields))
    .filter(
      ([, value]) =>
        typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number',
    )
    .map(
      ([name, value]) =>
        `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(String(value))}</td></tr>`,
    );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(heading)}</title><style>${STYLE}</style><p>${escapeHtml(system)}</p><h1>${escapeHtml(heading)}</h1><table>${rows.join('')}</table></html>`;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}
