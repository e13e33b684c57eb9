/**
 * Writes a file a page at a time: into a file beside it first, which takes its place only when it is whole.
 * Errors: a Refusal with report/unwritable; what stood at the path before still stands there.
 */
import type { FileHandle } from 'node:fs/promises';
import { open, rename, rm } from 'node:fs/promises';
import { Refusal } from '../refusal.ts';

export interface Written {
  readonly path: string;
  readonly bytes: number;
}

export async function writeFileWhole(
  path: string,
  pages: Iterable<string> | AsyncIterable<string>,
): Promise<Written> {
  const part = `${path}.${String(process.pid)}.part`;
  try {
    const file = await open(part, 'w');
    try {
      const bytes = await writePages(file, pages);
      await file.sync();
      await file.close();
      await rename(part, path);
      return { path, bytes };
    } catch (failure) {
      await file.close().catch(() => null);
      await rm(part, { force: true });
      throw failure;
    }
  } catch (failure) {
    if (!isOfFileSystem(failure)) throw failure;
    throw new Refusal({ code: 'report/unwritable', path, detail: failure.message }, failure);
  }
}

async function writePages(
  file: FileHandle,
  pages: Iterable<string> | AsyncIterable<string>,
): Promise<number> {
  let bytes = 0;
  for await (const page of pages) {
    const chunk = Buffer.from(page, 'utf8');
    await file.writeFile(chunk);
    bytes += chunk.length;
  }
  return bytes;
}

function isOfFileSystem(failure: unknown): failure is NodeJS.ErrnoException {
  return failure instanceof Error && 'syscall' in failure;
}
