/**
 * Two sketches and the bases into the columns of a diff, or some places of them into its rows. A column is read
 * when it is looked at and let go of after; yields between two steps.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { pairOfKey } from '../../../shared/domain/who-is-who.ts';
import type { Bound, SideIds } from '../../../shared/reconcile/columns/bind-rows.ts';
import { bindRows } from '../../../shared/reconcile/columns/bind-rows.ts';
import type { Parts } from '../../../shared/reconcile/columns/find-exceptions.ts';
import { findExceptions } from '../../../shared/reconcile/columns/find-exceptions.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import type { JudgeInput, SideColumns } from '../../../shared/reconcile/columns/judge-rows.ts';
import { judgeRows, numbersOf } from '../../../shared/reconcile/columns/judge-rows.ts';
import type { MergedRows, MergeSide } from '../../../shared/reconcile/columns/merge.ts';
import { mergeSides } from '../../../shared/reconcile/columns/merge.ts';
import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import { mappedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { Patterns } from '../../../shared/reconcile/columns/pattern-table.ts';
import { verdictsOfPatterns } from '../../../shared/reconcile/columns/patterns.ts';
import type { PagedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import type { SplicedRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import { spliceRows } from '../../../shared/reconcile/columns/splice-rows.ts';
import type { Verdicts } from '../../../shared/reconcile/columns/verdicts.ts';
import type { ReconcileContext } from '../../../shared/reconcile/diff-field.ts';
import type { HandLink } from '../../../shared/reconcile/match-group.ts';
import type { Journal } from '../journal/database.ts';
import type { DiffException } from '../journal/diff-columns.ts';
import { SKETCH_FLAGS } from '../journal/sketch-columns.ts';
import { placesOfText, textAt } from '../journal/texts-in-order.ts';
import type { ColumnSource } from './column-source.ts';
import { labelsOf } from './column-source.ts';
import type { ExactRow } from './exact-rows.ts';
import { exactRows } from './exact-rows.ts';

/** In review order. `verdict` and `pattern` are numbers in what the comparison was given to go on with. */
export interface ComparedRows {
  readonly rows: SplicedRows;
  readonly exceptions: readonly DiffException[];
}

export interface Comparison {
  readonly db: Journal;
  readonly pairingId: number;
  readonly source: ColumnSource;
  readonly links: readonly HandLink[];
  readonly context: ReconcileContext;
  readonly patterns: Patterns;
  readonly verdicts: Verdicts;
}

export function* compareColumns(of: Comparison): Generator<void, ComparedRows, void> {
  const { source, context, patterns, verdicts } = of;
  const merged = mergeSides(
    mergeSide(source, 'salesforce'),
    mergeSide(source, 'voyage'),
    source.bases.keys(),
  );
  yield;
  const { bound, parts } = bind(of, merged, ownKeys(source.bases.keys()));
  yield;
  const { relation } = bound;
  const pattern = yield* judgeRows({
    ...judgedColumns(source, context),
    merged,
    relation,
    patterns,
  });
  const verdict = numbersOf(
    pattern,
    patterns,
    verdictsOfPatterns(labelsOf(source), verdicts, context),
  );
  yield;
  // What is gone on from are the bases that count.
  relation.forEach((each, row) => {
    if (each === 0) merged.base[row] = 0;
  });
  return yield* withExceptions(of, { ...merged, verdict, pattern }, parts);
}

const OWN_KEY = /^id:(?:salesforce|voyage):/u;

/** Hashes of the record ids in keys of records that stand alone. Such keys lie together. */
function ownKeys(keys: PagedTexts): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let from = 0; from < keys.count;) {
    const { first, texts } = keys.pageOf(from);
    for (let at = placesOfText(texts, 'id:').from; at < texts.count; at += 1) {
      const key = textAt(texts, at) ?? '';
      if (!key.startsWith('id:')) return found;
      found.set(first + at, hashOf(key.replace(OWN_KEY, '')));
    }
    from = first + texts.count;
  }
  return found;
}

function mergeSide(source: ColumnSource, name: Side): MergeSide {
  const side = source[name];
  return {
    texts: side.identityPages(),
    rows: side.rows,
    flags: side.flags(),
    sameBit: SKETCH_FLAGS.isSameIdentity,
  };
}

function bind(
  { source, links, context }: Comparison,
  merged: MergedRows,
  keysAlone: ReadonlyMap<number, number>,
): { readonly bound: Bound; readonly parts: Parts } {
  const bases = {
    member: source.bases.hashes('member'),
    registration: source.bases.hashes('registration'),
    disagrees: source.bases.disagrees(),
  };
  const ids = (name: Side): SideIds => {
    const side = source[name];
    const flags = side.flags();
    return {
      idHash: side.hashes('idHash'),
      status: side.status(),
      modified: side.hashes('modified'),
      hasOtherTime: (place) => ((flags.at(place) ?? 0) & SKETCH_FLAGS.hasOtherTime) !== 0,
      labels: side.labels,
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
        sharing(source, context, 'salesforce', members.idHash),
        sharing(source, context, 'voyage', registrations.idHash),
      ),
  });
  return { bound, parts };
}

function hashesOf({ memberId, registrationId }: HandLink) {
  return { member: hashOf(memberId), registration: hashOf(registrationId) };
}

/** Of each address that is two people's, the hash of one record of a side. */
function sharing(
  source: ColumnSource,
  { whoIsWho }: ReconcileContext,
  name: Side,
  idHash: PagedNumbers,
): readonly number[] {
  const shared = [...(whoIsWho?.sharedAddresses.values() ?? [])].filter(
    ({ decision }) => decision === 'two-people',
  );
  if (shared.length === 0) return [];
  const texts = source[name].identities();
  return shared.flatMap(({ identity }) => {
    const { from, end } = placesOfText(texts, identity);
    return from < end ? [idHash.at(from) ?? 0] : [];
  });
}

/** What rows are judged by. */
export function judgedColumns(
  source: ColumnSource,
  context: ReconcileContext,
): Omit<JudgeInput, 'merged' | 'relation' | 'patterns'> {
  const columns = (name: Side): SideColumns => {
    const side = source[name];
    return {
      hashes: side.hashes,
      status: side.status,
      modified: () => side.hashes('modified'),
      mergedBy: () => {
        if (!side.isMergedByRule) return null;
        const merging = SKETCH_FLAGS.mergedByPlusTags | SKETCH_FLAGS.mergedByGmailDots;
        return mappedNumbers(side.flags(), (flags) => flags & merging);
      },
    };
  };
  const { bases } = source;
  return {
    members: columns('salesforce'),
    registrations: columns('voyage'),
    bases: {
      hashes: bases.hashes,
      memberStatus: () => bases.status('memberStatus'),
      registrationStatus: () => bases.status('registrationStatus'),
    },
    context,
  };
}

type JudgedMerge = MergedRows & SplicedRows;

function* withExceptions(
  { db, pairingId, source, links, context, verdicts }: Comparison,
  merged: JudgedMerge,
  parts: Parts,
): Generator<void, ComparedRows, void> {
  if (parts.length === 0) return { rows: merged, exceptions: [] };
  const exact = yield* exactRows({
    db,
    pairingId,
    merged,
    parts,
    links,
    memberNo: source.salesforce.numbers(),
    registrationNo: source.voyage.numbers(),
    context,
  });
  const statuses = { member: source.salesforce.status(), registration: source.voyage.status() };
  const placed = exact.map(({ before, row, member, registration }) => ({
    before,
    member,
    registration,
    verdict: verdicts.numberOf(row, {
      memberStatus: member === 0 ? 0 : (statuses.member.at(member - 1) ?? 0),
      registrationStatus:
        registration === 0 ? 0 : (statuses.registration.at(registration - 1) ?? 0),
      isException: true,
    }),
    base: 0,
    pattern: 0,
  }));
  const out = parts.flat().sort((a, b) => a - b);
  const spliced = spliceRows(merged, out, placed);
  return {
    rows: spliced,
    exceptions: exact.map((row, at) => toException(row, spliced.placed[at] ?? 0)),
  };
}

function toException({ row, part }: ExactRow, at: number): DiffException {
  const { rowKey, identity, keeperId, mergedBy } = row;
  return { position: at + 1, rowKey, identity, keeperId, mergedBy, part };
}
