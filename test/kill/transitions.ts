/**
 * What a commit of the journal means, by the SQL that is in it: docs/push-states.md tells of each. Where a
 * transaction makes several transitions it is named for the first of this list.
 */
const TRANSITIONS: readonly (readonly [name: string, sql: RegExp])[] = [
  ['run started', /^INSERT INTO run /],
  ['run ended', /^UPDATE run SET phase = 'ended'/],
  ['run turns to undoing', /^UPDATE run SET phase = 'undoing'/],
  ['run cancelled', /^UPDATE run SET is_cancelled = 1/],
  ['operation settled', /^UPDATE operation SET state = 'settled'/],
  ['operation in flight', /^UPDATE operation SET state = 'in-flight'/],
  ['operation planned again', /^UPDATE operation SET state = 'planned'/],
  ['ticket kept', /^INSERT OR IGNORE INTO push_ticket/],
  ['run paused', /^UPDATE run SET is_paused = 1/],
  ['run goes on', /^UPDATE run SET is_paused = 0/],
  ['wish noted', /^UPDATE run SET wish = /],
  ['calls counted', /^UPDATE run SET \w+_calls = /],
  ['compared again', /^UPDATE run SET needs_compare = 0/],
  ['plan completed', /^UPDATE plan SET digest/],
  ['plan rows stored', /^INSERT INTO plan_row/],
  ['plan begun', /^INSERT INTO plan /],
  ['guard waived', /^UPDATE plan SET waived/],
];

/** Tables of what comes before a push; the rest of the journal is named by verb and table. */
const TABLES: readonly (readonly [name: string, tables: RegExp])[] = [
  ['comparison', /diff|decision|match|facet|view/],
  ['snapshot', /snapshot|record|person_found|sweep|change/],
  ['callbacks', /callback/],
  ['spent plan dropped', /^(?:plan|operation)/],
];

export const RUN_TRANSITIONS: readonly string[] = TRANSITIONS.map(([name]) => name);

/** The statement that writes, in one line; null for one that reads. */
export function writingSql(sql: string): string | null {
  const line = sql.replaceAll(/\s+/g, ' ').trim();
  return /^(?:INSERT|UPDATE|DELETE|REPLACE|WITH .* (?:INSERT|UPDATE|DELETE))\b/i.test(line)
    ? line
    : null;
}

export function nameOfCommit(statements: Iterable<string>): string {
  const all = [...statements];
  for (const [name, sql] of TRANSITIONS) if (all.some((one) => sql.test(one))) return name;
  const tables = all.map(tableOf);
  for (const [name, known] of TABLES) if (tables.some((table) => known.test(table))) return name;
  return `other: ${tables[0] ?? 'nothing'}`;
}

function tableOf(sql: string): string {
  return /(?:INTO|UPDATE|FROM)\s+(?:temp\.)?"?(\w+)/i.exec(sql)?.[1] ?? sql.slice(0, 20);
}
