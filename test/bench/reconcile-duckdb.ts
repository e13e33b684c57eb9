/**
 * DuckDB over the same lists, in memory and in a process of its own: what is compared was made comparable
 * before, as our sketches are. A full outer join with the bases, masks, classes and facets; no keeper is chosen
 * among duplicates, no link is followed and nothing is put in order: it is spared what we are not.
 */
import { FIELDS } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import { comparable, normalizeEmail } from '../../shared/reconcile/normalize.ts';
import { madePerson } from './made-lists.ts';
import { loadPeer } from './peers.ts';
import type { Reconciled, ReconcileTask } from './reconcile-tasks.ts';

interface Appender {
  readonly appendVarchar: (text: string) => void;
  readonly appendNull: () => void;
  readonly endRow: () => void;
  readonly closeSync: () => void;
}
interface Connection {
  readonly run: (sql: string) => Promise<unknown>;
  readonly createAppender: (table: string) => Promise<Appender>;
}
interface DuckDb {
  readonly DuckDBInstance: {
    readonly create: (path: string) => Promise<{ readonly connect: () => Promise<Connection> }>;
  };
}

const POLICY = { plusTags: false, gmailDots: false };
const COLUMNS = FIELDS.map((field) => `${field.toLowerCase()} VARCHAR`).join(', ');
const BASE_COLUMNS = FIELDS.flatMap((field) =>
  [`s_${field}`, `v_${field}`].map((c) => `${c} VARCHAR`),
);

async function load(db: Connection, { people, seed, version }: ReconcileTask): Promise<void> {
  await db.run(`CREATE TABLE m (id VARCHAR, identity VARCHAR, modified VARCHAR, ${COLUMNS})`);
  await db.run(`CREATE TABLE r (id VARCHAR, identity VARCHAR, modified VARCHAR, ${COLUMNS})`);
  await db.run(
    `CREATE TABLE b (row_key VARCHAR, m_id VARCHAR, r_id VARCHAR, ${BASE_COLUMNS.join(', ')})`,
  );
  const into = {
    m: await db.createAppender('m'),
    r: await db.createAppender('r'),
    b: await db.createAppender('b'),
  };
  const add = (to: Appender, cells: readonly (string | null)[]): void => {
    for (const cell of cells) {
      if (cell === null) to.appendNull();
      else to.appendVarchar(cell);
    }
    to.endRow();
  };
  const addRecord = (to: Appender, record: SideRecord): void => {
    const { identity } = normalizeEmail(record.values.email, POLICY);
    const values = FIELDS.map((field) => comparable(field, record.values[field]));
    add(to, [record.recordId, identity, record.modifiedAt, ...values]);
  };
  for (let at = 0; at < people; at += 1) {
    const { members, registrations, base } = madePerson(seed, at, version);
    for (const record of members) addRecord(into.m, record);
    for (const record of registrations) addRecord(into.r, record);
    if (base === null) continue;
    const legs = FIELDS.flatMap((field) =>
      (['salesforce', 'voyage'] as const).map((side) =>
        comparable(field, base.fields[field]?.[side] ?? null),
      ),
    );
    add(into.b, [base.rowKey, base.memberId, base.registrationId, ...legs]);
  }
  for (const appender of Object.values(into)) appender.closeSync();
}

const STATUS_OF = `CASE m.status WHEN 'Sent' THEN 'invited' WHEN 'Responded' THEN 'registered'
  WHEN 'Confirmed' THEN 'confirmed' WHEN 'Attended' THEN 'attended' WHEN 'No Show' THEN 'no_show' END`;

function mask(of: (field: string) => string): string {
  return FIELDS.map(
    (field, at) => `(CASE WHEN ${of(field)} THEN ${String(1 << at)} ELSE 0 END)`,
  ).join(' + ');
}

const KNOWN = '(b.m_id = m.id AND b.r_id = r.id)';
const COMPARE = `
CREATE OR REPLACE TABLE diff AS SELECT *,
  CASE WHEN identity IS NULL THEN 'no-email' WHEN m_id IS NULL THEN 'only-voyage'
    WHEN r_id IS NULL THEN 'only-salesforce' WHEN differs = 0 THEN 'in-sync'
    WHEN (differs & ~xor(moved_m, moved_r)) <> 0 THEN 'conflict' ELSE 'auto-merged' END AS cls
FROM (SELECT coalesce(m.identity, r.identity) AS identity, m.id AS m_id, r.id AS r_id,
    m.status AS m_status, r.status AS r_status,
    CASE WHEN m.id IS NULL OR r.id IS NULL THEN 0 ELSE ${mask((field) =>
      field === 'status'
        ? `${STATUS_OF} IS DISTINCT FROM r.status`
        : `m.${field} IS DISTINCT FROM r.${field}`,
    )} END AS differs,
    CASE WHEN ${KNOWN} THEN ${mask((field) => `m.${field} IS DISTINCT FROM b.s_${field}`)} ELSE 0 END AS moved_m,
    CASE WHEN ${KNOWN} THEN ${mask((field) => `r.${field} IS DISTINCT FROM b.v_${field}`)} ELSE 0 END AS moved_r
  FROM m FULL OUTER JOIN r ON m.identity = r.identity
  LEFT JOIN b ON b.row_key = coalesce(m.identity, r.identity))`;

const FACETS = [
  'CREATE OR REPLACE TABLE f1 AS SELECT cls, count(*) FROM diff GROUP BY cls',
  `CREATE OR REPLACE TABLE f2 AS SELECT ${FIELDS.map(
    (_, at) => `count(*) FILTER (WHERE (differs & ${String(1 << at)}) <> 0)`,
  ).join(', ')} FROM diff`,
  'CREATE OR REPLACE TABLE f3 AS SELECT m_status, count(*) FROM diff GROUP BY m_status',
  'CREATE OR REPLACE TABLE f4 AS SELECT r_status, count(*) FROM diff GROUP BY r_status',
];

export async function reconcileInDuckDb(task: ReconcileTask): Promise<Reconciled> {
  const { DuckDBInstance } = loadPeer('@duckdb/node-api') as DuckDb;
  const db = await (await DuckDBInstance.create(':memory:')).connect();
  await load(db, task);
  const before = process.cpuUsage();
  const from = performance.now();
  await db.run(COMPARE);
  for (const facet of FACETS) await db.run(facet);
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  return { wallMs, cpuMs: (user + system) / 1000, peakMiB, longestTurnMs: 0, again: null };
}
