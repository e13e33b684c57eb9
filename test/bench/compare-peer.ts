/** One peer that is a package, in a process of its own: reads two files, writes what differs as CSV. */
import { createReadStream, writeFileSync } from 'node:fs';
import Papa from 'papaparse';
import { loadPeer } from './peers.ts';

const [peer = '', left = '', right = '', out = ''] = process.argv.slice(2);
const FIELDS = ['first name', 'last name', 'company', 'title', 'phone', 'status'];
const quoted = (name: string) => `"${name}"`;

type Row = Readonly<Record<string, string>>;

interface DuckDb {
  readonly DuckDBInstance: {
    create(): Promise<{ connect(): Promise<{ run(sql: string): Promise<unknown> }> }>;
  };
}

async function duckdb(): Promise<void> {
  const { DuckDBInstance } = loadPeer('@duckdb/node-api') as DuckDb;
  const db = await (await DuckDBInstance.create()).connect();
  for (const [table, path] of [
    ['l', left],
    ['r', right],
  ]) {
    await db.run(
      `CREATE TABLE ${table} AS SELECT lower(trim(email)) AS k, * FROM read_csv('${path}', all_varchar = true)`,
    );
  }
  const differing = FIELDS.map(
    (
      field,
    ) => `SELECT l.k, 'conflict' AS class, '${field}' AS field, l.${quoted(field)} AS a, r.${quoted(field)} AS b
      FROM l JOIN r USING (k) WHERE l.${quoted(field)} IS DISTINCT FROM r.${quoted(field)}`,
  );
  const alone = (one: string, other: string) =>
    `SELECT k, 'only-${one}', '', NULL, NULL FROM ${one} ANTI JOIN ${other} USING (k)`;
  const all = [...differing, alone('l', 'r'), alone('r', 'l')].join(' UNION ALL ');
  await db.run(`COPY (SELECT * FROM (${all}) ORDER BY 1, 3) TO '${out}' (HEADER)`);
}

interface Frame {
  join(other: Frame, options: object): Frame;
  filter(predicate: unknown): Frame;
  sort(by: string): Frame;
  writeCSV(path: string): void;
}
interface Column {
  neq(other: Column): Column;
  or(other: Column): Column;
  isNull(): Column;
}
interface Polars {
  readCSV(path: string, options: object): Frame;
  col(name: string): Column;
}

function polars(): void {
  const pl = loadPeer('nodejs-polars') as Polars;
  const read = (path: string) => pl.readCSV(path, { inferSchemaLength: 0 });
  const differs = FIELDS.map((field) => pl.col(field).neq(pl.col(`${field}_right`)));
  const missing = pl.col('email').isNull().or(pl.col('email_right').isNull());
  read(left)
    .join(read(right), { on: 'email', how: 'full', suffix: '_right' })
    .filter(differs.reduce((any, one) => any.or(one), missing))
    .sort('email')
    .writeCSV(out);
}

function parsed(path: string): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>();
  return new Promise((resolve, reject) => {
    Papa.parse<Row>(createReadStream(path), {
      header: true,
      step: ({ data }) => {
        if (data['email'] !== undefined) rows.set(data['email'].trim().toLowerCase(), data);
      },
      complete: () => {
        resolve(rows);
      },
      error: reject,
    });
  });
}

async function papaparse(): Promise<void> {
  const [a, b] = [await parsed(left), await parsed(right)];
  const lines: string[][] = [];
  for (const [email, row] of a) {
    const other = b.get(email);
    if (other === undefined) lines.push([email, 'only-l', '', '', '']);
    else {
      for (const field of FIELDS) {
        const [from, to] = [row[field] ?? '', other[field] ?? ''];
        if (from !== to) lines.push([email, 'conflict', field, from, to]);
      }
    }
  }
  for (const email of b.keys()) if (!a.has(email)) lines.push([email, 'only-r', '', '', '']);
  lines.sort((x, y) => ((x[0] ?? '') < (y[0] ?? '') ? -1 : 1));
  writeFileSync(out, Papa.unparse(lines));
}

if (peer === 'duckdb') await duckdb();
else if (peer === 'polars') polars();
else await papaparse();
