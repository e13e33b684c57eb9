/** Every request of one page that somebody may judge: navigations, custom schemes, and `session.webRequest` on http(s). */
import type { CustomSchemes } from '../api/custom-schemes.ts';
import type { WebRequestRules } from '../api/web-request.ts';
import type { CdpSession } from './cdp.ts';

interface Header {
  readonly name: string;
  readonly value: string;
}

interface Paused {
  readonly requestId: string;
  readonly frameId: string;
  readonly resourceType: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly postData?: string;
  };
  readonly responseStatusCode?: number;
  readonly responseErrorReason?: string;
  readonly responseHeaders?: readonly Header[];
}

export interface GateRules {
  readonly schemes: CustomSchemes;
  readonly webRequest: WebRequestRules;
  readonly webContentsId: number;
  /** A renderer-initiated navigation, in the app's URL; false refuses it. */
  mayNavigate(url: string, isMainFrame: boolean): boolean;
}

/** Electron's names for Chromium's resource types. */
const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  Ping: 'ping',
};

/** Chromium has decoded the body it hands over. */
const STALE_HEADERS = /^(content-encoding|content-length|transfer-encoding)$/i;

const withoutFragment = (url: string): string => url.split('#')[0] ?? url;

export class RequestGate {
  readonly #rules: GateRules;
  #session: CdpSession | undefined;
  #targetId = '';
  /** Announced only for renderer-initiated navigations, before the request of the same URL pauses. */
  #announced: string | undefined;

  constructor(rules: GateRules) {
    this.#rules = rules;
  }

  attach(session: CdpSession, targetId: string): void {
    this.#session = session;
    this.#targetId = targetId;
    session.on('Page.frameRequestedNavigation', ({ frameId, url }) => {
      if (frameId === targetId) this.#announced = withoutFragment(url);
    });
    session.on('Fetch.requestPaused', (paused) => {
      this.#judge(session, paused).catch((error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        session.post('Fetch.failRequest', { requestId: paused.requestId, errorReason: 'Failed' });
      });
    });
  }

  async refresh(): Promise<void> {
    const { schemes, webRequest } = this.#rules;
    const patterns = [
      { urlPattern: '*', resourceType: 'Document' as const, requestStage: 'Request' as const },
      ...schemes
        .urlPatterns()
        .map((urlPattern) => ({ urlPattern, requestStage: 'Request' as const })),
      ...(webRequest.beforeRequest
        ? [{ urlPattern: 'http*', requestStage: 'Request' as const }]
        : []),
      ...(webRequest.headersReceived
        ? [{ urlPattern: 'http*', requestStage: 'Response' as const }]
        : []),
    ];
    await this.#session?.send('Fetch.enable', { patterns }).catch(() => undefined);
  }

  async #judge(session: CdpSession, paused: Paused): Promise<void> {
    const { requestId } = paused;
    const isDocument = paused.resourceType === 'Document';
    const isMainFrame = isDocument && paused.frameId === this.#targetId;
    const url = this.#rules.schemes.toApp(paused.request.url);
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) {
      await this.#judgeResponse(session, paused, url, isMainFrame);
      return;
    }
    const isAnnounced = isMainFrame && this.#announced === withoutFragment(paused.request.url);
    if (isAnnounced) this.#announced = undefined;
    if (
      (isAnnounced || (isDocument && !isMainFrame)) &&
      !this.#rules.mayNavigate(url, isMainFrame)
    ) {
      session.post('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
    const handler = this.#rules.schemes.handlerOf(paused.request.url);
    if (handler) {
      await this.#serve(session, paused, url, handler);
      return;
    }
    const verdict = await this.#rules.webRequest.beforeRequest?.(
      this.#details(paused, url, isMainFrame),
    );
    if (verdict?.cancel === true)
      session.post('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
    else
      session.post('Fetch.continueRequest', {
        requestId,
        ...(verdict?.redirectURL === undefined ? {} : { url: verdict.redirectURL }),
      });
  }

  async #serve(
    session: CdpSession,
    { requestId, request: asked }: Paused,
    url: string,
    handler: (request: Request) => Response | Promise<Response>,
  ): Promise<void> {
    const body = asked.postData === undefined ? {} : { body: asked.postData };
    const response = await handler(
      new Request(url, { method: asked.method, headers: { ...asked.headers }, ...body }),
    );
    const content = Buffer.from(await response.arrayBuffer());
    session.post('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({
        name,
        value:
          name === 'content-security-policy' ? this.#rules.schemes.policyToChromium(value) : value,
      })),
      body: content.toString('base64'),
    });
  }

  async #judgeResponse(
    session: CdpSession,
    paused: Paused,
    url: string,
    isMainFrame: boolean,
  ): Promise<void> {
    const { requestId, responseStatusCode: status, responseHeaders = [] } = paused;
    const rule = this.#rules.webRequest.headersReceived;
    if (!rule || status === undefined) {
      session.post('Fetch.continueRequest', { requestId });
      return;
    }
    const received: Record<string, string[]> = {};
    for (const { name, value } of responseHeaders)
      received[name] = [...(received[name] ?? []), value];
    const details = this.#details(paused, url, isMainFrame);
    const verdict = await rule({
      ...details,
      statusCode: status,
      statusLine: `HTTP/1.1 ${status}`,
      responseHeaders: received,
    });
    if (verdict.cancel === true) {
      session.post('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      return;
    }
    if (!verdict.responseHeaders) {
      session.post('Fetch.continueRequest', { requestId });
      return;
    }
    const headers = Object.entries(verdict.responseHeaders).flatMap(([name, values]) =>
      [values].flat().map((value) => ({ name, value })),
    );
    if (paused.resourceType !== 'Document' || status >= 300) {
      session.post('Fetch.continueResponse', {
        requestId,
        responseCode: status,
        responseHeaders: headers,
      });
      return;
    }
    // A document keeps the policies of the headers it came with, whatever continueResponse says: hand it over anew.
    const { body, base64Encoded } = await session.send('Fetch.getResponseBody', { requestId });
    session.post('Fetch.fulfillRequest', {
      requestId,
      responseCode: status,
      responseHeaders: headers.filter(({ name }) => !STALE_HEADERS.test(name)),
      body: base64Encoded ? body : Buffer.from(body).toString('base64'),
    });
  }

  #details(paused: Paused, url: string, isMainFrame: boolean): Record<string, unknown> {
    const frameType = isMainFrame ? 'mainFrame' : 'subFrame';
    return {
      id: 0,
      url,
      method: paused.request.method,
      resourceType:
        paused.resourceType === 'Document'
          ? frameType
          : (RESOURCE_TYPES[paused.resourceType] ?? 'other'),
      referrer: paused.request.headers.Referer ?? '',
      timestamp: Date.now(),
      webContentsId: this.#rules.webContentsId,
    };
  }
}
