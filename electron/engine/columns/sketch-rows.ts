/** Records as rows of a sketch, in the order they come. */
import type { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { compareTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { comparable } from '../../../shared/reconcile/normalize.ts';
import type { SketchSource } from '../journal/sketch-sources.ts';
import { SKETCH_FLAGS } from '../journal/sketch-columns.ts';
import type { Coding } from './growing.ts';
import { growingTexts } from './growing.ts';

const OWN_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u;

/** Columns in the order of the records added. */
export function createSketchColumns(rows: number, side: Side, statuses: Coding) {
  const doubles = () => new Float64Array(rows);
  const columns = {
    recordNo: doubles(),
    keyHash: doubles(),
    idHash: doubles(),
    firstName: doubles(),
    lastName: doubles(),
    company: doubles(),
    title: doubles(),
    phone: doubles(),
    email: doubles(),
    modified: doubles(),
    status: new Uint16Array(rows),
    flags: new Uint8Array(rows),
  };
  let row = 0;

  function add(source: SketchSource): void {
    columns.recordNo[row] = source.record_no;
    columns.idHash[row] = hashOf(source.record_id);
    columns.keyHash[row] = keyHashOf(side, source);
    columns.status[row] = statuses.codeOf(source.status);
    columns.firstName[row] = hashOfValue('firstName', source.first_name);
    columns.lastName[row] = hashOfValue('lastName', source.last_name);
    columns.company[row] = hashOfValue('company', source.company);
    columns.title[row] = hashOfValue('title', source.title);
    columns.phone[row] = hashOfValue('phone', source.phone);
    columns.email[row] = hashOfValue('email', source.email);
    columns.modified[row] = Date.parse(source.modified_at ?? '');
    columns.flags[row] = flagsOf(source);
    row += 1;
  }

  return { columns, add };
}

/** The identities of the records added, in that order, and whose they are. */
export function createIdentities(rows: number) {
  const texts = growingTexts(rows);
  const places = new Uint32Array(rows);
  const alone: number[] = [];
  let [row, identified] = [0, 0];

  function add(identity: string | null): void {
    if (identity === null) {
      alone.push(row);
    } else {
      texts.add(identity);
      places[identified] = row;
      identified += 1;
    }
    row += 1;
  }

  return {
    add,
    /** `places`: the record of each text; `alone`: the records without an identity. */
    end: () => ({ texts: { count: identified, ...texts.end() }, places, alone }),
  };
}

export function flagSame(identities: SortedTexts, flags: Uint8Array): void {
  for (let place = 1; place < identities.count; place += 1) {
    if (compareTexts(identities, place - 1, identities, place) !== 0) continue;
    flags[place] = (flags[place] ?? 0) | SKETCH_FLAGS.isSameIdentity;
  }
}

export function hashOfValue(field: (typeof PERSON_FIELDS)[number], value: string | null): number {
  const compared = comparable(field, value);
  return compared === null ? 0 : hashOf(compared);
}

export function keyHashOf(side: Side, { identity, record_id: id }: SketchSource): number {
  return hashOf(identity ?? `id:${side}:${id}`);
}

function flagsOf(source: SketchSource): number {
  const merged =
    source.merged_by === 'plus-tags'
      ? SKETCH_FLAGS.mergedByPlusTags
      : source.merged_by === 'gmail-dots'
        ? SKETCH_FLAGS.mergedByGmailDots
        : 0;
  const isOwn = source.modified_at !== null && OWN_TIME.test(source.modified_at);
  return merged | (isOwn ? 0 : SKETCH_FLAGS.hasOtherTime);
}
