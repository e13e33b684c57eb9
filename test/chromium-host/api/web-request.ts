/** `session.webRequest`: the two listeners the stand-in honours, on http(s) only. */
import { strict } from '../not-implemented.ts';

interface Verdict {
  readonly cancel?: boolean;
  readonly redirectURL?: string;
  readonly responseHeaders?: Readonly<Record<string, string | readonly string[]>>;
}

type Details = Readonly<Record<string, unknown>>;
type Rule = (details: Details) => Promise<Verdict>;
type Listener = (details: Details, callback: (verdict: Verdict) => void) => void;
interface Filter {
  readonly urls?: readonly string[];
}

export interface WebRequestRules {
  beforeRequest: Rule | undefined;
  headersReceived: Rule | undefined;
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

function matches(filter: Filter | undefined, url: string): boolean {
  return (
    filter?.urls === undefined ||
    filter.urls.some(
      (pattern) =>
        pattern === '<all_urls>' ||
        new RegExp(`^${escaped(pattern).replaceAll('*', '.*')}$`).test(url),
    )
  );
}

function toRule(
  first: Filter | Listener | null,
  second: Listener | null | undefined,
): Rule | undefined {
  const filter = first === null || typeof first === 'function' ? undefined : first;
  const listener = typeof first === 'function' ? first : second;
  if (!listener) return undefined;
  return (details) =>
    new Promise((resolve) => {
      if (matches(filter, details.url as string)) listener(details, resolve);
      else resolve({});
    });
}

export function createWebRequest(rules: WebRequestRules, changed: () => void): object {
  const setter =
    (name: keyof WebRequestRules) =>
    (first: Filter | Listener | null, second?: Listener | null): void => {
      rules[name] = toRule(first, second);
      changed();
    };
  return strict('session.webRequest', {
    onBeforeRequest: setter('beforeRequest'),
    onHeadersReceived: setter('headersReceived'),
  });
}
