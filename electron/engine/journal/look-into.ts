/** Reads a SQLite file through a connection that can't write, and leaves the folder as it was. */
import { existsSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';

export function lookInto<T>(path: string, work: (sqlite: Database.Database) => T): T {
  const made = ['-wal', '-shm'].filter((end) => !existsSync(`${path}${end}`));
  const sqlite = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return work(sqlite);
  } finally {
    sqlite.close();
    // A reader makes an empty log and its index, and can't take them away itself.
    for (const end of made) rmSync(`${path}${end}`, { force: true });
  }
}
