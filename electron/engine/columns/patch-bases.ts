/**
 * The columns of a pairing's bases as they are now: those that were written since are laid into the others. Yields
 * between two steps.
 */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Laying } from '../../../shared/reconcile/columns/lay-columns.ts';
import { laidColumn, laidTexts } from '../../../shared/reconcile/columns/lay-columns.ts';
import { isInPlace, placesNow } from '../../../shared/reconcile/columns/moves.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { Base } from '../../../shared/domain/row.ts';
import type { BaseColumn } from '../journal/base-columns.ts';
import {
  baseBytes,
  baseCodes,
  baseHashes,
  basePlaces,
  basesHead,
  basesVersion,
  freshenBases,
  staleBases,
  writeBaseColumns,
} from '../journal/base-columns.ts';
import { basesOf } from '../journal/base-repository.ts';
import type { Column } from '../journal/column-data.ts';
import type { Journal } from '../journal/database.ts';
import { placesOfText } from '../journal/texts-in-order.ts';
import { buildBases, createBaseColumns } from './build-bases.ts';
import { createCoding } from './growing.ts';

/** Above this share of bases, all are as soon read. */
const MOST_CHANGED = 0.1;

export function* currentBases(db: Journal, pairingId: number): Generator<void, void, void> {
  const keys = staleBases(db, pairingId);
  if (keys?.length === 0) return;
  const isFew = keys !== null && keys.length <= basesHead(db, pairingId).rows * MOST_CHANGED + 100;
  if (isFew) yield* patchBases(db, pairingId, keys);
  else yield* buildBases(db, pairingId);
}

/** `rowKeys`: in order. */
function* patchBases(
  db: Journal,
  pairingId: number,
  rowKeys: readonly string[],
): Generator<void, void, void> {
  const head = basesHead(db, pairingId);
  const texts = {
    count: head.rows,
    bytes: baseBytes(db, pairingId, 'key'),
    at: basePlaces(db, pairingId, 'keyAt'),
  };
  const { bases, laying, before } = layingOf(texts, rowKeys, basesOf(db, pairingId, rowKeys));
  yield;
  const made = createBaseColumns(bases.length, {
    salesforce: createCoding(head.memberLabels),
    voyage: createCoding(head.registrationLabels),
  });
  for (const base of bases) made.add(base);
  const { keys, columns: other, memberLabels, registrationLabels } = made.end();
  const columns: Partial<Record<BaseColumn, Column>> = {};
  const put = (name: BaseColumn, column: Column | null): void => {
    if (column !== null) columns[name] = column;
  };
  const were: number[] = [];
  for (const name of [...PERSON_FIELDS, 'member', 'registration'] as const) {
    const column = baseHashes(db, pairingId, name);
    if (name === 'member' || name === 'registration') {
      for (const place of before) were.push(column[place] ?? 0);
    }
    put(name, laidColumn(column, other[name], laying));
    yield;
  }
  for (const name of ['memberStatus', 'registrationStatus'] as const) {
    put(name, laidColumn(baseCodes(db, pairingId, name), other[name], laying));
  }
  put('disagrees', laidColumn(baseBytes(db, pairingId, 'disagrees'), other.disagrees, laying));
  const { moves } = laying;
  if (!isInPlace(moves)) {
    const laid = laidTexts(texts, { count: bases.length, ...keys }, laying);
    put('key', laid.bytes);
    put('keyAt', laid.at);
  }
  if (Object.keys(columns).length === 0) {
    freshenBases(db, pairingId);
    return;
  }
  const now = {
    rows: head.rows - moves.went.length + moves.came.length,
    memberLabels,
    registrationLabels,
    parent: basesVersion(db, pairingId),
    rowsBefore: head.rows,
  };
  yield;
  db.transaction(() => {
    const ids = Float64Array.from(were.filter((hash) => hash !== 0));
    writeBaseColumns(db, pairingId, now, columns, { moves, ids });
  });
}

interface LaidBases {
  /** In the order of their keys. */
  readonly bases: readonly Base[];
  readonly laying: Laying;
  /** Places before of those that changed or went. */
  readonly before: readonly number[];
}

function layingOf(
  texts: SortedTexts,
  rowKeys: readonly string[],
  found: ReadonlyMap<string, Base>,
): LaidBases {
  const went: number[] = [];
  const came: number[] = [];
  const changed: { readonly before: number; readonly from: number }[] = [];
  const cameFrom: number[] = [];
  const bases: Base[] = [];
  for (const rowKey of rowKeys) {
    const base = found.get(rowKey);
    const { from, end } = placesOfText(texts, rowKey);
    const isThere = from < end;
    if (base === undefined) {
      if (isThere) went.push(from);
      continue;
    }
    if (isThere) changed.push({ before: from, from: bases.length });
    else {
      came.push(from - went.length + came.length);
      cameFrom.push(bases.length);
    }
    bases.push(base);
  }
  const places = { came: Uint32Array.from(came), went: Uint32Array.from(went) };
  const now = placesNow(texts.count, { ...places, changed: new Uint32Array() });
  return {
    bases,
    before: [...changed.map(({ before }) => before), ...went],
    laying: {
      moves: {
        ...places,
        changed: Uint32Array.from(changed, ({ before }) => (now[before + 1] ?? 0) - 1),
      },
      changedFrom: Uint32Array.from(changed, ({ from }) => from),
      cameFrom: Uint32Array.from(cameFrom),
    },
  };
}
