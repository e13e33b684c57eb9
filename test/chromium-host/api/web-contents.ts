/** `webContents`: Electron's face of a page; events, loading, messages. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Page } from '../browser/page.ts';
import type { PageMessage } from '../browser/preload-world.ts';
import { RequestGate } from '../browser/request-gate.ts';
import { notImplemented, StrictEmitter } from '../not-implemented.ts';
import { preventable } from '../preventable.ts';
import type { Host } from './host.ts';
import { Load } from './load.ts';
import { nativeImage } from './native-image.ts';
import { createMainFrame, type WebFrameMain } from './web-frame-main.ts';

/** The window a page lives in. */
export interface ContentsOwner {
  readonly window: object;
  /** Makes the page's target, the first time a URL is known: Playwright would report an earlier one as about:blank. */
  materialise(): void;
  close(): void;
  closeNow(): void;
}

type OpenHandler = (details: {
  url: string;
  frameName: string;
  features: string;
  disposition: string;
}) => { action: string };

export class WebContents extends StrictEmitter {
  readonly id: number;
  readonly #host: Host;
  readonly #page: Page;
  readonly #owner: ContentsOwner;
  #frame: WebFrameMain = createMainFrame('');
  #load: Load | undefined;
  #loading = false;
  #openHandler: OpenHandler | undefined;

  static open(
    host: Host,
    owner: ContentsOwner,
    preloadPath: string | undefined,
  ): { contents: WebContents; page: Page } {
    const id = host.nextId();
    const gate: RequestGate = new RequestGate({
      schemes: host.schemes,
      webRequest: host.webRequest,
      webContentsId: id,
      mayNavigate: (url, isMainFrame) => contents.#mayNavigate(url, isMainFrame),
    });
    const page: Page = new Page({
      preloadPath,
      gate,
      delayMs: host.settings.delayMs,
      accelerators: () => host.menu().accelerators(),
      prefersColorScheme: () => host.theme().prefersColorScheme(),
      overrulesUnload: () => contents.#overrulesUnload(),
    });
    const contents: WebContents = new WebContents(host, page, owner, id);
    return { contents, page };
  }

  private constructor(host: Host, page: Page, owner: ContentsOwner, id: number) {
    super('webContents');
    this.id = id;
    this.#host = host;
    this.#page = page;
    this.#owner = owner;
    this.#listen(page);
  }

  get mainFrame(): WebFrameMain {
    return this.#frame;
  }

  get session(): unknown {
    return this.#host.defaultSession();
  }

  getURL(): string {
    return this.#frame.url;
  }

  isDestroyed(): boolean {
    return this.#page.isGone;
  }

  isCrashed(): boolean {
    return this.#page.isCrashed;
  }

  isLoading(): boolean {
    return this.#loading;
  }

  loadURL(url: string): Promise<void> {
    if (url === 'about:blank') notImplemented("loadURL('about:blank')");
    this.#failLoad('ERR_ABORTED');
    const load = new Load(url);
    this.#load = load;
    this.#loading = true;
    this.emit('did-start-loading');
    this.#owner.materialise();
    void this.#page.navigate(new URL(this.#host.schemes.toChromium(url)).href).then((failure) => {
      if (failure !== undefined && this.#load === load)
        this.#failLoad(failure.replace(/^net::/, ''));
    });
    return load.promise;
  }

  loadFile(
    path: string,
    options: { query?: Record<string, string>; hash?: string } = {},
  ): Promise<void> {
    const url = pathToFileURL(resolve(this.#host.appFolder, path));
    for (const [name, value] of Object.entries(options.query ?? {}))
      url.searchParams.set(name, value);
    if (options.hash !== undefined) url.hash = options.hash;
    return this.loadURL(url.href);
  }

  reload(): void {
    void this.#page.reload(this.#host.schemes.toChromium(this.getURL()));
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument');
    if (!this.#page.isGone) this.#page.post(['send', channel, args]);
  }

  executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    return this.#page.evaluate(code, userGesture);
  }

  async capturePage(): Promise<object> {
    return nativeImage(await this.#page.screenshot());
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  forcefullyCrashRenderer(): void {
    this.#page.forceCrash();
  }

  close(options: { waitForBeforeUnload?: boolean } = {}): void {
    if (options.waitForBeforeUnload === true) this.#owner.close();
    else this.#owner.closeNow();
  }

  openDevTools(): void {
    // A person opens Chromium's own; listed among the README's silent no-ops.
  }

  #listen(page: Page): void {
    const { schemes } = this.#host;
    page.on('message', (message) => {
      this.#receive(message);
    });
    page.on('navigated', (url) => {
      this.#frame = createMainFrame(schemes.toApp(url));
      this.emit('did-navigate', preventable({}), this.getURL(), 200, 'OK');
    });
    page.on('navigated-in-page', (url) => {
      this.#frame.url = schemes.toApp(url);
      this.emit('did-navigate-in-page', preventable({}), this.getURL(), true, 1, 1);
    });
    page.on('dom-ready', () => this.emit('dom-ready', preventable({})));
    page.on('loaded', () => {
      this.#load?.succeed();
      this.#load = undefined;
      this.#loading = false;
      this.emit('did-finish-load', preventable({}));
      this.emit('did-stop-loading', preventable({}));
    });
    page.on('crashed', (crash) => {
      this.emit('render-process-gone', preventable({}), crash);
      this.#host.app.emit('render-process-gone', preventable({}), this, crash);
    });
    page.once('gone', () => {
      this.#failLoad('ERR_ABORTED');
      this.emit('destroyed', preventable({}));
    });
  }

  #failLoad(code: string): void {
    const load = this.#load;
    if (!load) return;
    this.#load = undefined;
    this.#loading = false;
    const { errno, url } = load.fail(code);
    this.emit('did-fail-load', preventable({}), errno, code, url, true, 1, 1);
    this.emit('did-stop-loading', preventable({}));
  }

  #mayNavigate(url: string, isMainFrame: boolean): boolean {
    for (const name of isMainFrame
      ? ['will-frame-navigate', 'will-navigate']
      : ['will-frame-navigate']) {
      const frame = isMainFrame ? this.#frame : null;
      const event = preventable({
        url,
        isMainFrame,
        isSameDocument: false,
        frame,
        initiator: this.#frame,
      });
      this.emit(name, event, url, false, isMainFrame, 1, 1);
      if (event.defaultPrevented) return false;
    }
    return true;
  }

  #overrulesUnload(): boolean {
    const event = preventable({});
    this.emit('will-prevent-unload', event);
    return event.defaultPrevented;
  }

  #receive({ context, href, kind, rest }: PageMessage): void {
    this.#frame.url = this.#host.schemes.toApp(href);
    if (kind === 'invoke') {
      void this.#answer(context, ...(rest as [number, string, unknown[]]));
    } else if (kind === 'send') {
      const [channel, args] = rest as [string, unknown[]];
      this.#host.ipcMain.emit(channel, this.#ipcEvent(), ...args);
    } else if (kind === 'open') {
      this.windowOpened(...(rest as [string, string, string]));
    } else if (kind === 'close') {
      this.#owner.close();
    } else if (kind === 'accelerator') {
      this.#host.menu().press(rest[0] as string, this.#owner.window);
    } else if (kind === 'preload-error') {
      process.stderr.write(`Unable to load preload script: ${String(rest[0])}\n`);
      this.emit('preload-error', preventable({}), '', rest[0]);
    }
  }

  async #answer(
    context: number,
    id: number,
    channel: string,
    args: readonly unknown[],
  ): Promise<void> {
    const refuse = (error: unknown): void => {
      process.stderr.write(`Error occurred in handler for '${channel}': ${String(error)}\n`);
      this.#page.postTo(context, ['reply', id, false, String(error)]);
    };
    try {
      const value = await this.#host.answerInvoke(this.#ipcEvent(), channel, args);
      this.#page.postTo(context, ['reply', id, true, value]);
    } catch (error) {
      refuse(error);
    }
  }

  #ipcEvent(): object {
    return preventable({
      type: 'frame',
      sender: this,
      senderFrame: this.#frame,
      frameId: 1,
      processId: this.id,
      ports: [],
      reply: (channel: string, ...args: unknown[]) => {
        this.send(channel, ...args);
      },
    });
  }

  /** The page's window.open, or a page Chromium opened on its own and the host has closed again. */
  windowOpened(url: string, frameName: string, features: string): void {
    const details = {
      url: this.#host.schemes.toApp(url),
      frameName,
      features,
      disposition: features === '' ? 'foreground-tab' : 'new-window',
    };
    const verdict = this.#openHandler?.(details);
    if (verdict?.action !== 'deny') notImplemented('a window.open that is not denied');
  }
}
