/** Which of our errors a failure of SQLite or of the file system under the journal is; null for a defect. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AppError } from '../../../shared/errors/app-error.ts';

export function journalErrorOf(path: string, failure: unknown): AppError | null {
  const code = codeOf(failure);
  if (code === null) return null;
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return { code: 'journal/damaged', path, detail: messageOf(failure) };
  }
  if (FULL_CODES.has(code) || (code.startsWith('SQLITE_IOERR') && isFull(path))) {
    return { code: 'journal/disk-full', path };
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { code: 'journal/locked', path };
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    PERMISSION_CODES.has(code)
  ) {
    return { code: 'journal/read-only', path };
  }
  return null;
}

const FULL_CODES = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

/** SQLite calls a write that found no room for the index of its log an I/O error. */
function isFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NO_ROOM_BYTES;
  } catch {
    return false;
  }
}

const NO_ROOM_BYTES = 64 * 1024;

/** Codes of Node's file system that mean: nothing can be written at this path. */
const PERMISSION_CODES = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR']);

function codeOf(failure: unknown): string | null {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string'
    ? failure.code
    : null;
}

function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
