/**
 * The columns a comparison reads: whole, or of a few records (record-columns.ts). A column is read when it is asked
 * for, and let go of by whoever asked.
 */
import type { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { PagedNumbers } from '../../../shared/reconcile/columns/paged-numbers.ts';
import type { Labels } from '../../../shared/reconcile/columns/patterns.ts';
import type { PagedTexts, SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import { baseKeyPages, basePages, basesHead } from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import {
  sketchBytes,
  sketchHead,
  sketchIdentityPages,
  sketchPages,
  sketchPlaces,
} from '../journal/sketch-columns.ts';

type TextField = (typeof PERSON_FIELDS)[number];

export interface SideSource {
  readonly rows: number;
  /** The records with an identity are the first so many. */
  readonly identified: number;
  readonly labels: readonly string[];
  readonly isMergedByRule: boolean;
  readonly identities: () => SortedTexts;
  /** The same, some at a time. */
  readonly identityPages: () => PagedTexts;
  /** record_no of each place. */
  readonly numbers: () => (place: number) => number;
  readonly hashes: (name: TextField | 'keyHash' | 'idHash' | 'modified') => PagedNumbers;
  readonly status: () => PagedNumbers;
  readonly flags: () => PagedNumbers;
}

export interface BaseSource {
  readonly rows: number;
  readonly labels: Readonly<Record<Side, readonly string[]>>;
  readonly keys: () => PagedTexts;
  readonly hashes: (name: TextField | 'member' | 'registration') => PagedNumbers;
  readonly status: (name: 'memberStatus' | 'registrationStatus') => PagedNumbers;
  readonly disagrees: () => PagedNumbers;
}

export interface ColumnSource {
  readonly salesforce: SideSource;
  readonly voyage: SideSource;
  readonly bases: BaseSource;
}

export function wholeColumns(
  db: Journal,
  pairingId: number,
  sketches: Readonly<Record<Side, number>>,
): ColumnSource {
  const { rows, memberLabels, registrationLabels } = basesHead(db, pairingId);
  return {
    salesforce: sideOf(db, sketches.salesforce),
    voyage: sideOf(db, sketches.voyage),
    bases: {
      rows,
      labels: { salesforce: memberLabels, voyage: registrationLabels },
      keys: () => baseKeyPages(db, pairingId, rows),
      hashes: (name) => basePages(db, pairingId, name),
      status: (name) => basePages(db, pairingId, name),
      disagrees: () => basePages(db, pairingId, 'disagrees'),
    },
  };
}

/** The identities of two sketches, some at a time. */
export function identitiesInPages(
  db: Journal,
  sketches: Readonly<Record<Side, number>>,
): Readonly<Record<Side, PagedTexts>> {
  return {
    salesforce: sideOf(db, sketches.salesforce).identityPages(),
    voyage: sideOf(db, sketches.voyage).identityPages(),
  };
}

function sideOf(db: Journal, sketch: number): SideSource {
  const { rows, identified, labels, isMergedByRule, recordBase } = sketchHead(db, sketch);
  return {
    rows,
    identified,
    labels,
    isMergedByRule,
    identities: () => ({
      count: identified,
      bytes: sketchBytes(db, sketch, 'identity'),
      at: sketchPlaces(db, sketch, 'identityAt'),
    }),
    identityPages: () => sketchIdentityPages(db, sketch, identified),
    numbers: () => {
      const records = sketchPages(db, sketch, 'record');
      return (place) => (records.at(place) ?? 0) + recordBase;
    },
    hashes: (name) => sketchPages(db, sketch, name),
    status: () => sketchPages(db, sketch, 'status'),
    flags: () => sketchPages(db, sketch, 'flags'),
  };
}

export function labelsOf({ salesforce, voyage, bases }: ColumnSource): Labels {
  return {
    member: salesforce.labels,
    registration: voyage.labels,
    baseMember: bases.labels.salesforce,
    baseRegistration: bases.labels.voyage,
  };
}
