/**
 * An address as a person types it, made an origin: without its scheme it means https. Null when it is
 * none, or would send a token unencrypted beyond this machine.
 */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.hostname === '') return null;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isHere) ? url.origin : null;
}

/** Stands before an address that is typed without its scheme. */
export function schemeFor(address: string): { prefix?: string } {
  return address.includes('://') ? {} : { prefix: 'https://' };
}
