import type { Decidable, Field, FieldMask } from '../../../shared/domain/fields.ts';
import { DECIDABLES, FIELDS, maskOf } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { Choice, Choices } from '../../../shared/domain/row.ts';
import type { ReviewRow, ReviewSide } from '../../../shared/ipc/engine-views.ts';
import type { LoadedRow } from '../sync/load-rows.ts';

export function toReviewRow(row: LoadedRow): ReviewRow {
  return {
    position: row.position,
    rowKey: row.rowKey,
    cls: row.cls,
    identity: row.identity,
    salesforce: sideOf(row.member),
    voyage: sideOf(row.registration),
    base: row.base?.fields ?? null,
    differs: row.differs,
    movedSalesforce: row.movedSalesforce,
    movedVoyage: row.movedVoyage,
    autoSalesforce: row.autoSalesforce,
    autoVoyage: row.autoVoyage,
    asks: row.asks,
    choseSalesforce: chosen(row.choices, 'salesforce'),
    choseVoyage: chosen(row.choices, 'voyage'),
    choseTyped: chosen(row.choices, 'typed'),
    choseSkip: chosen(row.choices, 'skip'),
    typed: typedFields(row.choices),
    presence: row.presence,
    isUnmapped: row.unmapped.length > 0,
    keeperId: row.keeperId,
  };
}

function sideOf(record: SideRecord | null): ReviewSide | null {
  return record === null ? null : { recordId: record.recordId, values: record.values };
}

function chosen(choices: Choices, choice: Choice): FieldMask {
  const isChosen = (decidable: Decidable) => choices[decidable]?.choice === choice;
  return maskOf(DECIDABLES.filter(isChosen));
}

function typedFields(choices: Choices): Partial<Record<Field, string | null>> {
  const fields: Partial<Record<Field, string | null>> = {};
  for (const field of FIELDS) {
    const made = choices[field];
    if (made?.choice === 'typed') fields[field] = made.value;
  }
  return fields;
}
