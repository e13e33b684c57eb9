/**
 * A person's choices over what is settled by itself: what each side will hold.
 *
 * Laws:   nothing is settled without a choice, a policy or a one-sided move; a choice holds only while
 *         the values it was made on compare the same.
 */
import type { Decidable, Field, FieldMask } from '../domain/fields.ts';
import { FIELDS, bitOf, decidablesIn } from '../domain/fields.ts';
import type { Choice, Choices, Chosen, FieldDiff, RowDiff, UnmappedStatus } from '../domain/row.ts';
import { isVoyageStatus } from '../domain/status.ts';
import type { ReconcileContext } from './diff-field.ts';
import { labelOf, unmappedOf } from './diff-field.ts';
import { isSettledByPresence, masksOf } from './diff3.ts';
import { asWritten, comparable } from './normalize.ts';
import { isMapped, mapToSalesforce, mapToVoyage } from './status-map.ts';

/** The values a decision was made on, as they are compared: what Salesforce and what Voyage held. */
export type Seen = Readonly<Partial<Record<Decidable, readonly [string | null, string | null]>>>;

type Settled = Choice | 'same' | 'undecided';

export interface FieldResolution {
  readonly field: Field;
  readonly settled: Settled;
  /** What will hold, in the terms of the side (or of the person) it comes from. */
  readonly value: string | null;
  /** What each side will hold; its own value where it is left alone. */
  readonly salesforceValue: string | null;
  readonly voyageValue: string | null;
}

type SettledPresence = 'take-salesforce' | 'take-voyage' | 'skip' | 'undecided';

export interface Resolution {
  readonly fields: readonly FieldResolution[];
  readonly presence: SettledPresence | null;
  readonly undecided: FieldMask;
  /** Statuses that would have to be written and have no entry in the map. */
  readonly unmapped: readonly UnmappedStatus[];
}

export type DecideContext = Pick<ReconcileContext, 'policy' | 'defaultLabel'>;

/** For presence: what is asked, of which record, and for a changed one its values. */
function seenOfPresence(row: RowDiff): readonly [string | null, string | null] {
  const [salesforce, voyage] = [row.member, row.registration].map((record) => {
    if (record === null) return null;
    const question = `${row.presence ?? ''} ${record.recordId}`;
    return row.presence === 'deleted-and-changed'
      ? `${question} ${JSON.stringify(FIELDS.map((field) => comparable(field, record.values[field])))}`
      : question;
  });
  return [salesforce ?? null, voyage ?? null];
}

export function seenOf(row: RowDiff): Seen {
  const seen: Partial<Record<Decidable, readonly [string | null, string | null]>> = {};
  for (const decidable of decidablesIn(masksOf(row).differs)) {
    const diff = row.fields.find(({ field }) => field === decidable);
    seen[decidable] =
      diff === undefined
        ? seenOfPresence(row)
        : [comparable(diff.field, diff.salesforce), comparable(diff.field, diff.voyage)];
  }
  return seen;
}

export function isStillMeant(decidable: Decidable, seen: Seen, now: Seen): boolean {
  const [before, current] = [seen[decidable], now[decidable]];
  return (
    before !== undefined &&
    current !== undefined &&
    before[0] === current[0] &&
    before[1] === current[1]
  );
}

function stillMeant(row: RowDiff, choices: Choices, seen: Seen | null): Choices {
  if (row.isSkippedByMap) return {};
  const now = seenOf(row);
  return Object.fromEntries(
    Object.entries(choices).filter(([name]) => isStillMeant(name as Decidable, seen ?? now, now)),
  );
}

function settleField(diff: FieldDiff, chosen: Chosen | undefined, isSkipped: boolean): Settled {
  switch (diff.cls) {
    case 'same':
    case 'converged':
      return 'same';
    case 'take-salesforce':
    case 'take-voyage':
    case 'conflict': {
      if (isSkipped) return 'skip';
      const isBlankStatus =
        diff.field === 'status' && comparable('status', chosen?.value ?? null) === null;
      if (chosen !== undefined && !(chosen.choice === 'typed' && isBlankStatus)) {
        return chosen.choice;
      }
      if (diff.cls === 'conflict') return 'undecided';
      return diff.cls === 'take-salesforce' ? 'salesforce' : 'voyage';
    }
  }
}

interface Held {
  readonly salesforce: string | null;
  readonly voyage: string | null;
  readonly unmapped: readonly UnmappedStatus[];
}

function fromLabel(label: string | null, kept: string | null, context: DecideContext): Held {
  const mapped = mapToVoyage(context.policy.statusMap, label);
  return {
    salesforce: label,
    voyage: isMapped(mapped) ? mapped.to : kept,
    unmapped: unmappedOf('salesforce', label, context),
  };
}

function fromStatus(status: string | null, kept: string | null, context: DecideContext): Held {
  const mapped = mapToSalesforce(context.policy.statusMap, status);
  return {
    salesforce: isMapped(mapped) ? mapped.to : kept,
    voyage: status,
    unmapped: unmappedOf('voyage', status, context),
  };
}

function holdStatus(
  diff: FieldDiff,
  settled: Settled,
  typed: string,
  context: DecideContext,
): Held {
  switch (settled) {
    case 'salesforce':
      return fromLabel(diff.salesforce, diff.voyage, context);
    case 'voyage':
      return fromStatus(diff.voyage, diff.salesforce, context);
    case 'typed':
      return isVoyageStatus(typed)
        ? fromStatus(typed, diff.salesforce, context)
        : fromLabel(typed, diff.voyage, context);
    case 'skip':
    case 'same':
    case 'undecided':
      return { salesforce: diff.salesforce, voyage: diff.voyage, unmapped: [] };
  }
}

function holdText(diff: FieldDiff, settled: Settled, typed: string | null): Held {
  const { field, salesforce, voyage } = diff;
  switch (settled) {
    case 'salesforce':
      return { salesforce, voyage: asWritten(field, salesforce), unmapped: [] };
    case 'voyage':
      return { salesforce: asWritten(field, voyage), voyage, unmapped: [] };
    case 'typed': {
      const value = asWritten(field, typed);
      return { salesforce: value, voyage: value, unmapped: [] };
    }
    case 'skip':
    case 'same':
    case 'undecided':
      return { salesforce, voyage, unmapped: [] };
  }
}

function settlePresence(row: RowDiff, chosen: Chosen | undefined): SettledPresence | null {
  if (row.presence === null || row.presence === 'both-gone') return null;
  if (row.isSkippedByMap) return 'skip';
  switch (chosen?.choice) {
    case 'salesforce':
      return 'take-salesforce';
    case 'voyage':
      return 'take-voyage';
    case 'skip':
      return 'skip';
    case 'typed':
    case undefined:
      return row.presenceCls === 'conflict' ? 'undecided' : row.presenceCls;
  }
}

/** The statuses a settled presence would write where no field of a pair does it. */
function unmappedOfPresence(
  row: RowDiff,
  presence: SettledPresence | null,
  context: DecideContext,
): readonly UnmappedStatus[] {
  switch (presence) {
    case null:
    case 'skip':
      return [];
    case 'undecided':
      return row.unmapped;
    case 'take-salesforce':
      return row.member !== null && row.registration === null
        ? unmappedOf('salesforce', labelOf(row.member.values.status, context), context)
        : [];
    case 'take-voyage':
      if (row.registration !== null && row.member === null) {
        return row.presence === 'create-member' ||
          row.presence === 'cancel-registration' ||
          row.presence === 'deleted-and-changed'
          ? unmappedOf('voyage', row.registration.values.status, context)
          : [];
      }
      return row.presence === 'create-registration'
        ? []
        : unmappedOf('voyage', 'cancelled', context);
  }
}

const PRESENCE_AS_CHOICE = {
  'take-salesforce': 'salesforce',
  'take-voyage': 'voyage',
  skip: 'skip',
  undecided: 'undecided',
} as const satisfies Record<SettledPresence, Settled>;

/** `seen` null: the choices were made on the row as it is. */
export function applyChoices(
  row: RowDiff,
  choices: Choices,
  seen: Seen | null,
  context: DecideContext,
): Resolution {
  const meant = stillMeant(row, choices, seen);
  const isStatusOfPresence = isSettledByPresence(row, 'status');
  const presence = settlePresence(
    row,
    isStatusOfPresence ? (meant.status ?? meant.presence) : meant.presence,
  );
  const unmapped: UnmappedStatus[] = [];
  let undecided = presence === 'undecided' ? bitOf('presence') : 0;

  const fields = row.fields.map((diff): FieldResolution => {
    const byPresence =
      isSettledByPresence(row, diff.field) && meant.status === undefined && presence !== null;
    const settled = byPresence
      ? PRESENCE_AS_CHOICE[presence]
      : settleField(diff, meant[diff.field], row.isSkippedByMap);
    const typed = meant[diff.field]?.value ?? null;
    const held =
      diff.field === 'status'
        ? holdStatus(diff, settled, typed ?? '', context)
        : holdText(diff, settled, typed);
    unmapped.push(...held.unmapped);
    if (settled === 'undecided') {
      if (diff.field === 'status' && !byPresence) unmapped.push(...row.unmapped);
      if (!byPresence) undecided |= bitOf(diff.field);
    }
    return {
      field: diff.field,
      settled,
      value: settled === 'typed' ? typed : settled === 'voyage' ? diff.voyage : diff.salesforce,
      salesforceValue: held.salesforce,
      voyageValue: held.voyage,
    };
  });
  if (!isStatusOfPresence || presence === 'undecided') {
    unmapped.push(...unmappedOfPresence(row, presence, context));
  }
  return { fields, presence, undecided, unmapped };
}
