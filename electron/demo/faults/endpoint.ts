/** One request as fault rules see it. */
export interface Endpoint {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  /** What the counterpart calls it: `query`, `voyage-batch`. */
  readonly kind: string;
}

/** True when a rule's `on` means this endpoint: its kind, `/path/*`, or `METHOD /path/*`. */
export function isOn(on: string | readonly string[] | undefined, endpoint: Endpoint): boolean {
  if (on === undefined) return true;
  const given = typeof on === 'string' ? [on] : on;
  return given.some((each) => each === endpoint.kind || fitsPath(each, endpoint));
}

function fitsPath(pattern: string, { method, path }: Endpoint): boolean {
  const [, wanted = '', shape = null] = /^(?:([A-Z]+) )?(\/.*)$/.exec(pattern) ?? [];
  if (shape === null || (wanted !== '' && wanted !== method)) return false;
  const literal = shape.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.*')}$`).test(path);
}
