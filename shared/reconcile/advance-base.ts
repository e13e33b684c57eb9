/**
 * The base after a run: field by field, what is confirmed to be equal on both sides.
 *
 * Laws:   a field advances only where both sides were read equal, or where what was to hold on both was
 *         written and confirmed; all else keeps what the old base said; nothing confirmed, the old base.
 */
import type { Field } from '../domain/fields.ts';
import { FIELDS } from '../domain/fields.ts';
import type { SideRecord } from '../domain/record.ts';
import type { Base, BaseValue, RowDiff } from '../domain/row.ts';
import type { Side } from '../domain/side.ts';
import type { FieldResolution, Resolution } from './decide.ts';
import { baseOfPair } from './diff3.ts';
import { asWritten, valuesEqual } from './normalize.ts';
import type { SettledOperation } from './outcome.ts';
import { heldAfter, isWritten } from './outcome.ts';

type Settled = readonly SettledOperation[];
type NewFields = Partial<Record<Field, BaseValue>>;

function confirmedOn(settled: Settled, side: Side): SettledOperation | undefined {
  return settled.find(({ draft, answer }) => draft.side === side && isWritten(answer.status));
}

/** What a side is known to hold of a field after the run. */
function knownHeld(
  settled: Settled,
  record: SideRecord,
  field: Field,
  asRead: string | null,
): string | null | undefined {
  const asked = settled.find(
    ({ draft }) => draft.side === record.side && draft.fields[field] !== undefined,
  );
  if (asked === undefined) return asRead;
  return isWritten(asked.answer.status) ? heldAfter(asked, field) : undefined;
}

function confirmedPair(
  resolved: FieldResolution,
  member: SideRecord,
  registration: SideRecord,
  row: RowDiff,
  settled: Settled,
): BaseValue | null {
  const { field, salesforceValue, voyageValue } = resolved;
  if (resolved.settled === 'skip' || resolved.settled === 'undecided') return null;
  const diff = row.fields.find((one) => one.field === field);
  const salesforce = knownHeld(settled, member, field, diff?.salesforce ?? null);
  const voyage = knownHeld(settled, registration, field, diff?.voyage ?? null);
  if (salesforce === undefined || voyage === undefined) return null;
  return valuesEqual(field, salesforce, salesforceValue) && valuesEqual(field, voyage, voyageValue)
    ? { salesforce, voyage }
    : null;
}

function advancePair(
  row: RowDiff,
  member: SideRecord,
  registration: SideRecord,
  resolution: Resolution,
  settled: Settled,
): Base | null {
  const confirmed: NewFields = {};
  const isBlocked = resolution.unmapped.length > 0;
  for (const resolved of resolution.fields) {
    if (isBlocked && resolved.field === 'status') continue;
    const pair = confirmedPair(resolved, member, registration, row, settled);
    if (pair !== null) confirmed[resolved.field] = pair;
  }
  if (Object.keys(confirmed).length === 0) return row.base;
  const old = baseOfPair(row.base, member, registration)?.fields ?? {};
  return {
    rowKey: row.rowKey,
    memberId: member.recordId,
    registrationId: registration.recordId,
    fields: { ...old, ...confirmed },
  };
}

function advanceCreated(
  row: RowDiff,
  source: SideRecord,
  created: SettledOperation,
  comparedFields: readonly Field[],
): Base | null {
  const { draft, answer } = created;
  if (answer.recordId === null) return row.base;
  const isFilled = draft.side === 'voyage' || draft.createPerson;
  const fields: NewFields = {};
  for (const field of FIELDS) {
    const sent = draft.fields[field];
    const readBack = answer.values?.[field];
    const wanted = field === 'status' ? sent : asWritten(field, source.values[field]);
    const isLeftBlank = isFilled && wanted === null && comparedFields.includes(field);
    const held = readBack ?? (isLeftBlank ? null : sent);
    if (wanted === undefined || held === undefined || !valuesEqual(field, held, wanted)) continue;
    const own = source.values[field];
    fields[field] =
      draft.side === 'voyage'
        ? { salesforce: own, voyage: held }
        : { salesforce: held, voyage: own };
  }
  if (!isFilled && fields.status === undefined) return row.base;
  return {
    rowKey: row.rowKey,
    memberId: draft.side === 'salesforce' ? answer.recordId : source.recordId,
    registrationId: draft.side === 'voyage' ? answer.recordId : source.recordId,
    fields,
  };
}

/** Known to be gone from the other side; nothing stands to be proposed until this one moves. */
function goneBase(row: RowDiff, record: SideRecord, status: string | null): Base {
  const isMember = record.side === 'salesforce';
  return {
    rowKey: row.rowKey,
    memberId: isMember ? record.recordId : null,
    registrationId: isMember ? null : record.recordId,
    fields: {
      status: { salesforce: isMember ? status : null, voyage: isMember ? null : status },
    },
  };
}

function advanceAlone(
  row: RowDiff,
  record: SideRecord,
  settled: Settled,
  comparedFields: readonly Field[],
): Base | null {
  if (row.presence === 'both-gone') return goneBase(row, record, record.values.status);
  const created = settled.find(({ draft }) => draft.op === 'create');
  if (created !== undefined) {
    return isWritten(created.answer.status)
      ? advanceCreated(row, record, created, comparedFields)
      : row.base;
  }
  const written = confirmedOn(settled, record.side);
  if (written === undefined) return row.base;
  const held = heldAfter(written, 'status');
  return valuesEqual('status', held, written.draft.fields.status ?? null)
    ? goneBase(row, record, held)
    : row.base;
}

/**
 * Null where there was no base and nothing was confirmed. `comparedFields`: those both sides offer; a
 * field of them that was blank and so not sent with a create is known to be blank on both.
 */
export function advanceBase(
  row: RowDiff,
  resolution: Resolution,
  settled: readonly SettledOperation[],
  comparedFields: readonly Field[] = [],
): Base | null {
  const { member, registration } = row;
  if (row.isSkippedByMap || row.keeperId !== null) return row.base;
  if (member !== null && registration !== null) {
    return advancePair(row, member, registration, resolution, settled);
  }
  const record = member ?? registration;
  return record === null ? row.base : advanceAlone(row, record, settled, comparedFields);
}
