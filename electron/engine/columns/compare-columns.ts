/**
 * Two sketches and the bases into the columns of a diff. A column is read when it is looked at and let go of
 * after; yields between two steps.
 */
import type { Side } from '../../../shared/domain/side.ts';
import type { Bound, SideIds } from '../../../shared/reconcile/columns/bind-rows.ts';
import { bindRows } from '../../../shared/reconcile/columns/bind-rows.ts';
import type { Parts } from '../../../shared/reconcile/columns/find-exceptions.ts';
import { findExceptions } from '../../../shared/reconcile/columns/find-exceptions.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type {
  JudgedRows,
  JudgeInput,
  SideColumns,
} from '../../../shared/reconcile/columns/judge-rows.ts';
import { judgeRows } from '../../../shared/reconcile/columns/judge-rows.ts';
import type { MergedRows, MergeSide } from '../../../shared/reconcile/columns/merge.ts';
import { mergeSides } from '../../../shared/reconcile/columns/merge.ts';
import type { SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { placesOfText, textAt } from '../journal/texts-in-order.ts';
import { spliceRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { Verdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import { createVerdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import { pairOfKey } from '../../../shared/domain/who-is-who.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import {
  baseBytes,
  baseCodes,
  baseHashes,
  basePlaces,
  basesHead,
} from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffColumns, DiffException, DiffTraces } from '../journal/diff-columns.ts';
import { handLinks } from '../journal/match-repository.ts';
import type { SketchHead } from '../journal/sketch-columns.ts';
import {
  SKETCH_FLAGS,
  sketchBytes,
  sketchCodes,
  sketchHashes,
  sketchHead,
  sketchPlaces,
} from '../journal/sketch-columns.ts';
import type { ExactRow } from './exact-rows.ts';
import { exactRows } from './exact-rows.ts';

export interface ComparedColumns {
  readonly columns: DiffColumns;
  readonly exceptions: readonly DiffException[];
  readonly traces: DiffTraces;
}

interface Sides {
  readonly db: Journal;
  readonly pairingId: number;
  readonly sketches: Readonly<Record<Side, number>>;
  readonly heads: Readonly<Record<Side, SketchHead>>;
  readonly links: readonly HandLink[];
  readonly context: ReconcileContext;
}

export function* compareColumns(
  db: Journal,
  pairingId: number,
  sketches: Readonly<Record<Side, number>>,
  context: ReconcileContext,
): Generator<void, ComparedColumns, void> {
  const heads = {
    salesforce: sketchHead(db, sketches.salesforce),
    voyage: sketchHead(db, sketches.voyage),
  };
  const links = handLinks(db, pairingId);
  const sides: Sides = { db, pairingId, sketches, heads, links, context };
  const bases = baseKeys(sides);
  const merged = merge(sides, bases);
  yield;
  const { bound, parts } = bind(sides, merged, ownKeys(bases));
  yield;
  const verdicts = createVerdicts();
  const judged = yield* judge(sides, merged, bound, verdicts);
  yield;
  // What is gone on from are the bases that count.
  const base = merged.base.map((each, row) => (bound.relation[row] === 0 ? 0 : each));
  const counted = { ...merged, base };
  return yield* withExceptions(sides, counted, { parts, verdicts, rows: judged });
}

function baseKeys({ db, pairingId }: Sides): SortedTexts {
  return {
    count: basesHead(db, pairingId).rows,
    bytes: baseBytes(db, pairingId, 'key'),
    at: basePlaces(db, pairingId, 'keyAt'),
  };
}

const OWN_KEY = /^id:(?:salesforce|voyage):/u;

/** Hashes of the record ids in keys of records that stand alone. Such keys lie together. */
function ownKeys(keys: SortedTexts): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = placesOfText(keys, 'id:').from; at < keys.count; at += 1) {
    const key = textAt(keys, at) ?? '';
    if (!key.startsWith('id:')) break;
    found.set(at, hashOf(key.replace(OWN_KEY, '')));
  }
  return found;
}

function merge(sides: Sides, bases: SortedTexts): MergedRows {
  const { db, sketches, heads } = sides;
  const side = (name: Side): MergeSide => ({
    texts: identitiesOf(sides, name),
    rows: heads[name].rows,
    flags: sketchBytes(db, sketches[name], 'flags'),
    sameBit: SKETCH_FLAGS.isSameIdentity,
  });
  return mergeSides(side('salesforce'), side('voyage'), bases);
}

function bind(
  sides: Sides,
  merged: MergedRows,
  keysAlone: ReadonlyMap<number, number>,
): { readonly bound: Bound; readonly parts: Parts } {
  const { db, pairingId, sketches, heads, links, context } = sides;
  const bases = {
    member: baseHashes(db, pairingId, 'member'),
    registration: baseHashes(db, pairingId, 'registration'),
    disagrees: baseBytes(db, pairingId, 'disagrees'),
  };
  const ids = (name: Side): SideIds => {
    const isCrowded = merged.crowded.length > 0;
    const flags = isCrowded ? sketchBytes(db, sketches[name], 'flags') : new Uint8Array(0);
    return {
      idHash: sketchHashes(db, sketches[name], 'idHash'),
      status: isCrowded ? sketchCodes(db, sketches[name], 'status') : new Uint16Array(0),
      modified: isCrowded ? sketchHashes(db, sketches[name], 'modified') : new Float64Array(0),
      hasOtherTime: (place) => ((flags[place] ?? 0) & SKETCH_FLAGS.hasOtherTime) !== 0,
      labels: heads[name].labels,
    };
  };
  const [members, registrations] = [ids('salesforce'), ids('voyage')];
  const bound = bindRows(merged, members, registrations, bases, context);
  const parts = findExceptions({
    merged,
    bound,
    members: members.idHash,
    registrations: registrations.idHash,
    bases,
    ownKeys: keysAlone,
    links: links.map(hashesOf),
    apart: [...(context.whoIsWho?.apart ?? [])].map(pairOfKey).map(hashesOf),
    named: [...context.chosenKeepers]
      .map(hashOf)
      .concat(
        sharing(sides, 'salesforce', members.idHash),
        sharing(sides, 'voyage', registrations.idHash),
      ),
  });
  return { bound, parts };
}

function hashesOf({ memberId, registrationId }: HandLink) {
  return { member: hashOf(memberId), registration: hashOf(registrationId) };
}

/** Of each address that is two people's, the hash of one record of a side. */
function sharing(sides: Sides, name: Side, idHash: Float64Array): readonly number[] {
  const shared = [...(sides.context.whoIsWho?.sharedAddresses.values() ?? [])].filter(
    ({ decision }) => decision === 'two-people',
  );
  if (shared.length === 0) return [];
  const texts = identitiesOf(sides, name);
  return shared.flatMap(({ identity }) => {
    const { from, end } = placesOfText(texts, identity);
    return from < end ? [idHash[from] ?? 0] : [];
  });
}

function identitiesOf({ db, sketches, heads }: Sides, name: Side): SortedTexts {
  return {
    count: heads[name].identified,
    bytes: sketchBytes(db, sketches[name], 'identity'),
    at: sketchPlaces(db, sketches[name], 'identityAt'),
  };
}

function* judge(
  sides: Sides,
  merged: MergedRows,
  { relation }: Bound,
  verdicts: Verdicts,
): Generator<void, JudgedRows, void> {
  return yield* judgeRows({ ...judgedColumns(sides), merged, relation, verdicts });
}

/** What rows are judged by. */
export function judgedColumns({
  db,
  pairingId,
  sketches,
  heads,
  context,
}: Omit<Sides, 'links'>): Omit<JudgeInput, 'merged' | 'relation' | 'verdicts'> {
  const columns = (name: Side): SideColumns => ({
    hashes: (field) => sketchHashes(db, sketches[name], field),
    status: () => sketchCodes(db, sketches[name], 'status'),
    modified: () => sketchHashes(db, sketches[name], 'modified'),
    mergedBy: () => {
      if (!heads[name].isMergedByRule) return null;
      const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
      return sketchBytes(db, sketches[name], 'flags').map((flags) => flags & merging);
    },
  });
  const base = basesHead(db, pairingId);
  return {
    members: columns('salesforce'),
    registrations: columns('voyage'),
    bases: {
      hashes: (field) => baseHashes(db, pairingId, field),
      memberStatus: () => baseCodes(db, pairingId, 'memberStatus'),
      registrationStatus: () => baseCodes(db, pairingId, 'registrationStatus'),
    },
    labels: {
      member: heads.salesforce.labels,
      registration: heads.voyage.labels,
      baseMember: base.memberLabels,
      baseRegistration: base.registrationLabels,
    },
    context,
  };
}

function* withExceptions(
  { db, pairingId, sketches, heads, links, context }: Sides,
  merged: MergedRows,
  judged: {
    readonly parts: Parts;
    readonly verdicts: Verdicts;
    readonly rows: JudgedRows;
  },
): Generator<void, ComparedColumns, void> {
  const { parts, verdicts, rows: judgedRows } = judged;
  if (parts.length === 0) {
    const { rows, member, registration, base } = merged;
    const { verdict, fields } = judgedRows;
    const columns = { rows, member, registration, verdict, verdicts: verdicts.table() };
    return { columns, exceptions: [], traces: { base, fields } };
  }
  const numberOf = (name: Side) => {
    const records = sketchPlaces(db, sketches[name], 'record');
    return (place: number) => (records[place] ?? 0) + heads[name].recordBase;
  };
  const exact = yield* exactRows({
    db,
    pairingId,
    merged,
    parts,
    links,
    memberNo: numberOf('salesforce'),
    registrationNo: numberOf('voyage'),
    context,
  });
  const statuses = {
    member: sketchCodes(db, sketches.salesforce, 'status'),
    registration: sketchCodes(db, sketches.voyage, 'status'),
  };
  const placed = exact.map(({ before, row, member, registration }) => ({
    before,
    member,
    registration,
    verdict: verdicts.numberOf(row, {
      memberStatus: member === 0 ? 0 : (statuses.member[member - 1] ?? 0),
      registrationStatus: registration === 0 ? 0 : (statuses.registration[registration - 1] ?? 0),
      isException: true,
    }),
  }));
  const out = parts.flat().sort((a, b) => a - b);
  const spliced = spliceRows(merged, judgedRows, out, placed);
  return {
    columns: {
      rows: spliced.verdict.length,
      member: spliced.member,
      registration: spliced.registration,
      verdict: spliced.verdict,
      verdicts: verdicts.table(),
    },
    exceptions: exact.map((row, at) => toException(row, spliced.placed[at] ?? 0)),
    traces: { base: spliced.base, fields: spliced.fields },
  };
}

function toException({ row, part }: ExactRow, at: number): DiffException {
  const { rowKey, identity, keeperId, mergedBy } = row;
  return { position: at + 1, rowKey, identity, keeperId, mergedBy, part };
}
