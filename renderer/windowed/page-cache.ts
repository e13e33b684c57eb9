/**
 * Rows of a long list by index, asked for a page at a time and kept while they are near.
 *
 * In:     `fetch(from, count)` answers the rows from an index on, or null when it could not.
 * Laws:   at most `keptPages` pages are held; at most two questions are under way, and what is asked
 *         next is what was wanted last; an answer to a question asked before `clear` is dropped.
 * Errors: a page that could not be had stays absent until it is wanted again.
 */
export interface PageCache<Row> {
  /** The row, or undefined while its page is not here. */
  row(index: number): Row | undefined;
  /** Every row that is here. */
  held(): IterableIterator<Row>;
  /** Says which rows are wanted now (`end` exclusive). */
  want(first: number, end: number): void;
  /** Forgets every row; with `keepShown` what is shown stays until its page is here anew. */
  clear(options?: { readonly keepShown: boolean }): void;
  subscribe(listener: () => void): () => void;
  /** Changes whenever a page came or went. */
  version(): number;
}

export function createPageCache<Row>(options: {
  readonly fetch: (from: number, count: number) => Promise<readonly Row[] | null>;
  readonly total: () => number;
  readonly pageSize: number;
  readonly keptPages: number;
}): PageCache<Row> {
  const { fetch, pageSize, keptPages } = options;
  const pages = new Map<number, { rows: readonly Row[]; isStale: boolean }>();
  const asking = new Set<number>();
  const listeners = new Set<() => void>();
  let wanted: readonly number[] = [];
  let generation = 0;
  let version = 0;

  const changed = (): void => {
    version += 1;
    for (const listener of listeners) listener();
  };

  const dropFar = (near: number): void => {
    while (pages.size > keptPages) {
      const farthest = [...pages.keys()].reduce((far, page) =>
        Math.abs(page - near) > Math.abs(far - near) ? page : far,
      );
      pages.delete(farthest);
    }
  };

  const ask = async (page: number): Promise<void> => {
    const asked = generation;
    asking.add(page);
    const rows = await fetch(page * pageSize, pageSize).catch(() => null);
    if (asked !== generation) return;
    asking.delete(page);
    if (rows !== null) {
      pages.set(page, { rows, isStale: false });
      dropFar(wanted[0] ?? page);
      changed();
    } else wanted = wanted.filter((other) => other !== page);
    askNext();
  };

  const askNext = (): void => {
    for (const page of wanted) {
      if (asking.size >= 2) return;
      if (asking.has(page) || pages.get(page)?.isStale === false) continue;
      void ask(page);
    }
  };

  return {
    row: (index) => pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    *held() {
      for (const page of pages.values()) yield* page.rows;
    },
    want(first, end) {
      const last = Math.min(end, options.total()) - 1;
      const list: number[] = [];
      for (let page = Math.floor(first / pageSize); page * pageSize <= last; page += 1) {
        list.push(page);
      }
      wanted = list;
      askNext();
    },
    clear(how) {
      generation += 1;
      asking.clear();
      if (how?.keepShown === true) {
        for (const page of pages.keys()) if (!wanted.includes(page)) pages.delete(page);
        for (const page of pages.values()) page.isStale = true;
      } else pages.clear();
      changed();
      askNext();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}
