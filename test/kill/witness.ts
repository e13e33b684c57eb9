/**
 * Sees what this process does from outside the product, and says so before and after: each commit of the
 * journal at better-sqlite3, each request at undici. Who listens may end the process there.
 */
import { subscribe } from 'node:diagnostics_channel';
import Database from 'better-sqlite3';
import { endpointKind as kindAtSalesforce } from '../../electron/demo/salesforce/endpoint-kind.ts';
import { endpointKind as kindAtVoyage } from '../../electron/demo/voyage/endpoint-kind.ts';
import { nameOfCommit, writingSql } from './transitions.ts';

/** `inside`: after the first write of a transaction. `before`: with all of it written and nothing committed. */
type CommitMoment = 'inside' | 'before' | 'after';

const REQUEST_MOMENTS = {
  'undici:request:create': 'about to ask',
  'undici:client:sendHeaders': 'asking',
  'undici:request:bodySent': 'asked',
  'undici:request:headers': 'answer begins',
  'undici:request:trailers': 'answer read',
} as const;

export function watchProcess(
  watched: { readonly journalPath: string; readonly voyageUrl: string },
  passed: (point: string) => void,
): void {
  watchRequests(watched.voyageUrl, passed);
  watchJournal(watched.journalPath, passed);
}

function watchRequests(voyageUrl: string, passed: (point: string) => void): void {
  const voyage = new URL(voyageUrl).origin;
  for (const [channel, moment] of Object.entries(REQUEST_MOMENTS)) {
    subscribe(channel, (message) => {
      const { origin, method, path } = (message as { request: Asked }).request;
      const isVoyage = String(origin) === voyage;
      const kind = isVoyage
        ? kindAtVoyage(method, path)
        : kindAtSalesforce(method, path.split('?')[0] ?? '');
      passed(`request ${kind}: ${moment}`);
    });
  }
}

interface Asked {
  readonly origin: unknown;
  readonly method: string;
  readonly path: string;
}

interface Patched {
  prepare: (this: Database.Database, sql: string) => Database.Statement;
  transaction: (this: Database.Database, work: () => unknown) => () => unknown;
}

const RUNNERS = ['run', 'get', 'all'] as const;

function watchJournal(journalPath: string, passed: (point: string) => void): void {
  const proto = Database.prototype as unknown as Patched;
  const { prepare, transaction } = proto;
  let open: Set<string> | null = null;
  let lane = '';

  const say = (db: Database.Database, moment: CommitMoment, statements: Set<string>): void => {
    const name = nameOfCommit(statements);
    if (name === 'operation in flight' && moment !== 'after') lane = laneOf(db, prepare);
    const where = OF_A_LANE.has(name) ? ` ${lane}` : '';
    passed(`commit ${name}${where}: ${moment}`);
  };

  proto.prepare = function (sql) {
    const statement = prepare.call(this, sql);
    const written = this.name === journalPath ? writingSql(sql) : null;
    if (written === null) return statement;
    for (const runner of RUNNERS) {
      const original = statement[runner].bind(statement);
      statement[runner] = ((...bound: unknown[]) => {
        if (open !== null) {
          const result = original(...bound);
          const isFirst = open.size === 0;
          open.add(written);
          if (isFirst) say(this, 'inside', open);
          return result;
        }
        const alone = new Set([written]);
        say(this, 'before', alone);
        const result = original(...bound);
        say(this, 'after', alone);
        return result;
      }) as never;
    }
    return statement;
  };
  proto.transaction = function (work) {
    if (this.name !== journalPath) return transaction.call(this, work);
    const watched = transaction.call(this, () => {
      open = new Set();
      try {
        const result = work();
        if (open.size > 0) say(this, 'before', open);
        return result;
      } finally {
        last = open;
        open = null;
      }
    });
    let last = new Set<string>();
    return () => {
      const result = watched();
      if (last.size > 0) say(this, 'after', last);
      return result;
    };
  };
}

const OF_A_LANE = new Set(['operation in flight', 'operation settled', 'ticket kept']);

function laneOf(db: Database.Database, prepare: Patched['prepare']): string {
  const found = prepare
    .call(db, `SELECT side, is_undo FROM operation WHERE state = 'in-flight' LIMIT 1`)
    .get() as { side: string; is_undo: number } | undefined;
  return `${found?.side ?? 'nowhere'}${found?.is_undo === 1 ? ' undo' : ''}`;
}
