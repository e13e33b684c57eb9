/** A compared row as the journal stores it. */
import type { FieldMask } from '../../../shared/domain/fields.ts';
import { bitOf } from '../../../shared/domain/fields.ts';
import type { SideRecord } from '../../../shared/domain/record.ts';
import type { RowDiff } from '../../../shared/domain/row.ts';
import { seenOf } from '../../../shared/reconcile/decide.ts';
import { masksOf } from '../../../shared/reconcile/diff3.ts';
import { fold } from '../review/fold.ts';
import type { DiffRowInsert } from '../journal/diff-row-repository.ts';

export function toDiffRow(row: RowDiff): DiffRowInsert {
  const masks = masksOf(row);
  return {
    rowKey: row.rowKey,
    cls: row.cls,
    identity: row.identity,
    memberId: row.member?.recordId ?? null,
    registrationId: row.registration?.recordId ?? null,
    salesforceStatus: row.member?.values.status ?? null,
    voyageStatus: row.registration?.values.status ?? null,
    presence: row.presence,
    presenceCls: row.presenceCls,
    masks,
    byPolicy: policyMask(row) & (masks.autoSalesforce | masks.autoVoyage),
    isUnmapped: row.unmapped.length > 0,
    unmapped: row.unmapped.length > 0 ? JSON.stringify(row.unmapped) : null,
    isSkippedByMap: row.isSkippedByMap,
    keeperId: row.keeperId,
    mergedBy: row.mergedBy,
    seen: masks.differs === 0 ? null : JSON.stringify(seenOf(row)),
    search: searchText(row),
  };
}

/** What a policy settled, not a move of one side: whom to create is always a policy's. */
function policyMask(row: RowDiff): FieldMask {
  return row.fields
    .filter(({ reason }) => reason === 'policy')
    .reduce((mask, { field }) => mask | bitOf(field), bitOf('presence'));
}

function searchText(row: RowDiff): string {
  const own = row.member === null ? '' : textOf(row.member);
  const other = row.registration === null ? '' : textOf(row.registration);
  return other === own ? own : `${own}\n${other}`;
}

function textOf({ values, recordId }: SideRecord): string {
  const texts = [values.firstName, values.lastName, values.email, values.company];
  return fold([...texts.filter((text) => text !== null), recordId].join(' '));
}
