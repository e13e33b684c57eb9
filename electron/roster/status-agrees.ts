/** Equal statuses agree as text; under a status map they may not: of each the pure core is asked once. */
import { BLANK_VALUES } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { ReconcileContext } from '../../shared/reconcile/diff-field.ts';
import { diffRow } from '../../shared/reconcile/diff3.ts';
import type { DigestQuestion } from './read-roster.ts';

export function createStatusQuestion(
  context: ReconcileContext,
): Pick<DigestQuestion, 'statusAgrees'> {
  const { toVoyage, toSalesforce } = context.policy.statusMap;
  if (Object.keys({ ...toVoyage, ...toSalesforce }).length === 0) return {};
  const known = new Map<string | null, boolean>();
  const meta = { rowKey: '', identity: '', keeperId: null, mergedBy: null };
  return {
    statusAgrees(status) {
      const agreed = known.get(status);
      if (agreed !== undefined) return agreed;
      const values = { ...BLANK_VALUES, status };
      const member: SideRecord = { ...RECORD, side: 'salesforce', values };
      const registration: SideRecord = { ...RECORD, side: 'voyage', values };
      const isInSync = diffRow(member, registration, null, meta, context).cls === 'in-sync';
      known.set(status, isInSync);
      return isInSync;
    },
  };
}

const RECORD = { recordId: '', version: '', modifiedAt: null, createdAt: null, person: null };
