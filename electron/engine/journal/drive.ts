/** What a folder lies on, where the system says: SQLite's write-ahead log needs a drive of this computer. */
import { statfsSync } from 'node:fs';

/** Linux's own numbers (statfs(2)). FUSE may be local or far away: only told, never refused. */
const FAR_AWAY: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'SMB'],
  [0x564c, 'NCP'],
  [0x5346414f, 'AFS'],
  [0x73757245, 'Coda'],
  [0x00c36400, 'Ceph'],
]);
const MAYBE_FAR_AWAY: ReadonlyMap<number, string> = new Map([
  [0x65735546, 'FUSE'],
  [0x01021997, '9P'],
]);

export interface Drive {
  readonly name: string;
  readonly isFarAway: boolean;
}

/** Null for an ordinary drive. Only Linux's numbers mean a kind of drive. */
export function driveOfType(type: number, platform: NodeJS.Platform): Drive | null {
  if (platform !== 'linux') return null;
  const unsigned = type >>> 0;
  const far = FAR_AWAY.get(unsigned);
  if (far !== undefined) return { name: far, isFarAway: true };
  const maybe = MAYBE_FAR_AWAY.get(unsigned);
  return maybe === undefined ? null : { name: maybe, isFarAway: false };
}

export function driveOf(folder: string): Drive | null {
  // A share by its Windows name says by itself that it is one.
  if (process.platform === 'win32' && folder.startsWith('\\\\')) {
    return { name: 'SMB', isFarAway: true };
  }
  return driveOfType(statfsSync(folder).type, process.platform);
}
