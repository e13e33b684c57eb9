/**
 * Custom schemes. Chromium can't be taught one from outside, so `app://bundle/x` is `https://bundle.app.chromium-host.invalid/x`
 * to it; URLs and policies are mapped both ways, and `Fetch` answers with the app's own handler.
 */
import { notImplemented, strict } from '../not-implemented.ts';

const DOMAIN = 'chromium-host.invalid';

type Handler = (request: Request) => Response | Promise<Response>;

interface Registration {
  readonly scheme: string;
  readonly privileges?: { readonly standard?: boolean; readonly secure?: boolean };
}

export class CustomSchemes {
  readonly #handlers = new Map<string, Handler | undefined>();

  register({ scheme, privileges }: Registration): void {
    if (privileges?.standard !== true || privileges.secure !== true) {
      notImplemented(
        `protocol.registerSchemesAsPrivileged of a scheme that is not standard and secure (${scheme})`,
      );
    }
    this.#handlers.set(scheme, undefined);
  }

  handle(scheme: string, handler: Handler | undefined): void {
    if (!this.#handlers.has(scheme))
      notImplemented(`protocol.handle('${scheme}') of an unregistered scheme`);
    this.#handlers.set(scheme, handler);
  }

  isHandled(scheme: string): boolean {
    return this.#handlers.get(scheme) !== undefined;
  }

  toChromium(url: string): string {
    const [, scheme = '', host = '', rest = ''] =
      /^([a-z][a-z0-9+-]*):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
    if (!this.#handlers.has(scheme)) return url;
    return `https://${host}.${scheme}.${DOMAIN}${rest === '' ? '/' : rest}`;
  }

  toApp(url: string): string {
    const { scheme, host, rest } = this.#parse(url) ?? {};
    return scheme === undefined ? url : `${scheme}://${host ?? ''}${rest ?? ''}`;
  }

  /** What serves a URL of Chromium's; undefined when it is none of ours. */
  handlerOf(url: string): Handler | undefined {
    const scheme = this.#parse(url)?.scheme;
    return scheme === undefined ? undefined : this.#handlers.get(scheme);
  }

  /** Sources of a Content-Security-Policy that name a custom scheme. */
  policyToChromium(policy: string): string {
    let mapped = policy;
    for (const scheme of this.#handlers.keys()) {
      mapped = mapped.replace(
        new RegExp(`(^|\\s)${scheme}:(?://([^\\s;/]+))?`, 'g'),
        (_, before: string, host: string | undefined) =>
          `${before}https://${host ?? '*'}.${scheme}.${DOMAIN}`,
      );
    }
    return mapped;
  }

  urlPatterns(): readonly string[] {
    return [...this.#handlers.keys()].map((scheme) => `https://*.${scheme}.${DOMAIN}/*`);
  }

  #parse(url: string): { scheme: string; host: string; rest: string } | undefined {
    const [, host = '', scheme = '', rest = ''] =
      /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.chromium-host\.invalid(.*)$/is.exec(url) ?? [];
    return this.#handlers.has(scheme) ? { scheme, host, rest } : undefined;
  }
}

export function createProtocol(
  schemes: CustomSchemes,
  isReady: () => boolean,
  changed: () => void,
): object {
  return strict('protocol', {
    registerSchemesAsPrivileged: (list: readonly Registration[]) => {
      if (isReady())
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      for (const registration of list) schemes.register(registration);
    },
    handle: (scheme: string, handler: Handler) => {
      if (schemes.isHandled(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      schemes.handle(scheme, handler);
      changed();
    },
    unhandle: (scheme: string) => {
      schemes.handle(scheme, undefined);
    },
    isProtocolHandled: (scheme: string) => schemes.isHandled(scheme),
  });
}
