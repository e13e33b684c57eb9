/** What belongs to the desktop and is not here: native dialogs, the clipboard, and opening things elsewhere. What a person would have seen is said on stderr. */
import type { Clipboard, Dialog, MessageBoxOptions, Shell } from 'electron';
import { spawn } from 'node:child_process';
import { say } from '../host-settings.ts';
import { strict } from '../not-implemented.ts';

/** Tests replace a method through `app.evaluate`, as they do with Electron, where nobody could click a native dialog either. */
export function createDialog(): object {
  return strict('dialog', {
    showOpenDialog: () => {
      say('dialog.showOpenDialog: no native dialogs here, answering "canceled"');
      return Promise.resolve({ canceled: true, filePaths: [] });
    },
    showSaveDialog: () => {
      say('dialog.showSaveDialog: no native dialogs here, answering "canceled"');
      return Promise.resolve({ canceled: true, filePath: '' });
    },
    /** With or without a window first. */
    showMessageBox: (...args: readonly unknown[]) => {
      const box = args.at(-1) as MessageBoxOptions;
      const response = box.cancelId ?? box.defaultId ?? 0;
      say(`dialog.showMessageBox: "${box.message}", answering ${response}`);
      return Promise.resolve({ response, checkboxChecked: false });
    },
    showErrorBox: (title: string, content: string) => {
      say(`dialog.showErrorBox: ${title}: ${content}`);
    },
  } satisfies Pick<
    Dialog,
    'showOpenDialog' | 'showSaveDialog' | 'showMessageBox' | 'showErrorBox'
  >);
}

/** In memory: it never meets the desktop's clipboard. */
export function createClipboard(): object {
  let content = '';
  return strict('clipboard', {
    writeText: (text: string) => {
      content = text;
      return Promise.resolve();
    },
    readText: () => Promise.resolve(content),
  } satisfies Pick<Clipboard, 'writeText' | 'readText'>);
}

export function createShell(mayOpen: boolean): object {
  const open = (what: string): void => {
    if (mayOpen)
      spawn('xdg-open', [what], { stdio: 'ignore', detached: true })
        .on('error', () => undefined)
        .unref();
  };
  return strict('shell', {
    openExternal: (url: string) => {
      say(`shell.openExternal: ${url}`);
      open(url);
      return Promise.resolve();
    },
    showItemInFolder: (path: string) => {
      say(`shell.showItemInFolder: ${path}`);
    },
  } satisfies Pick<Shell, 'openExternal' | 'showItemInFolder'>);
}
