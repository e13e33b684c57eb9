/** A small app for the conformance tests; plain JavaScript, so that the real Electron runs it as it is. */
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  protocol,
  session,
  shell,
} from 'electron';

const userData = process.env.CONFORMANCE_USER_DATA;
mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);

const journal = (line) => appendFileSync(join(userData, 'journal.txt'), `${line}\n`);
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const POLICY =
  "default-src 'none'; script-src app: 'self'; style-src 'self'; connect-src 'self'; img-src 'none'; font-src 'self'";

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (!app.requestSingleInstanceLock()) app.quit();
app.on('second-instance', (_event, argv) => journal(`second-instance ${argv.at(-1)}`));
app.on('before-quit', () => journal('before-quit'));
app.on('will-quit', () => journal('will-quit'));
app.on('window-all-closed', () => app.quit());
for (const event of ['suspend', 'resume']) powerMonitor.on(event, () => journal(event));

function serve(request) {
  const { host, pathname } = new URL(request.url);
  if (host !== 'bundle') return new Response('', { status: 404 });
  if (pathname === '/echo') return Response.json({ url: request.url, method: request.method });
  try {
    const type = TYPES[pathname.slice(pathname.lastIndexOf('.'))] ?? 'application/octet-stream';
    const headers = { 'content-type': type, 'content-security-policy': POLICY };
    return new Response(readFileSync(join(import.meta.dirname, 'renderer', pathname)), { headers });
  } catch {
    return new Response('', { status: 404 });
  }
}

function openWindow(hash = '') {
  const window = new BrowserWindow({
    width: 1000,
    height: 700,
    useContentSize: true,
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  const { webContents } = window;
  window.once('ready-to-show', () => journal('ready-to-show'));
  webContents.on('did-finish-load', () => journal('did-finish-load'));
  webContents.on('render-process-gone', (_event, details) =>
    journal(`render-process-gone ${details.reason}`),
  );
  webContents.on('will-navigate', (event) => {
    journal(`will-navigate ${event.url}`);
    if (!event.url.startsWith('app://bundle/')) event.preventDefault();
  });
  webContents.setWindowOpenHandler(({ url }) => {
    void shell.openExternal(url);
    return { action: 'deny' };
  });
  void window.loadURL(process.env.CONFORMANCE_URL ?? `app://bundle/index.html${hash}`);
  return window;
}

ipcMain.handle('echo', (_event, value) => value);
ipcMain.handle('fail', () => {
  throw new TypeError('no such thing');
});
ipcMain.handle('return-function', () => () => 1);
ipcMain.handle('sender', ({ sender, senderFrame }) => ({
  url: senderFrame.url,
  origin: senderFrame.origin,
  isTop: senderFrame.parent === null,
  isMainFrame: senderFrame === sender.mainFrame,
  contents: sender.id,
}));
ipcMain.handle('bytes', (_event, length) => new Uint8Array(length).fill(7));
ipcMain.handle('last-byte', (_event, bytes) => [
  bytes.constructor.name,
  bytes.length,
  bytes.at(-1),
]);
ipcMain.handle('theme', (_event, source) => {
  nativeTheme.themeSource = source;
  return nativeTheme.shouldUseDarkColors;
});
ipcMain.handle('save', (event) =>
  dialog.showSaveDialog(BrowserWindow.fromWebContents(event.sender), {}),
);
ipcMain.handle(
  'sqlite',
  (_event, rows) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('worker.js', import.meta.url), {
        workerData: { rows, file: join(userData, 'rows.db') },
      });
      worker.once('message', resolve).once('error', reject);
    }),
);
ipcMain.on('ticks', (event, count) => {
  for (let tick = 0; tick < count; tick += 1) event.sender.send('tick', tick);
});

globalThis.openWindow = openWindow;
globalThis.menuClicks = 0;

void app.whenReady().then(() => {
  protocol.handle('app', serve);
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, callback) =>
    callback(false),
  );
  session.defaultSession.setPermissionCheckHandler(() => false);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { role: 'editMenu' },
      {
        label: 'File',
        submenu: [
          {
            id: 'new',
            label: 'New',
            accelerator: 'CmdOrCtrl+Shift+N',
            click: () => (globalThis.menuClicks += 1),
          },
          { role: 'quit' },
        ],
      },
    ]),
  );
  openWindow();
});
