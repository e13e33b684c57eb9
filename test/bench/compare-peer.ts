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
  withColumns(column: Column): Frame;
  join(other: Frame, options: object): Frame;
  filter(predicate: Column): Frame;
  select(...columns: readonly Column[]): Frame;
  sort(by: string): Frame;
  writeCSV(path: string): void;
}
interface Column {
  readonly str: { strip(): Column; toLowerCase(): Column };
  alias(name: string): Column;
  fillNull(value: string): Column;
  neq(other: Column): Column;
}
interface Polars {
  readCSV(path: string, options: object): Frame;
  col(name: string): Column;
  lit(value: string): Column;
  concat(frames: readonly Frame[]): Frame;
}

/** A blank is null there, and null differs from nothing: blanks are made texts before they are compared. */
function polars(): void {
  const pl = loadPeer('nodejs-polars') as Polars;
  const key = pl.col('email').str.strip().str.toLowerCase().alias('k');
  const read = (path: string) => pl.readCSV(path, { inferSchemaLength: 0 }).withColumns(key);
  const [a, b] = [read(left), read(right)];
  const line = (frame: Frame, cls: string, field: string, from: Column, to: Column) =>
    frame.select(
      pl.col('k'),
      pl.lit(cls).alias('class'),
      pl.lit(field).alias('field'),
      from.alias('a'),
      to.alias('b'),
    );
  const joined = a.join(b, { on: 'k', how: 'inner', suffix: '_right' });
  const differing = FIELDS.map((field) => {
    const [from, to] = [pl.col(field), pl.col(`${field}_right`)];
    const differs = from.fillNull('').neq(to.fillNull(''));
    return line(joined.filter(differs), 'conflict', field, from, to);
  });
  const alone = (one: Frame, other: Frame, cls: string) =>
    line(
      one.join(other.select(pl.col('k')), { on: 'k', how: 'anti' }),
      cls,
      '',
      pl.lit(''),
      pl.lit(''),
    );
  pl.concat([...differing, alone(a, b, 'only-l'), alone(b, a, 'only-r')])
    .sort('k')
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
