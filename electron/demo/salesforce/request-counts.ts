/** Requests to the API since the start; paths with their ids taken out. */
export interface RequestCounts {
  readonly read: number;
  readonly write: number;
  readonly byPath: Readonly<Record<string, number>>;
  /** Milliseconds they were open, each from its head to the end of its answer. */
  readonly openMs: number;
}

export function createRequestCounter(): {
  readonly count: (method: string, path: string) => void;
  readonly closed: (openMs: number) => void;
  readonly counts: () => RequestCounts;
} {
  const byPath: Record<string, number> = {};
  let read = 0;
  let write = 0;
  let openMs = 0;
  return {
    count(method, path) {
      const key = `${method} ${withoutIds(path)}`;
      byPath[key] = (byPath[key] ?? 0) + 1;
      if (isRead(method, path)) read += 1;
      else write += 1;
    },
    closed: (ms) => (openMs += ms),
    counts: () => ({ read, write, byPath: { ...byPath }, openMs }),
  };
}

/** Also `POST /composite/sobjects/X`, which retrieves, and whatever is done with a query job. */
function isRead(method: string, path: string): boolean {
  if (method === 'GET' || path.includes('/jobs/query')) return true;
  return method === 'POST' && /\/composite\/sobjects\/\w+$/.test(path);
}

function withoutIds(path: string): string {
  return path
    .replace(/^\/services\/data\/v[\d.]+/, '')
    .replace(/\/query\/\w+-\d+$/, '/query/{locator}')
    .replace(/(\/jobs\/(?:ingest|query))\/\w{18}/, '$1/{id}')
    .replace(/(\/sobjects\/\w+)\/[0-9A-Za-z]{15,18}$/, '$1/{id}');
}
