/** What was chosen for the rows of a diff: columns of the diff, written where something was. */
import { FIELDS } from '../../../shared/domain/fields.ts';
import { CHOICES } from '../../../shared/domain/row.ts';
import type { ChoiceColumns } from '../../../shared/reconcile/columns/choice-columns.ts';
import { noChoices } from '../../../shared/reconcile/columns/choice-columns.ts';
import type { Column } from './column-data.ts';
import {
  blobOf,
  hasColumn,
  readBytes,
  readJson,
  readUint32,
  writeColumn,
  writeJson,
} from './column-data.ts';
import type { Journal } from './database.ts';
import { diffSet } from './diff-columns.ts';

export function readChoices(db: Journal, diffId: number, rows: number): ChoiceColumns {
  const set = diffSet(diffId);
  const none = noChoices(rows);
  const read = CHOICES.map((choice) => {
    const name = `chose.${choice}`;
    return [choice, hasColumn(db, set, name) ? readBytes(db, set, name) : none[choice]] as const;
  });
  const choices: ChoiceColumns = {
    ...none,
    ...(Object.fromEntries(read) as Pick<ChoiceColumns, (typeof CHOICES)[number]>),
    values: hasColumn(db, set, 'typed.values')
      ? (readJson(db, set, 'typed.values') as (string | null)[])
      : [],
  };
  for (const [choice, masks] of read) {
    if (masks === none[choice]) continue;
    for (let row = 0; row < rows; row += 1) {
      choices.chosen[row] = (choices.chosen[row] ?? 0) | (masks[row] ?? 0);
    }
  }
  for (const field of FIELDS) {
    const name = `typed.${field}`;
    if (hasColumn(db, set, name)) choices.typedAs.set(field, readUint32(db, set, name));
  }
  return choices;
}

/** Writes what is not as it was. The caller owns the transaction. */
export function writeChoices(
  db: Journal,
  diffId: number,
  was: ChoiceColumns,
  now: ChoiceColumns,
): void {
  const set = diffSet(diffId);
  const write = (name: string, before: Column | undefined, after: Column): void => {
    if (before === undefined || !blobOf(before).equals(blobOf(after)))
      writeColumn(db, set, name, after);
  };
  for (const choice of CHOICES) write(`chose.${choice}`, was[choice], now[choice]);
  for (const [field, numbers] of now.typedAs) {
    write(`typed.${field}`, was.typedAs.get(field), numbers);
  }
  if (now.values.length > was.values.length) writeJson(db, set, 'typed.values', now.values);
}
