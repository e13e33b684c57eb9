/** A CSV file made of rows as they come, written whole or not at all. */
import { csvText, linesOf } from './csv-text.ts';
import { writeFileWhole } from './write-file.ts';

const ROWS_PER_PIECE = 1_000;

export async function writeCsvFile(
  path: string,
  columns: readonly string[],
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
): Promise<{ readonly path: string; readonly rows: number }> {
  let count = 0;
  async function* pieces(): AsyncGenerator<string> {
    yield* csvText(columns, []);
    let page: (readonly string[])[] = [];
    for await (const row of rows) {
      page.push(row);
      count += 1;
      if (page.length < ROWS_PER_PIECE) continue;
      yield linesOf(page);
      page = [];
    }
    if (page.length > 0) yield linesOf(page);
  }
  await writeFileWhole(path, pieces());
  return { path, rows: count };
}
