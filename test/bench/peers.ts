/**
 * The packages we are measured against and never ship, fetched on demand at pinned versions into
 * `node_modules/.cache/bench-peers`, where neither our lock file nor our checks see them.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const VERSIONS = {
  '@duckdb/node-api': '1.5.6-r.1',
  daff: '1.4.2',
  'nodejs-polars': '0.26.1',
} as const;
export type Peer = keyof typeof VERSIONS;

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/bench-peers');

/** True when the package is there, fetched now if need be; false where it can't be had. */
export function havePeer(peer: Peer): boolean {
  if (installedVersion(peer) === VERSIONS[peer]) return true;
  mkdirSync(FOLDER, { recursive: true });
  const manifest = join(FOLDER, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');
  try {
    const exact = `${peer}@${VERSIONS[peer]}`;
    execFileSync('npm', ['install', '--save-exact', '--no-audit', '--no-fund', exact], {
      cwd: FOLDER,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return installedVersion(peer) === VERSIONS[peer];
  } catch {
    return false;
  }
}

/** Loads a peer that `havePeer` answered for; what it exports is for the caller to say. */
export function loadPeer(peer: Peer): unknown {
  return createRequire(join(FOLDER, 'package.json'))(peer);
}

/** A file of a peer that `havePeer` answered for. */
export function peerPath(peer: Peer, file: string): string {
  return join(FOLDER, 'node_modules', peer, file);
}

function installedVersion(peer: Peer): string | null {
  const path = join(FOLDER, 'node_modules', peer, 'package.json');
  if (!existsSync(path)) return null;
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { readonly version: string };
  return version;
}
