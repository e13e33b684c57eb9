/** Makes the columns of a pairing's bases. Yields between two pieces. */
import { PERSON_FIELDS } from '../../../shared/domain/fields.ts';
import type { Side } from '../../../shared/domain/side.ts';
import type { Base } from '../../../shared/domain/row.ts';
import { LEGS_DISAGREE, NOT_IN_BASE } from '../../../shared/reconcile/columns/field-states.ts';
import type { Coding } from './growing.ts';
import { createCoding, growingTexts } from './growing.ts';
import { hashOf } from '../../../shared/reconcile/columns/hash.ts';
import { NO_STATUS } from '../../../shared/reconcile/columns/patterns.ts';
import { writeBaseColumns } from '../journal/base-columns.ts';
import { basesAfter, countBases } from '../journal/base-repository.ts';
import type { Journal } from '../journal/database.ts';
import { hashOfValue } from './sketch-rows.ts';

const PAGE = 4000;

export function* buildBases(db: Journal, pairingId: number): Generator<void, void, void> {
  const labels = { salesforce: createCoding(), voyage: createCoding() };
  const found = createBaseColumns(countBases(db, pairingId), labels);
  let after: string | null = null;
  for (;;) {
    const page: readonly Base[] = basesAfter(db, pairingId, after, PAGE);
    for (const base of page) found.add(base);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) break;
    after = last.rowKey;
    yield;
  }
  const { keys, columns, ...head } = found.end();
  db.transaction(() => {
    const made = { ...head, parent: null, rowsBefore: 0 };
    writeBaseColumns(db, pairingId, made, { ...columns, key: keys.bytes, keyAt: keys.at });
  });
}

/** Columns in the order of the bases added. */
export function createBaseColumns(rows: number, labels: Readonly<Record<Side, Coding>>) {
  const doubles = () => new Float64Array(rows);
  const columns = {
    member: doubles(),
    registration: doubles(),
    firstName: doubles(),
    lastName: doubles(),
    company: doubles(),
    title: doubles(),
    phone: doubles(),
    email: doubles(),
    memberStatus: new Uint16Array(rows),
    registrationStatus: new Uint16Array(rows),
    disagrees: new Uint8Array(rows),
  };
  const keys = growingTexts(rows);
  let row = 0;

  function add(base: Base): void {
    keys.add(base.rowKey);
    columns.member[row] = base.memberId === null ? 0 : hashOf(base.memberId);
    columns.registration[row] = base.registrationId === null ? 0 : hashOf(base.registrationId);
    const { status } = base.fields;
    columns.memberStatus[row] =
      status === undefined ? NO_STATUS : labels.salesforce.codeOf(status.salesforce);
    columns.registrationStatus[row] =
      status === undefined ? NO_STATUS : labels.voyage.codeOf(status.voyage);
    for (const field of PERSON_FIELDS) {
      const agreed = agreedHash(field, base);
      columns[field][row] = agreed;
      if (agreed === LEGS_DISAGREE) columns.disagrees[row] = 1;
    }
    row += 1;
  }

  return {
    add,
    end: () => ({
      keys: keys.end(),
      columns,
      rows: row,
      memberLabels: labels.salesforce.labels(),
      registrationLabels: labels.voyage.labels(),
    }),
  };
}

function agreedHash(field: (typeof PERSON_FIELDS)[number], { fields }: Base): number {
  const agreed = fields[field];
  if (agreed === undefined) return NOT_IN_BASE;
  const hash = hashOfValue(field, agreed.salesforce);
  return agreed.salesforce === agreed.voyage || hash === hashOfValue(field, agreed.voyage)
    ? hash
    : LEGS_DISAGREE;
}
