/** One running app per user data folder: a symlink naming the owner's pid, and a socket that takes the second one's argv. */
import { createHash } from 'node:crypto';
import { mkdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeCodec } from '../page/codec.ts';

export interface SecondInstance {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

export interface SingleInstance {
  /** Synchronous, as Electron's; false when another process holds it, which is then told. */
  request(additionalData: unknown): boolean;
  has(): boolean;
  release(): void;
  /** Settles when the owner has been told. */
  readonly told: () => Promise<void>;
}

export function createSingleInstance(
  userData: () => string,
  onSecond: (second: SecondInstance) => void,
): SingleInstance {
  let held: { readonly link: string; readonly server: Server } | undefined;
  let told: Promise<void> = Promise.resolve();

  const listen = (socketPath: string): Server => {
    rmSync(socketPath, { force: true });
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      socket.on('error', () => undefined);
      void text(socket).then((message) => {
        onSecond(nodeCodec.unpack(message) as SecondInstance);
        socket.end();
      });
    });
    server.on('error', () => undefined);
    server.listen(socketPath);
    server.unref();
    return server;
  };

  const tell = (socketPath: string, second: SecondInstance): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        resolve();
      };
      connect(socketPath).on('error', done).on('close', done).end(nodeCodec.pack(second)).resume();
    });

  return {
    request: (additionalData) => {
      if (held) return true;
      const folder = userData();
      mkdirSync(folder, { recursive: true });
      const link = join(folder, 'ChromiumHostLock');
      const digest = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16);
      const socketPath = join(tmpdir(), `chromium-host-${digest}.sock`);
      if (!claim(link)) {
        told = tell(socketPath, {
          argv: process.argv,
          workingDirectory: process.cwd(),
          additionalData,
        });
        return false;
      }
      held = { link, server: listen(socketPath) };
      return true;
    },
    has: () => held !== undefined,
    release: () => {
      held?.server.close();
      if (held) rmSync(held.link, { force: true });
      held = undefined;
    },
    told: () => told,
  };
}

/** A link whose owner has died is replaced. */
function claim(link: string): boolean {
  if (isOwned(link)) return false;
  rmSync(link, { force: true });
  try {
    symlinkSync(String(process.pid), link);
    return true;
  } catch {
    return false;
  }
}

function isOwned(link: string): boolean {
  try {
    process.kill(Number(readlinkSync(link)), 0);
    return true;
  } catch {
    return false;
  }
}
