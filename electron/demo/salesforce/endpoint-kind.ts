/** What a request to the org is, in the words that fault rules use. */
const KINDS: readonly (readonly [methods: string, path: RegExp, kind: string])[] = [
  ['POST', /^\/services\/oauth2\/token$/, 'oauth-token'],
  ['GET POST', /^\/services\/oauth2\/authorize$/, 'oauth-authorize'],
  ['GET POST', /^\/services\/oauth2\/revoke$/, 'oauth-revoke'],
  ['GET', /^\/services\/oauth2\/userinfo$|^\/id\//, 'identity'],
  ['GET', /^\/services\/data$/, 'versions'],
  ['GET', /^\/v[\d.]+$/, 'resources'],
  ['GET', /\/limits$/, 'limits'],
  ['GET', /^\/v[\d.]+\/(?:query|queryAll)$/, 'query'],
  ['GET', /^\/v[\d.]+\/query\/[^/]+$/, 'query-page'],
  ['GET', /\/sobjects(?:\/\w+)?(?:\/describe)?$/, 'describe'],
  ['POST', /\/composite\/sobjects\/\w+$/, 'collection-read'],
  ['POST PATCH DELETE', /\/composite\/sobjects$/, 'collection-write'],
  ['GET', /\/sobjects\/\w+\/\w+$/, 'record-read'],
  ['POST', /\/sobjects\/\w+$/, 'record-write'],
  ['PATCH DELETE', /\/sobjects\/\w+\/\w+$/, 'record-write'],
  ['POST', /\/jobs\/ingest$/, 'bulk-create'],
  ['GET', /\/jobs\/ingest$/, 'bulk-list'],
  ['PUT', /\/jobs\/ingest\/\w+\/batches$/, 'bulk-upload'],
  ['PATCH', /\/jobs\/ingest\/\w+$/, 'bulk-close'],
  ['GET', /\/jobs\/ingest\/\w+$/, 'bulk-poll'],
  ['GET', /\/jobs\/ingest\/\w+\/\w+$/, 'bulk-results'],
  ['DELETE', /\/jobs\/(?:ingest|query)\/\w+$/, 'bulk-delete'],
  ['POST', /\/jobs\/query$/, 'bulk-query-create'],
  ['PATCH', /\/jobs\/query\/\w+$/, 'bulk-query-abort'],
  ['GET', /\/jobs\/query\/\w+$/, 'bulk-query-poll'],
  ['GET', /\/jobs\/query\/\w+\/results$/, 'bulk-query-results'],
];

export function endpointKind(method: string, path: string): string {
  const short = path.replace(/\/$/, '').replace(/^\/services\/data(?=\/v)/, '');
  const found = KINDS.find(
    ([methods, shape]) => methods.split(' ').includes(method) && shape.test(short),
  );
  return found?.[2] ?? 'other';
}
