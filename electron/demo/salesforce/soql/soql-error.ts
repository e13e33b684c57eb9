import { ApiRefusal, requestError } from '../api-error.ts';

/** How many characters of a long query an error shows before and after the place. */
const WINDOW = 60;

/** A SOQL error as the API words it: the query around the place, a caret, row and column, the reason. */
export function refuseAt(
  soql: string,
  code: string,
  place: string,
  reason: string,
  section: 'WHERE' | null = null,
): never {
  const from = section === null ? 0 : Math.max(0, indexOfWord(soql, section, 0));
  const offset = Math.max(from, indexOfWord(soql, place, from));
  const start = offset <= WINDOW ? 0 : offset - WINDOW;
  const line = soql.slice(start, offset + WINDOW);
  const caret = `${' '.repeat(offset - start)}^`;
  throw new ApiRefusal(
    requestError(400, code, `\n${line}\n${caret}\nERROR at Row:1:Column:${offset + 1}\n${reason}`),
  );
}

export function refuseQuery(reason: string): never {
  throw new ApiRefusal(requestError(400, 'MALFORMED_QUERY', reason));
}

function indexOfWord(soql: string, word: string, from: number): number {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w.])${escaped}(?![\\w.])`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(soql)?.index ?? -1;
}
