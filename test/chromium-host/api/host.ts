/** What the parts of the stand-in share. Made once, in electron-module.ts. */
import type { Browser } from '../browser/browser.ts';
import type { Page } from '../browser/page.ts';
import type { HostSettings } from '../host-settings.ts';
import type { StrictEmitter } from '../not-implemented.ts';
import type { CustomSchemes } from './custom-schemes.ts';
import type { ApplicationMenu } from './menu.ts';
import type { NativeTheme } from './native-theme.ts';
import type { WebContents } from './web-contents.ts';
import type { WebRequestRules } from './web-request.ts';

/** A BrowserWindow as the host sees it. */
export interface OpenWindow {
  readonly window: StrictEmitter;
  readonly contents: WebContents;
  readonly page: Page;
  isFocused(): boolean;
  readonly minimize: () => void;
  /** False when the window's `close` or the page's `beforeunload` refused. */
  tryClose(): Promise<boolean>;
  destroy(): void;
}

export interface Host {
  readonly settings: HostSettings;
  readonly schemes: CustomSchemes;
  readonly webRequest: WebRequestRules;
  readonly windows: Set<OpenWindow>;
  readonly app: StrictEmitter;
  readonly appFolder: string;
  readonly ipcMain: StrictEmitter;
  answerInvoke(event: object, channel: string, args: readonly unknown[]): Promise<unknown>;
  isReady(): boolean;
  windowClosed(): void;
  defaultSession(): unknown;
  nextId(): number;
  browser(): Browser;
  menu(): ApplicationMenu;
  theme(): NativeTheme;
}
