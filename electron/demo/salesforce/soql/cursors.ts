import type { StoredRecord } from '../store.ts';
import type { Render } from './projection.ts';

/** The rest of an answer that did not fit one page, known by its locator: `<cursor id>-<offset>`. */
export interface Cursor {
  readonly id: string;
  readonly rows: readonly StoredRecord[];
  readonly render: Render;
  readonly pageSize: number;
}

export interface Cursors {
  open(cursor: Cursor): void;
  find(locator: string): { readonly cursor: Cursor; readonly offset: number } | null;
}

/** Open cursors hold their rows; the oldest goes when more are open than anybody reads at once. */
const MOST_OPEN = 50;

export function createCursors(): Cursors {
  const cursors = new Map<string, Cursor>();
  return {
    open(cursor) {
      cursors.set(cursor.id, cursor);
      const [oldest] = cursors.keys();
      if (cursors.size > MOST_OPEN && oldest !== undefined) cursors.delete(oldest);
    },
    find(locator) {
      const [, id = '', offset = ''] = /^(\w+)-(\d+)$/.exec(locator) ?? [];
      const cursor = cursors.get(id);
      return cursor === undefined ? null : { cursor, offset: Number(offset) };
    },
  };
}
