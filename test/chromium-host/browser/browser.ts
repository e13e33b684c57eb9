/** The running Chromium: gives each new page target to the window that waits for it, and closes pages nobody asked for. */
import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { HostSettings, Say } from '../host-settings.ts';
import type { CdpSession } from './cdp.ts';
import { startChromium, type ChromiumProcess } from './chromium-process.ts';
import { openHold } from './hold.ts';
import type { Page } from './page.ts';
import { windowBars, type Size } from './window-bars.ts';

const BIRTH_WITHIN_MS = 10_000;
const MEASURE_BARS =
  'new Promise((done) => requestAnimationFrame(() => done({ width: outerWidth - innerWidth, height: outerHeight - innerHeight })))';

export interface BrowserStart {
  readonly profile: string;
  readonly devtoolsPort: string | undefined;
  readonly switches: ReadonlyMap<string, string>;
  readonly settings: HostSettings;
  readonly log: Say;
  /** A page opened by Chromium itself (a form with a target, a script's trick): already closed, to be judged as window.open. */
  onStray(opener: Page, url: string): void;
}

export class Browser {
  readonly #chromium: ChromiumProcess;
  readonly #start: BrowserStart;
  readonly #asAppWindows: boolean;
  readonly #waiting: Page[] = [];
  readonly #pages = new Map<string, Page>();
  #measuring: PromiseWithResolvers<CdpSession> | undefined;
  #births: Promise<void> = Promise.resolve();
  #bars: Size = { width: 0, height: 0 };
  #hold = '';

  static async start(start: BrowserStart): Promise<Browser> {
    const { settings, devtoolsPort } = start;
    const headless =
      settings.headless || !settings.hasDisplay || (devtoolsPort !== undefined && !settings.headed);
    const chromium = await startChromium({ ...start, headless });
    const browser = new Browser(chromium, start, !headless && devtoolsPort === undefined);
    const mode = headless ? 'headless' : 'headed';
    await browser.#prepare(`${basename(chromium.executable)}-${chromium.version}-${mode}`);
    return browser;
  }

  private constructor(chromium: ChromiumProcess, start: BrowserStart, asAppWindows: boolean) {
    this.#chromium = chromium;
    this.#start = start;
    this.#asAppWindows = asAppWindows;
  }

  get version(): string {
    return this.#chromium.version;
  }

  /** Called before the pages are told. */
  onGone(listener: () => void): void {
    this.root.onGone(listener);
  }

  get devtoolsUrl(): Promise<string> {
    return this.#chromium.devtoolsUrl;
  }

  get root(): CdpSession {
    return this.#chromium.connection.root;
  }

  pageOf(targetId: string): Page | undefined {
    return this.#pages.get(targetId);
  }

  /** One at a time: the attach event comes before `createTarget` names the target. */
  openPage(page: Page, size: Size): void {
    this.#births = this.#births
      .then(() => this.#create(page, size))
      .catch((error: unknown) => {
        this.#start.log(`no page: ${String(error)}`);
        page.vanish();
      });
  }

  resize(page: Page, size: Size, position: { x: number; y: number } | undefined): void {
    void page.live
      .then(async () => {
        const { windowId } = await this.root.send('Browser.getWindowForTarget', {
          targetId: page.targetId,
        });
        const place = position === undefined ? {} : { left: position.x, top: position.y };
        this.root.post('Browser.setWindowBounds', {
          windowId,
          bounds: { ...this.#outer(size), ...place },
        });
      })
      .catch(() => undefined);
  }

  closePage(page: Page): void {
    if (page.targetId !== '') this.root.post('Target.closeTarget', { targetId: page.targetId });
  }

  activate(page: Page): void {
    void page.live.then((session) => {
      if (session) this.root.post('Target.activateTarget', { targetId: page.targetId });
    });
  }

  close(): Promise<void> {
    return this.#chromium.close();
  }

  kill(): void {
    this.#chromium.kill();
  }

  async #prepare(barsName: string): Promise<void> {
    const { root } = this;
    root.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      const session = this.#chromium.connection.sessionOf(sessionId);
      this.#attached(session, targetInfo.targetId, targetInfo.openerId, targetInfo.url);
    });
    root.on('Target.targetCrashed', ({ targetId, status, errorCode }) => {
      this.#pages.get(targetId)?.crash(status, errorCode);
    });
    const filter = [{ type: 'page' }];
    await root.send('Target.setDiscoverTargets', { discover: true, filter });
    await root.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: true,
      flatten: true,
      filter,
    });
    this.#hold = await openHold();
    if (!this.#asAppWindows) this.#bars = await windowBars(barsName, () => this.#measureBars());
  }

  async #measureBars(): Promise<Size> {
    this.#measuring = Promise.withResolvers<CdpSession>();
    const { targetId } = await this.root.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      width: 900,
      height: 600,
    });
    const session = await this.#measuring.promise;
    this.#measuring = undefined;
    const { result } = await session.send('Runtime.evaluate', {
      expression: MEASURE_BARS,
      awaitPromise: true,
      returnByValue: true,
    });
    await this.root.send('Target.closeTarget', { targetId });
    return result.value as Size;
  }

  #attached(
    session: CdpSession,
    targetId: string,
    openerId: string | undefined,
    url: string,
  ): void {
    if (this.#measuring) {
      session.post('Runtime.runIfWaitingForDebugger');
      this.#measuring.resolve(session);
      return;
    }
    const page = openerId === undefined ? this.#waiting.shift() : undefined;
    if (page && !page.isGone) {
      this.#pages.set(targetId, page);
      session.onGone(() => this.#pages.delete(targetId));
      void page.adopt(session, targetId);
      return;
    }
    session.post('Runtime.runIfWaitingForDebugger');
    this.root.post('Target.closeTarget', { targetId });
    const opener = this.#pages.get(openerId ?? '');
    if (opener && url !== '' && url !== 'about:blank') this.#start.onStray(opener, url);
  }

  async #create(page: Page, size: Size): Promise<void> {
    if (page.isGone) return;
    this.#waiting.push(page);
    if (!this.#asAppWindows) {
      await this.root.send('Target.createTarget', {
        url: this.#hold,
        newWindow: true,
        ...this.#outer(size),
      });
      return;
    }
    // No CDP command opens a window without tabs: a second Chromium hands `--app` over to the running one and ends.
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
    const { executable, profile } = this.#chromium;
    spawn(executable, [`--user-data-dir=${profile}`, `--app=${this.#hold}`, ...sandbox], {
      stdio: 'ignore',
    }).on('error', () => undefined);
    await Promise.race([page.live, delay(BIRTH_WITHIN_MS, undefined, { ref: false })]);
    this.resize(page, size, undefined);
  }

  #outer({ width, height }: Size): Size {
    return { width: width + this.#bars.width, height: height + this.#bars.height };
  }
}
