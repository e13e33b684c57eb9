/** Law: what is written number by number is read again, in whole and by pages, wherever a piece ends. */
import { expect, test } from 'vitest';
import { makeJournal } from '../../../test/journal-builders.ts';
import { readFloat64, readUint16, readUint32 } from './column-data.ts';
import { readPaged, startNumbers } from './column-pages.ts';

const SET = { table: 'sketch_column', id: 1 } as const;
const KINDS = [
  ['float64', readFloat64, 1 << 15],
  ['uint32', readUint32, 1 << 16],
  ['uint16', readUint16, 1 << 17],
] as const;

test.each(KINDS)('%s, up to and over the end of a piece', (kind, readWhole, inPiece) => {
  const journal = makeJournal();
  try {
    for (const count of [0, 1, inPiece - 1, inPiece, inPiece + 1, 2 * inPiece]) {
      const name = `${kind} ${String(count)}`;
      const writing = startNumbers(journal.db, SET, name, kind);
      for (let at = 0; at < count; at += 1) writing.add(at % 60_000);
      writing.end();
      const whole = readWhole(journal.db, SET, name);
      expect(whole).toHaveLength(count);
      expect(whole.every((number, at) => number === at % 60_000)).toBe(true);
      const paged = readPaged(journal.db, SET, name, kind);
      expect(paged).toHaveLength(count);
      expect([paged.at(-1), paged.at(count)]).toEqual([undefined, undefined]);
      const places = [0, inPiece - 1, inPiece, count - 1, 0].filter((at) => at >= 0 && at < count);
      expect(places.map(paged.at)).toEqual(places.map((at) => at % 60_000));
    }
  } finally {
    journal.remove();
  }
});
