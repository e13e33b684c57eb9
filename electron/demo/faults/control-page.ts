import type { FaultRule } from './fault.ts';

export interface Controls {
  readonly heading: string;
  /** Kinds of endpoint a fault may be kept to. */
  readonly endpoints: readonly string[];
  /** Settings of the counterpart's own, beside the faults of the wire. */
  readonly settings: readonly Setting[];
}

interface Setting {
  readonly label: string;
  readonly set: unknown;
  /** The control route that takes it; `faults` when not said. */
  readonly to?: string;
}

/** In the words of somebody who wants to see what the window makes of it. */
const WIRE_FAULTS: readonly { readonly label: string; readonly rule: FaultRule }[] = [
  { label: 'The sign-in is refused (401)', rule: { kind: 'unauthorized' } },
  {
    label: 'Too many requests (429), come back in 3 seconds',
    rule: { kind: 'rate-limited', retryAfter: '3' },
  },
  {
    label: 'Too many requests (429), with a date to come back',
    rule: { kind: 'rate-limited', retryAfter: 'date+3' },
  },
  {
    label: 'Too many requests (429), a web page that says no more',
    rule: { kind: 'rate-limited', body: 'html' },
  },
  { label: 'Today’s calls are used up', rule: { kind: 'daily-limit' } },
  { label: 'Too many requests at the same time', rule: { kind: 'concurrent-limit' } },
  { label: 'Down for maintenance (503), a web page', rule: { kind: 'status', status: 503 } },
  { label: 'Unavailable (503), in data', rule: { kind: 'status', status: 503, body: 'json' } },
  { label: 'Bad gateway (502), a web page', rule: { kind: 'status', status: 502 } },
  { label: 'Turned away at the edge (420), a web page', rule: { kind: 'status', status: 420 } },
  { label: 'An error over there (500)', rule: { kind: 'status', status: 500, body: 'json' } },
  { label: 'The line is cut before anything is done', rule: { kind: 'reset-before' } },
  { label: 'All is done, then the line is cut', rule: { kind: 'reset-after' } },
  { label: 'Half an answer', rule: { kind: 'half-body' } },
  { label: 'An answer that breaks off as if it were whole', rule: { kind: 'truncated-json' } },
  { label: 'An answer that trickles for 5 seconds', rule: { kind: 'slow-body', ms: 5_000 } },
  { label: 'Data that calls itself a web page', rule: { kind: 'wrong-content-type' } },
  { label: 'No answer for 30 seconds', rule: { kind: 'hang', ms: 30_000 } },
  { label: 'The next page of a listing is not known any more', rule: { kind: 'page-expired' } },
];

const TIMES = [
  { label: 'once', timing: { next: 1 } },
  { label: 'three times', timing: { next: 3 } },
  { label: 'one in ten', timing: { chance: 0.1 } },
  { label: 'every time', timing: {} },
];

const STYLE =
  'body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}' +
  'table{border-collapse:collapse}td{padding:.15rem .75rem .15rem 0}button,select{font:inherit}' +
  '#well{padding:.4rem 1rem}pre{white-space:pre-wrap;opacity:.8}h2{font-size:1.1rem;margin:2rem 0 .5rem}';

/** Reads the key behind `#`; asks this server and no other. */
export const CONTROL_SCRIPT = `
const key = location.hash.slice(1), told = document.getElementById('told');
const ask = async (method, path, body) => {
  const answer = await fetch('/__demo/' + path, { method, cache: 'no-store',
    headers: { authorization: 'Bearer ' + key, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}) });
  if (!answer.ok) throw new Error(answer.status === 401
    ? 'This page needs the key of its address: open it as the command printed it.' : await answer.text());
  return answer.json();
};
const show = async () => {
  try {
    const { requests, struck, schedule, faults } = await ask('GET', 'state');
    const on = Object.entries(faults).filter(([, v]) => v && v !== 200 && !(Array.isArray(v) && !v.length));
    told.textContent = ['Requests so far: ' + requests.read + ' to read, ' + requests.write + ' to write',
      'Faults so far: ' + (Object.entries(struck).map(([kind, n]) => kind + ' ' + n).join(', ') || 'none'),
      'Switched on: ' + ([...schedule.map((rule) => JSON.stringify(rule)),
        ...on.map(([name, v]) => name + ' ' + JSON.stringify(v))].join(', ') || 'nothing')].join('\\n');
  } catch (error) { told.textContent = error.message; }
};
document.addEventListener('click', async ({ target }) => {
  const { rule, set, to, well } = target.dataset;
  try {
    if (rule) {
      const on = document.getElementById('on').value;
      const { schedule } = await ask('GET', 'state');
      await ask('POST', 'faults', { schedule: [...schedule, { ...JSON.parse(rule), ...(on ? { on } : {}) }] });
    }
    if (set) await ask('POST', to, JSON.parse(set));
    if (well) await ask('DELETE', 'faults');
  } catch (error) { told.textContent = error.message; return; }
  if (rule || set || well) await show();
});
void show(); setInterval(show, 1000);
`;

export function controlPage({ heading, endpoints, settings }: Controls): string {
  const options = endpoints.map((kind) => `<option>${escapeHtml(kind)}</option>`).join('');
  const rows = WIRE_FAULTS.map(({ label, rule }) => {
    const buttons = TIMES.map(
      (times) => `<td>${button(times.label, { rule: { ...rule, ...times.timing } })}</td>`,
    );
    return `<tr><td>${escapeHtml(label)}</td>${buttons.join('')}</tr>`;
  });
  const own = settings.map(
    ({ label, set, to = 'faults' }) => `<p>${button(label, { set, to })}</p>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escapeHtml(heading)}</title><style>${STYLE}</style>
<h1>${escapeHtml(heading)}</h1><p><button id="well" data-well="1">Make it well again</button></p><pre id="told" role="status"></pre>
<h2>On the wire</h2><p><label>Strikes <select id="on"><option value="">every request</option>${options}</select></label></p><table>${rows.join('')}</table>
<h2>Over there</h2>${own.join('')}<script>${CONTROL_SCRIPT}</script></html>`;
}

function button(label: string, data: Readonly<Record<string, unknown>>): string {
  const attributes = Object.entries(data).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return ` data-${name}="${escapeHtml(text)}"`;
  });
  return `<button${attributes.join('')}>${escapeHtml(label)}</button>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${String(letter.charCodeAt(0))};`);
}
