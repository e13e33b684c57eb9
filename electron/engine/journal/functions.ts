/** What a set-based statement asks of our own code, row by row. */
import type Database from 'better-sqlite3';
import { searchTextOf } from './search-text.ts';

export function addFunctions(sqlite: Database.Database): void {
  sqlite.function(
    'search_text',
    { deterministic: true },
    (recordId, firstName, lastName, email, company) =>
      searchTextOf(textOf(recordId) ?? '', {
        firstName: textOf(firstName),
        lastName: textOf(lastName),
        email: textOf(email),
        company: textOf(company),
      }),
  );
}

function textOf(cell: unknown): string | null {
  return typeof cell === 'string' ? cell : null;
}
