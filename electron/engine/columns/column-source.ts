/**
 * The columns a comparison reads: whole, or of a few records (record-columns.ts). A column is read when it is asked
 * for, and let go of by whoever asked.
 */
import type { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Labels } from '../../../shared/reconcile/columns/patterns.ts';
import type { PagedTexts, SortedTexts } from '../../../shared/reconcile/columns/sorted-texts.ts';
import {
  baseBytes,
  baseCodes,
  baseHashes,
  basePlaces,
  basesHead,
} from '../journal/base-columns.ts';
import type { Journal } from '../journal/database.ts';
import {
  sketchBytes,
  sketchCodes,
  sketchHashes,
  sketchHead,
  sketchIdentityPages,
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
  readonly hashes: (name: TextField | 'keyHash' | 'idHash' | 'modified') => Float64Array;
  readonly status: () => Uint16Array;
  readonly flags: () => Uint8Array;
}

export interface BaseSource {
  readonly rows: number;
  readonly labels: Readonly<Record<Side, readonly string[]>>;
  readonly keys: () => SortedTexts;
  readonly hashes: (name: TextField | 'member' | 'registration') => Float64Array;
  readonly status: (name: 'memberStatus' | 'registrationStatus') => Uint16Array;
  readonly disagrees: () => Uint8Array;
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
      keys: () => ({
        count: rows,
        bytes: baseBytes(db, pairingId, 'key'),
        at: basePlaces(db, pairingId, 'keyAt'),
      }),
      hashes: (name) => baseHashes(db, pairingId, name),
      status: (name) => baseCodes(db, pairingId, name),
      disagrees: () => baseBytes(db, pairingId, 'disagrees'),
    },
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
      const records = sketchPlaces(db, sketch, 'record');
      return (place) => (records[place] ?? 0) + recordBase;
    },
    hashes: (name) => sketchHashes(db, sketch, name),
    status: () => sketchCodes(db, sketch, 'status'),
    flags: () => sketchBytes(db, sketch, 'flags'),
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
