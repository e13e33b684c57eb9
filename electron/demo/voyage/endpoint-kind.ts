/** What a request to Voyage is, in the words that fault rules use. */
const KINDS: readonly (readonly [method: string, path: RegExp, kind: string])[] = [
  ['GET', /^\/v1\/me$/, 'voyage-me'],
  ['GET', /^\/v1\/capabilities$/, 'voyage-capabilities'],
  ['GET', /^\/v1\/events$/, 'voyage-events'],
  ['GET', /^\/v1\/events\/[^/]+$/, 'voyage-event'],
  ['GET', /^\/v1\/events\/[^/]+\/registrations$/, 'voyage-list'],
  ['GET', /^\/v1\/registrations\/[^/]+$/, 'voyage-registration'],
  ['POST', /^\/v1\/events\/[^/]+\/registrations:batch$/, 'voyage-batch'],
  ['GET', /^\/v1\/salesforce-callbacks$/, 'voyage-callbacks'],
];

export function endpointKind(method: string, url: string): string {
  const [path = '', query = ''] = url.split('?');
  const kind = KINDS.find(([wanted, shape]) => wanted === method && shape.test(path))?.[2];
  if (kind === 'voyage-list' && /(?:^|&)cursor=/.test(query)) return 'voyage-page';
  return kind ?? 'other';
}
