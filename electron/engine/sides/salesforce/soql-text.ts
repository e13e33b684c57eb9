/** SOQL written safely, and cut so that its address stays below the 16,384 bytes Salesforce takes. */

/** Leaves 2,000 bytes for the rest of the query and its address. */
const LONGEST_LIST = 14_300;

export function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}

/** For LIKE: what was typed, taken by its letters. */
export function quoteContaining(text: string): string {
  return `'%${text.replace(/[\\'%_]/g, '\\$&')}%'`;
}

/** Lists for `IN (...)`, each short enough for an address even after percent-encoding. */
export function inLists(values: Iterable<string>): readonly string[] {
  const lists: string[] = [];
  let list: string[] = [];
  let length = 0;
  for (const value of values) {
    const quoted = quote(value);
    // A URL encodes the two quotes and the comma as well.
    const encoded = encodeURIComponent(quoted).length + 2 * 2 + 3;
    if (length + encoded > LONGEST_LIST && list.length > 0) {
      lists.push(list.join(','));
      list = [];
      length = 0;
    }
    list.push(quoted);
    length += encoded;
  }
  if (list.length > 0) lists.push(list.join(','));
  return lists;
}
