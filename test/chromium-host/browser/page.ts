/**
 * One Chromium page and the preload's world in it, from the hold to its end. URLs here are Chromium's.
 *
 * Why the waits: a navigation to another renderer process copies only the scripts and bindings the old renderer has already
 * confirmed, so their answers are awaited before every `Page.navigate`.
 */
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { CdpSession } from './cdp.ts';
import { PreloadWorld, type PageMessage } from './preload-world.ts';
import type { RequestGate } from './request-gate.ts';

const PAINT_AFTER_LOAD_MS = 100;
const PAINT_WITHIN_MS = 2000;

interface Crash {
  readonly reason: 'crashed' | 'killed';
  readonly exitCode: number;
}

interface PageEvents {
  message: [PageMessage];
  navigated: [url: string];
  'navigated-in-page': [url: string];
  'dom-ready': [];
  loaded: [];
  painted: [];
  'unload-refused': [];
  crashed: [Crash];
  gone: [];
}

export interface PageOptions {
  readonly preloadPath: string | undefined;
  readonly gate: RequestGate;
  readonly delayMs: number;
  accelerators(): readonly string[];
  prefersColorScheme(): 'light' | 'dark' | undefined;
  /** Whether a page's `beforeunload` may be overruled. */
  overrulesUnload(): boolean;
}

export class Page extends EventEmitter<PageEvents> {
  readonly #options: PageOptions;
  readonly #world: PreloadWorld;
  readonly #live = Promise.withResolvers<CdpSession | undefined>();
  #session: CdpSession | undefined;
  #targetId = '';
  #committed = false;
  #painted = false;
  #crashed = false;
  #gone = false;

  constructor(options: PageOptions) {
    super();
    this.#options = options;
    this.#world = new PreloadWorld({
      preloadPath: options.preloadPath,
      greeting: () => ['accelerators', options.accelerators()],
      onMessage: (message) => this.emit('message', message),
    });
  }

  /** Settles when the page can be navigated, or is gone. */
  get live(): Promise<CdpSession | undefined> {
    return this.#live.promise;
  }

  get targetId(): string {
    return this.#targetId;
  }

  get isGone(): boolean {
    return this.#gone;
  }

  get isCrashed(): boolean {
    return this.#crashed;
  }

  /** Whether a document of the app's is shown, so that a `beforeunload` could answer. */
  get isResponsive(): boolean {
    return this.#committed && !this.#crashed && !this.#gone;
  }

  async adopt(session: CdpSession, targetId: string): Promise<void> {
    if (this.#options.delayMs > 0) await delay(this.#options.delayMs);
    this.#session = session;
    this.#targetId = targetId;
    this.#listen(session, targetId);
    this.#options.gate.attach(session, targetId);
    await Promise.allSettled([
      session.send('Page.enable'),
      session.send('Runtime.enable'),
      session.send('Page.setLifecycleEventsEnabled', { enabled: true }),
      this.#world.attach(session, targetId),
      this.applyTheme(),
      session.send('Runtime.runIfWaitingForDebugger'),
    ]);
    this.#live.resolve(session);
  }

  /** Answers Chromium's error text, such as `net::ERR_FILE_NOT_FOUND`, when the navigation failed. */
  async navigate(url: string): Promise<string | undefined> {
    const session = await this.live;
    if (!session) return 'net::ERR_ABORTED';
    await this.#prepare(session);
    return session.send('Page.navigate', { url }).then(
      (result) => result.errorText,
      (error: unknown) => String(error),
    );
  }

  async reload(url: string): Promise<void> {
    const session = await this.live;
    if (!session) return;
    const crashed = this.#crashed;
    await this.#prepare(session);
    if (crashed) session.post('Page.navigate', { url });
    else session.post('Page.reload');
  }

  post(message: readonly unknown[]): void {
    this.#world.post(message);
  }

  postTo(context: number, message: readonly unknown[]): void {
    this.#world.postTo(context, message);
  }

  refreshGate(): Promise<void> {
    return this.#options.gate.refresh();
  }

  applyTheme(): Promise<unknown> {
    const value = this.#options.prefersColorScheme();
    const features = value === undefined ? [] : [{ name: 'prefers-color-scheme', value }];
    return (
      this.#session?.send('Emulation.setEmulatedMedia', { features }).catch(() => undefined) ??
      Promise.resolve()
    );
  }

  async evaluate(expression: string, userGesture: boolean): Promise<unknown> {
    const session = await this.live;
    if (!session) throw new Error('Object has been destroyed');
    const answer = await session.send('Runtime.evaluate', {
      expression,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
    });
    if (answer.exceptionDetails) {
      throw new Error(
        answer.exceptionDetails.exception?.description?.split('\n')[0] ??
          'Script failed to execute',
      );
    }
    return answer.result.value;
  }

  /** A PNG. Chromium has nothing to capture before the first paint. */
  async screenshot(): Promise<Buffer> {
    const session = await this.live;
    if (!session) throw new Error('Object has been destroyed');
    if (!this.#painted) {
      const painted = new Promise<void>((resolve) => this.once('painted', resolve));
      await Promise.race([painted, delay(PAINT_WITHIN_MS, undefined, { ref: false })]);
    }
    const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(data, 'base64');
  }

  /** A key press carrying one of Chromium's editing commands. */
  edit(command: string): void {
    this.#session?.post('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: [command] });
  }

  /** Asks the document first: it may refuse with `beforeunload`. */
  requestClose(): void {
    this.#session?.post('Page.close');
  }

  forceCrash(): void {
    this.#session?.post('Page.crash');
  }

  crash(status: string, exitCode: number): void {
    if (this.#crashed || this.#gone) return;
    this.#crashed = true;
    this.#world.end();
    this.emit('crashed', { reason: status === 'killed' ? 'killed' : 'crashed', exitCode });
  }

  /** The page is no more, whether Chromium or the window ended it. */
  vanish(): void {
    if (this.#gone) return;
    this.#gone = true;
    this.#world.end();
    this.#live.resolve(undefined);
    this.emit('gone');
  }

  /** A crashed renderer answers nothing, and what was set before it crashed still holds. */
  async #prepare(session: CdpSession): Promise<void> {
    if (!this.#crashed)
      await Promise.allSettled([this.#world.install(session), this.#options.gate.refresh()]);
  }

  #listen(session: CdpSession, targetId: string): void {
    session.onGone(() => {
      this.vanish();
    });
    session.on('Page.frameNavigated', ({ frame }) => {
      if (frame.id !== targetId) return;
      this.#committed = frame.unreachableUrl === undefined && frame.url !== 'about:blank';
      if (!this.#committed) return;
      this.#crashed = false;
      this.emit('navigated', frame.url + (frame.urlFragment ?? ''));
    });
    session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      if (frameId === targetId && this.#committed) this.emit('navigated-in-page', url);
    });
    session.on('Page.domContentEventFired', () => {
      if (this.#committed) this.emit('dom-ready');
    });
    session.on('Page.loadEventFired', () => {
      if (!this.#committed) return;
      this.emit('loaded');
      setTimeout(() => {
        this.#paint();
      }, PAINT_AFTER_LOAD_MS).unref();
    });
    session.on('Page.lifecycleEvent', ({ name, frameId }) => {
      if (name === 'firstPaint' && frameId === targetId && this.#committed) this.#paint();
    });
    session.on('Page.javascriptDialogOpening', ({ type }) => {
      if (type !== 'beforeunload') return;
      const accept = this.#options.overrulesUnload();
      session.post('Page.handleJavaScriptDialog', { accept });
      if (!accept) this.emit('unload-refused');
    });
  }

  #paint(): void {
    if (this.#painted) return;
    this.#painted = true;
    this.emit('painted');
  }
}
