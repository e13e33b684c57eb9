import { FIELDS } from '../../../shared/domain/fields.ts';
import type { Field } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { ReviewRow, ReviewSide } from '../../../shared/ipc/engine-views.ts';
import type { LoadedRow } from '../sync/load-rows.ts';
import { typedOf } from '../sync/read-rows.ts';

export function toReviewRow({ stored, member, registration, base }: LoadedRow): ReviewRow {
  return {
    position: stored.position,
    rowKey: stored.row_key,
    cls: stored.cls,
    identity: stored.identity,
    salesforce: sideOf(member),
    voyage: sideOf(registration),
    base: base?.fields ?? null,
    differs: stored.differs,
    movedSalesforce: stored.moved_salesforce,
    movedVoyage: stored.moved_voyage,
    autoSalesforce: stored.auto_salesforce,
    autoVoyage: stored.auto_voyage,
    asks: stored.asks,
    choseSalesforce: stored.chose_salesforce,
    choseVoyage: stored.chose_voyage,
    choseTyped: stored.chose_typed,
    choseSkip: stored.chose_skip,
    typed: typedFields(typedOf(stored)),
    presence: stored.presence,
    isUnmapped: stored.is_unmapped === 1,
    keeperId: stored.keeper_id,
  };
}

function sideOf(record: SideRecord | null): ReviewSide | null {
  return record === null ? null : { recordId: record.recordId, values: record.values };
}

function typedFields(
  typed: Readonly<Partial<Record<string, string | null>>>,
): Partial<Record<Field, string | null>> {
  const fields: Partial<Record<Field, string | null>> = {};
  for (const field of FIELDS) {
    const value = typed[field];
    if (value !== undefined) fields[field] = value;
  }
  return fields;
}
