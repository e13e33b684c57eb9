import type { FastifyInstance, FastifyReply } from 'fastify';
import { ApiRefusal, requestError } from './api-error.ts';
import { LOCATOR_EXPIRED } from './fault-answers.ts';
import type { Cursors, Cursor } from './soql/cursors.ts';
import { runQuery } from './soql/run-query.ts';
import type { Org } from './write-record.ts';

const MOST_PER_PAGE = 2000;
const FEWEST_PER_PAGE = 200;

export function addQueryRoutes(
  app: FastifyInstance,
  context: { readonly org: Org; readonly cursors: Cursors; readonly newCursorId: () => string },
): void {
  const { org, cursors } = context;
  /** A watermark is read off this header: it tells the time that stamps the records. */
  const stampWithClock = (reply: FastifyReply): void => {
    void reply.header('Date', org.clock().toUTCString());
  };

  // `/query/?q=`, as some clients write it, is routed to the same place (ignoreTrailingSlash).
  for (const name of ['query', 'queryAll']) {
    app.get<{ Params: { version: string }; Querystring: { q?: string } }>(
      `/services/data/v:version/${name}`,
      (request, reply) => {
        stampWithClock(reply);
        const { version } = request.params;
        const soql = request.query.q;
        if (soql === undefined) {
          throw new ApiRefusal(requestError(400, 'MALFORMED_QUERY', 'A query is missing.'));
        }
        const result = runQuery({
          store: org.store,
          faults: org.faults.settings(),
          version,
          soql,
          isAll: name === 'queryAll',
        });
        if (result.kind === 'count') return { totalSize: result.count, done: true, records: [] };
        const { rows, render } = result;
        const { pageRows } = org.faults.settings();
        const wished = pageSizeOf(request.headers['sforce-query-options']);
        const pageSize = Math.min(wished, pageRows ?? wished);
        const cursor = { id: context.newCursorId(), rows, render, pageSize };
        if (rows.length > pageSize) cursors.open(cursor);
        return page(cursor, 0, version);
      },
    );
  }

  app.get<{ Params: { version: string; locator: string } }>(
    '/services/data/v:version/query/:locator',
    (request, reply) => {
      stampWithClock(reply);
      const found = cursors.find(request.params.locator);
      if (found === null) throw new ApiRefusal(LOCATOR_EXPIRED);
      const { repeatRows } = org.faults.settings();
      return page(found.cursor, found.offset, request.params.version, repeatRows);
    },
  );
}

function page(cursor: Cursor, offset: number, version: string, repeated = 0): unknown {
  const { id, rows, render, pageSize } = cursor;
  const end = offset + pageSize;
  const isDone = end >= rows.length;
  return {
    totalSize: rows.length,
    done: isDone,
    ...(isDone ? {} : { nextRecordsUrl: `/services/data/v${version}/query/${id}-${end}` }),
    records: rows.slice(Math.max(0, offset - repeated), end).map(render),
  };
}

/** `Sforce-Query-Options: batchSize=200`: a wish, held to what the API allows. */
function pageSizeOf(header: string | readonly string[] | undefined): number {
  const [, wish = null] = /batchSize=(\d+)/.exec(header?.toString() ?? '') ?? [];
  if (wish === null) return MOST_PER_PAGE;
  return Math.min(MOST_PER_PAGE, Math.max(FEWEST_PER_PAGE, Number(wish)));
}
