/** Main's own channels: workspaces, sign-in, dialogs. Each answers a value or throws a Refusal. */
import { clipboard, dialog, shell } from 'electron';
import type { BrowserWindow, SaveDialogOptions } from 'electron';
import { SIDES } from '../../shared/domain/side.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { Requests, ShellRequests } from '../../shared/ipc/contract.ts';
import type { Session } from '../app/session.ts';
import type { TokenVault } from '../auth/token-vault.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseHost } from '../engine/sides/allowed-host.ts';
import { writeDiffCsv, writePlanCsv } from '../workspace/write-csv.ts';
import { findWorkspace, removeWorkspaceFiles } from '../workspace/workspaces.ts';

export type ShellHandlers = {
  [K in keyof ShellRequests]: (
    input: Requests[K]['input'],
  ) => Promise<Requests[K]['output']> | Requests[K]['output'];
};

export function shellHandlers(deps: {
  readonly session: Session;
  readonly vault: TokenVault;
  readonly dataDir: string;
  readonly window: () => BrowserWindow | null;
}): ShellHandlers {
  const { session, vault, dataDir } = deps;

  async function engine<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<EngineRequests[K]['output']> {
    const reply = await session.call(channel, input);
    if (!reply.ok) throw new Refusal(reply.error);
    return reply.value;
  }

  async function askPath(options: SaveDialogOptions): Promise<string | null> {
    const window = deps.window();
    const answer = await (window
      ? dialog.showSaveDialog(window, options)
      : dialog.showSaveDialog(options));
    return answer.canceled || answer.filePath === '' ? null : answer.filePath;
  }

  const csvPath = (defaultPath: string) =>
    askPath({ defaultPath, filters: [{ name: 'CSV', extensions: ['csv'] }] });

  return {
    'shell:state': () => session.state(),
    'shell:place': (place) => {
      session.keepPlace(place);
      return null;
    },
    'workspace:open': async ({ name }) => {
      await session.open(name);
      return session.state();
    },
    'keychain:check': () => session.keychain(),
    'auth:sign-in': async (signIn) => {
      const workspace = findWorkspace(dataDir, signIn.workspace);
      for (const side of SIDES) {
        const given = signIn[side];
        const refused =
          given && refuseHost(side, given.url, { workspaceKind: workspace.kind, url: null });
        if (refused) throw new Refusal(refused);
      }
      for (const side of SIDES) {
        const given = signIn[side];
        const stored = given && (await vault.store(workspace.name, side, given));
        if (stored && !stored.ok) throw new Refusal(stored.error);
      }
      if (session.current()?.workspace.name === workspace.name)
        await session.current()?.reconnect();
      else await session.open(workspace.name);
      return session.state();
    },
    'auth:browser': () => {
      throw new Refusal({ code: 'auth/no-client-id', side: 'salesforce' });
    },
    'auth:browser-cancel': () => null,
    'auth:use': () => session.state(),
    'settings:set': () => session.state(),
    'auth:sign-out': async ({ workspace, side: only }) => {
      for (const side of only === null ? SIDES : [only]) {
        const forgotten = await vault.forget(workspace, side);
        if (!forgotten.ok) throw new Refusal(forgotten.error);
      }
      await session.current()?.reconnect();
      return session.state();
    },
    'auth:renew': async () => {
      await session.current()?.renew();
      await session.current()?.reconnect();
      return session.state();
    },
    'demo:reset': async () => {
      const open = session.current();
      if (open?.workspace.kind !== 'demo') return session.state();
      const { name } = open.workspace;
      await session.close();
      removeWorkspaceFiles(dataDir, name);
      await session.open(name, { isFresh: true });
      return session.state();
    },
    'report:save': async ({ txId }) => {
      const { fileName } = await engine('report:name', { txId });
      const path = await csvPath(fileName);
      return path === null ? null : engine('report:write', { txId, path });
    },
    'plan:save': async ({ digest }) => {
      const path = await csvPath(`plan-${digest.slice(0, 12)}.csv`);
      return path === null ? null : writePlanCsv(engine, digest, path);
    },
    'diff:save': async () => {
      const path = await csvPath('differences.csv');
      return path === null ? null : writeDiffCsv(engine, path);
    },
    'audit:save': async () => {
      const path = await csvPath('audit.csv');
      return path === null ? null : engine('audit:write', { path });
    },
    'shell:show-file': ({ path }) => {
      shell.showItemInFolder(path);
      return null;
    },
    'shell:open-link': async ({ url }) => {
      const kind = session.current()?.workspace.kind;
      const isOurs =
        kind !== undefined &&
        SIDES.some((side) => refuseHost(side, url, { workspaceKind: kind, url: null }) === null);
      if (isOurs) await shell.openExternal(url);
      return null;
    },
    'shell:copy': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
  };
}
