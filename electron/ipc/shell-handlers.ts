/** Main's own channels: workspaces, sign-in, dialogs. Each answers a value or throws a Refusal. */
import { clipboard, dialog, shell } from 'electron';
import type { BrowserWindow, SaveDialogOptions } from 'electron';
import { SIDES } from '../../shared/domain/side.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { Requests, ShellRequests, ShellState } from '../../shared/ipc/contract.ts';
import type { Session } from '../app/session.ts';
import type { SignIns } from '../app/sign-ins.ts';
import { Refusal } from '../engine/refusal.ts';
import { refuseHost } from '../engine/sides/allowed-host.ts';
import { writeDiffCsv, writePlanCsv } from '../workspace/write-csv.ts';
import { removeWorkspaceFiles } from '../workspace/workspaces.ts';

export type ShellHandlers = {
  [K in keyof ShellRequests]: (
    input: Requests[K]['input'],
  ) => Promise<Requests[K]['output']> | Requests[K]['output'];
};

export function shellHandlers(deps: {
  readonly session: Session;
  readonly signIns: SignIns;
  readonly dataDir: string;
  readonly window: () => BrowserWindow | null;
}): ShellHandlers {
  const { session, signIns, dataDir } = deps;

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

  /** What is signed in to has changed: the workspace, where it is the open one, begins with it. */
  async function takeUp(workspace: string): Promise<ShellState> {
    const open = session.current();
    if (open?.workspace.name === workspace) await open.reconnect();
    return session.state();
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
    'journal:restore': async ({ workspace, backup }) => {
      await session.open(workspace, { restore: backup });
      return session.state();
    },
    'keychain:check': () => session.keychain(),
    'auth:sign-in': async (given) => {
      for (const side of SIDES) {
        const pasted = given[side];
        if (pasted !== null) await signIns.paste(given.workspace, side, pasted);
      }
      return takeUp(given.workspace);
    },
    'auth:browser': async ({ workspace, loginUrl }) => {
      await signIns.byBrowser(workspace, loginUrl);
      return takeUp(workspace);
    },
    'auth:browser-cancel': async () => {
      await signIns.cancel();
      return null;
    },
    'auth:use': async ({ workspace, side, orgId, userId }) => {
      await signIns.use(workspace, side, { orgId, userId });
      return takeUp(workspace);
    },
    'auth:sign-out': async ({ workspace, side, account }) => {
      const unrevoked = await signIns.signOut(workspace, side, account);
      return { ...(await takeUp(workspace)), unrevoked };
    },
    'settings:set': async ({ workspace, settings }) => {
      await signIns.set(workspace, settings);
      const open = session.current();
      if (open?.workspace.name === workspace) await open.takeSettings();
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
      const open = session.current();
      const isOurs =
        open !== null &&
        SIDES.some((side) => {
          const reach = { workspaceKind: open.workspace.kind, url: open.addresses()[side] };
          return reach.url !== null && refuseHost(side, url, reach) === null;
        });
      if (isOurs) await shell.openExternal(url);
      return null;
    },
    'shell:copy': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
  };
}
