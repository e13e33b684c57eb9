/** What belongs to the desktop and is not here: native dialogs, and opening things elsewhere. Each says on stderr what it did. */
import { spawn } from 'node:child_process';
import { say } from '../host-settings.ts';
import { strict } from '../not-implemented.ts';

interface MessageBox {
  readonly message?: string;
  readonly cancelId?: number;
  readonly defaultId?: number;
}

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
    showMessageBox: (...args: readonly MessageBox[]) => {
      const box = args.at(-1);
      const response = box?.cancelId ?? box?.defaultId ?? 0;
      say(`dialog.showMessageBox: "${box?.message ?? ''}", answering ${response}`);
      return Promise.resolve({ response, checkboxChecked: false });
    },
    showErrorBox: (title: string, content: string) => {
      say(`dialog.showErrorBox: ${title}: ${content}`);
    },
  });
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
  });
}
