/** `BrowserWindow`: one Chromium window with one page; geometry is mirrored here and pushed. */
import { isAbsolute } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from '../browser/page.ts';
import type { Size } from '../browser/window-bars.ts';
import { notImplemented, StrictEmitter } from '../not-implemented.ts';
import { preventable } from '../preventable.ts';
import type { Host, OpenWindow } from './host.ts';
import { WebContents, type ContentsOwner } from './web-contents.ts';

const CLOSE_WITHIN_MS = 2000;

interface WebPreferences {
  readonly preload?: string;
  readonly sandbox?: boolean;
  readonly contextIsolation?: boolean;
  readonly nodeIntegration?: boolean;
  readonly webSecurity?: boolean;
}

interface WindowOptions {
  readonly show?: boolean;
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly title?: string;
  readonly webPreferences?: WebPreferences;
}

interface Bounds extends Size {
  readonly x: number;
  readonly y: number;
}

/** Options that mean something here, then those that are pure decoration; any other is refused. */
const OPTIONS: readonly string[] = [
  ...['show', 'width', 'height', 'x', 'y', 'title', 'webPreferences', 'useContentSize'],
  ...['minWidth', 'minHeight', 'backgroundColor', 'autoHideMenuBar', 'icon', 'center', 'darkTheme'],
];
const PREFERENCES: readonly string[] = [
  ...['preload', 'sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity'],
  ...[
    'spellcheck',
    'devTools',
    'backgroundThrottling',
    'webviewTag',
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
  ],
];

function checkOptions(options: WindowOptions): void {
  const preferences = options.webPreferences ?? {};
  for (const name of Object.keys(options))
    if (!OPTIONS.includes(name)) notImplemented(`BrowserWindow option ${name}`);
  for (const name of Object.keys(preferences))
    if (!PREFERENCES.includes(name)) notImplemented(`webPreferences.${name}`);
  for (const name of [
    'webviewTag',
    'nodeIntegration',
    'nodeIntegrationInWorker',
    'nodeIntegrationInSubFrames',
  ]) {
    if ((preferences as Record<string, unknown>)[name] === true)
      notImplemented(`webPreferences.${name}: true`);
  }
  for (const name of ['sandbox', 'contextIsolation', 'webSecurity']) {
    if ((preferences as Record<string, unknown>)[name] === false)
      notImplemented(`webPreferences.${name}: false`);
  }
}

export function createBrowserWindow(host: Host): new (options?: WindowOptions) => StrictEmitter {
  return class BrowserWindow extends StrictEmitter {
    readonly id: number;
    readonly webContents: WebContents;
    readonly #page: Page;
    readonly #entry: OpenWindow;
    #bounds: Bounds;
    #visible: boolean;
    #focused = false;
    #minimized = false;
    #materialised = false;

    static getAllWindows(): StrictEmitter[] {
      return [...host.windows].map(({ window }) => window);
    }

    static getFocusedWindow(): StrictEmitter | null {
      return [...host.windows].find((entry) => entry.isFocused())?.window ?? null;
    }

    static fromWebContents(contents: unknown): StrictEmitter | null {
      return [...host.windows].find((entry) => entry.contents === contents)?.window ?? null;
    }

    constructor(options: WindowOptions = {}) {
      super('BrowserWindow');
      if (!host.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
      checkOptions(options);
      const preload = options.webPreferences?.preload;
      if (preload !== undefined && !isAbsolute(preload))
        throw new Error(`preload script must have absolute path: ${preload}`);
      const { x = 0, y = 0, width = 800, height = 600 } = options;
      this.#bounds = { x, y, width, height };
      this.#visible = options.show ?? true;
      const { contents, page } = WebContents.open(host, this.#owner(), preload);
      this.webContents = contents;
      this.id = contents.id;
      this.#page = page;
      this.#entry = {
        window: this,
        contents,
        page,
        isFocused: () => this.#focused,
        minimize: () => {
          this.minimize();
        },
        tryClose: () => this.#tryClose(),
        destroy: () => {
          this.destroy();
        },
      };
      host.windows.add(this.#entry);
      page.once('painted', () => this.emit('ready-to-show', preventable({})));
      page.once('gone', () => {
        host.windows.delete(this.#entry);
        this.emit('closed');
        host.windowClosed();
      });
      host.app.emit('web-contents-created', preventable({}), contents);
      host.app.emit('browser-window-created', preventable({}), this);
      if (this.#visible) setImmediate(() => this.#takeFocus());
    }

    loadURL(url: string): Promise<void> {
      return this.webContents.loadURL(url);
    }

    loadFile(
      path: string,
      options?: { query?: Record<string, string>; hash?: string },
    ): Promise<void> {
      return this.webContents.loadFile(path, options);
    }

    reload(): void {
      this.webContents.reload();
    }

    capturePage(): Promise<object> {
      return this.webContents.capturePage();
    }

    show(): void {
      if (!this.#visible) {
        this.#visible = true;
        this.emit('show', preventable({}));
      }
      this.focus();
    }

    isVisible(): boolean {
      return this.#visible && !this.#minimized;
    }

    focus(): void {
      if (this.#materialised) host.browser().activate(this.#page);
      this.#takeFocus();
    }

    isFocused(): boolean {
      return this.#focused;
    }

    minimize(): void {
      this.#minimized = true;
      this.emit('minimize', preventable({}));
    }

    restore(): void {
      this.#minimized = false;
      this.emit('restore', preventable({}));
    }

    isMinimized(): boolean {
      return this.#minimized;
    }

    getBounds(): Bounds {
      return { ...this.#bounds };
    }

    setBounds(bounds: Partial<Bounds>): void {
      this.#bounds = { ...this.#bounds, ...bounds };
      const { x, y } = this.#bounds;
      const moved = bounds.x !== undefined || bounds.y !== undefined;
      if (this.#materialised)
        host.browser().resize(this.#page, this.#bounds, moved ? { x, y } : undefined);
    }

    getContentSize(): [number, number] {
      return [this.#bounds.width, this.#bounds.height];
    }

    setTitle(): void {
      // The document's title is what Chromium shows; listed among the README's silent no-ops.
    }

    setMenuBarVisibility(): void {
      // No menu bar is drawn; listed among the README's silent no-ops.
    }

    close(): void {
      void this.#tryClose();
    }

    destroy(): void {
      if (this.#materialised) host.browser().closePage(this.#page);
      this.#page.vanish();
    }

    isDestroyed(): boolean {
      return this.#page.isGone;
    }

    #owner(): ContentsOwner {
      return {
        window: this,
        materialise: () => {
          if (this.#materialised) return;
          this.#materialised = true;
          host.browser().openPage(this.#page, this.#bounds);
        },
        close: () => {
          this.close();
        },
        closeNow: () => {
          this.destroy();
        },
      };
    }

    #takeFocus(): void {
      if (this.#focused || this.isDestroyed()) return;
      for (const { window } of host.windows)
        if (window instanceof BrowserWindow) window.#loseFocus();
      this.#focused = true;
      this.emit('focus', preventable({}));
    }

    #loseFocus(): void {
      if (!this.#focused) return;
      this.#focused = false;
      this.emit('blur', preventable({}));
    }

    async #tryClose(): Promise<boolean> {
      if (this.isDestroyed()) return true;
      const event = preventable({});
      this.emit('close', event);
      if (event.defaultPrevented) return false;
      if (!this.#page.isResponsive) {
        this.destroy();
        return true;
      }
      const closed = new Promise<boolean>((resolve) => {
        this.#page.once('gone', () => {
          resolve(true);
        });
        this.#page.once('unload-refused', () => {
          resolve(false);
        });
      });
      this.#page.requestClose();
      const late = delay(CLOSE_WITHIN_MS, 'late' as const, { ref: false });
      const outcome = await Promise.race([closed, late]);
      if (outcome === 'late') this.destroy();
      return outcome !== false;
    }
  };
}
