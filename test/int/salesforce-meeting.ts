/** The Salesforce side met on a real socket, and operations to give it. */
import { afterEach, expect } from 'vitest';
import type { Values } from '../../shared/domain/fields.ts';
import type { SideRecord } from '../../shared/domain/record.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { FakeSalesforce } from '../../electron/demo/salesforce/start-salesforce.ts';
import { Refusal } from '../../electron/engine/refusal.ts';
import type { BulkOptions } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import { createSalesforceSide } from '../../electron/engine/sides/salesforce/salesforce-side.ts';
import type { SideConnection } from '../../electron/engine/sides/side-connection.ts';
import type {
  SidePort,
  WriteAnswer,
  WriteBatch,
  WriteOperation,
} from '../../electron/engine/sides/side-port.ts';
import { CAMPAIGN_ID, connectTo, idOf, seedOf, startOrg } from './salesforce-org.ts';
import type { TestConnection } from './salesforce-org.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What is to be closed when the test is over. */
export function closeLater(...steps: readonly (() => Promise<void>)[]): void {
  closing.push(...steps);
}

export interface Met {
  readonly org: FakeSalesforce;
  readonly side: SidePort;
  readonly connection: TestConnection;
}

export async function meet(
  members: number,
  changes: Partial<SideConnection> = {},
  options: BulkOptions = {},
): Promise<Met> {
  const org = await startOrg(seedOf(members));
  const connection = connectTo(org.url, changes);
  const side = createSalesforceSide({ connection, lockWaitMs: 2, ...options });
  closeLater(
    () => side.close(),
    () => org.close(),
  );
  return { org, side, connection };
}

export const signal = new AbortController().signal;

export async function readAll(side: SidePort): Promise<readonly SideRecord[]> {
  const records: SideRecord[] = [];
  for await (const page of side.readPages(await side.describe(CAMPAIGN_ID), { signal })) {
    records.push(...page.records);
  }
  return records;
}

export async function readOne(side: SidePort, n: number): Promise<SideRecord> {
  const records = await readAll(side);
  return records.find((record) => record.recordId === idOf('00v', n))!;
}

export function operation(changes: Partial<WriteOperation>): WriteOperation {
  return {
    ref: 'op-1',
    op: 'update',
    recordId: null,
    expectVersion: null,
    fields: {},
    person: null,
    createPerson: false,
    allowDuplicate: false,
    deletePerson: null,
    identity: null,
    ...changes,
  };
}

export function updateOf(record: SideRecord, fields: Partial<Values>): WriteOperation {
  const { recordId, version, person } = record;
  return operation({ ref: recordId, recordId, expectVersion: version, person, fields });
}

export function createFor(email: string, changes: Partial<WriteOperation> = {}): WriteOperation {
  return operation({
    ref: email,
    op: 'create',
    identity: email,
    createPerson: true,
    fields: { status: 'Responded', firstName: 'New', lastName: 'Person', email },
    ...changes,
  });
}

export function batch(
  operations: readonly WriteOperation[],
  changes: Partial<WriteBatch> = {},
): WriteBatch {
  return {
    listId: CAMPAIGN_ID,
    key: 'run-1',
    operations,
    isAtomic: false,
    isRetry: false,
    tickets: { kept: [], keep: () => undefined },
    asked: () => null,
    ...changes,
  };
}

export async function writeOne(side: SidePort, given: WriteOperation): Promise<WriteAnswer> {
  const [answer] = await side.write(batch([given]), signal);
  return answer!;
}

export async function refusalOf(attempt: Promise<unknown>): Promise<AppError> {
  const failure: unknown = await attempt.then(
    () => null,
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Refusal);
  return (failure as Refusal).error;
}

export const anyone = 'SELECT Id, Email, LeadSource, Company FROM Lead WHERE Email = ';
