import { describe, expect, test } from 'vitest';
import type { Page } from '../../electron/engine/sides/side-port.ts';
import {
  batch,
  EVENT,
  FACTS,
  never,
  operation,
  readAll,
  refusalOf,
  useSockets,
} from './voyage-world.ts';

const { connect, start, startOther } = useSockets();

describe('reading', () => {
  test('5,000 registrations come whole, once each, in five pages, the cancelled among them', async () => {
    const { voyage, side } = await start(5_000);
    voyage.apply({ on: 'voyage', do: 'update', id: 'reg_000007', fields: { status: 'cancelled' } });
    voyage.apply({ on: 'voyage', do: 'delete', id: 'reg_000008' });
    const records = await readAll(side);
    expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(4_999);
    expect(records).toHaveLength(4_999);
    expect(records.find(({ recordId }) => recordId === 'reg_000007')?.values.status).toBe(
      'cancelled',
    );
    expect(voyage.requests().byPath['GET /v1/events/:id/registrations']).toBe(5);
  });

  test('a registration changed while one pages is passed on in its higher version only', async () => {
    const versions = [3, 2, 3, 4];
    let page = 0;
    const url = await startOther((_request, response) => {
      const data = [{ id: 'reg_1', status: 'registered', version: versions[page] }];
      page += 1;
      const nextCursor = page < versions.length ? `c${page}` : null;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data, nextCursor, total: 1, asOf: null }));
    });
    const { side } = connect(url);
    const seen: string[] = [];
    for await (const { records } of side.readPages(FACTS, { signal: never })) {
      seen.push(...records.map(({ version }) => version));
    }
    expect(seen).toEqual(['3', '3', '4']);
  });

  test('an expired cursor begins the listing anew and loses nobody', async () => {
    let now = Date.UTC(2026, 9, 17);
    const { side } = await start(250, { clock: () => new Date(now) });
    const facts = await side.describe(EVENT);
    const ids = new Set<string>();
    let pages = 0;
    for await (const { records } of side.readPages(facts, { signal: never, pageSize: 100 })) {
      for (const { recordId } of records) ids.add(recordId);
      pages += 1;
      if (pages === 2) now += 2 * 3_600_000;
    }
    expect(ids.size).toBe(250);
    expect(pages).toBe(2 + 3);
  });

  test('a cancelled read is told apart from a lost line', async () => {
    const { voyage, side } = await start(10);
    const facts = await side.describe(EVENT);
    voyage.faults.set({ delayMs: 5_000 });
    const abort = new AbortController();
    const first = side.readPages(facts, { signal: abort.signal }).next();
    abort.abort();
    expect(await refusalOf(first)).toEqual({ code: 'run/cancelled' });
  });

  test('a page says the total and the instant it was read at', async () => {
    const now = new Date('2026-10-17T10:00:00.000Z');
    const { side } = await start(3, { clock: () => now });
    const pages: Page[] = [];
    const facts = await side.describe(EVENT);
    for await (const page of side.readPages(facts, { signal: never })) pages.push(page);
    expect(pages).toMatchObject([{ total: 3, asOf: now.toISOString() }]);
  });
});

describe('who and what', () => {
  test('the account, its kind and the size of a batch are told', async () => {
    const { voyage, side } = await start(0);
    voyage.faults.set({ capabilities: { salesforceCampaignSync: true, maxBatch: 50 } });
    expect(await side.identify()).toMatchObject({
      id: 'acc_1',
      name: 'Elbkontor Events',
      kind: 'demo',
      offersCampaignSync: true,
      maxBatch: 50,
    });
    expect(side.batchSizeFor({ operations: 500, isAtomic: false })).toBe(50);
    expect(side.estimateCalls({ create: 60, createPerson: 0, other: 41, writesPerson: 0 })).toBe(3);
  });

  test.each([
    ['absent', { maxBatch: 200 }],
    ['false', { salesforceCampaignSync: false }],
  ])('campaign sync that is %s is not offered', async (_, capabilities) => {
    const { voyage, side } = await start(0);
    voyage.faults.set({ capabilities });
    expect(await side.identify()).toMatchObject({ offersCampaignSync: false });
  });

  test('a Voyage without capabilities offers no campaign sync', async () => {
    const { voyage, side } = await start(0);
    voyage.faults.set({ capabilitiesStatus: 404 });
    expect(await side.identify()).toMatchObject({ offersCampaignSync: false });
  });

  test('a probe that fails is a refusal of its own, with the reason', async () => {
    const { voyage, side } = await start(0);
    voyage.faults.set({ capabilitiesStatus: 500 });
    expect(await refusalOf(side.identify())).toEqual({
      code: 'side/no-campaign-sync',
      detail: 'Capabilities are unknown.',
    });
  });

  test('events are found by their words, with their rows and dates', async () => {
    const { side } = await start(4);
    expect(await side.lists('summit autumn')).toMatchObject([
      { listId: EVENT, name: 'Autumn Summit 2026', rows: 4, startsOn: '2026-10-14' },
    ]);
    expect(await side.lists('')).toHaveLength(2);
    expect(await side.lists('nothing like it')).toEqual([]);
  });

  test('an event that is not there is said so', async () => {
    const { side } = await start(0);
    expect(await refusalOf(side.describe('evt_9'))).toMatchObject({ code: 'side/not-found' });
  });

  test('a link leads to the registration', async () => {
    const { voyage, side } = await start(1);
    expect(side.linkTo('reg_000000', EVENT)).toBe(
      `${voyage.url}/events/evt_1/registrations/reg_000000`,
    );
  });
});

describe('writing', () => {
  const update = (ref: string, id: number, version: string, company: string) =>
    operation(ref, {
      op: 'update',
      recordId: `reg_${String(id).padStart(6, '0')}`,
      expectVersion: version,
      fields: { company },
    });

  test('creates, updates, cancels and deletes, and answers in the order given', async () => {
    const { side } = await start(3);
    const answers = await side.write(
      batch('k1', [
        operation('a', { fields: { email: 'new@fjordlys.example', status: 'confirmed' } }),
        update('b', 0, '1', 'Fjordlys'),
        operation('c', { op: 'cancel', recordId: 'reg_000001', expectVersion: '1' }),
        operation('d', { op: 'delete', recordId: 'reg_000002', expectVersion: '1' }),
        update('e', 0, '2', 'Fjordlys'),
      ]),
      never,
    );
    expect(answers.map(({ ref, status, version }) => [ref, status, version])).toEqual([
      ['a', 'created', '1'],
      ['b', 'updated', '2'],
      ['c', 'cancelled', '2'],
      ['d', 'deleted', '1'],
      ['e', 'unchanged', '2'],
    ]);
    const now = await readAll(side);
    expect(now.map(({ recordId }) => recordId)).toEqual([
      'reg_000000',
      'reg_000001',
      answers[0]?.recordId,
    ]);
    expect(now[0]?.values.company).toBe('Fjordlys');
    expect(now[1]?.values.status).toBe('cancelled');
    expect(now[2]?.values).toMatchObject({ email: 'new@fjordlys.example', status: 'confirmed' });
  });

  test('a version that is not the current one is stale: nothing written, the current values told', async () => {
    const { voyage, side } = await start(1);
    voyage.apply({ on: 'voyage', do: 'update', id: 'reg_000000', fields: { company: 'Theirs' } });
    const [answer] = await side.write(batch('k', [update('a', 0, '1', 'Ours')]), never);
    expect(answer).toMatchObject({ status: 'stale', version: '2', values: { company: 'Theirs' } });
    expect((await readAll(side))[0]?.values.company).toBe('Theirs');
  });

  test('a registration deleted meanwhile is stale for an update and done for a deletion', async () => {
    const { voyage, side } = await start(1);
    voyage.apply({ on: 'voyage', do: 'delete', id: 'reg_000000' });
    const gone = operation('b', { op: 'delete', recordId: 'reg_000000', expectVersion: '1' });
    const answers = await side.write(batch('k', [update('a', 0, '1', 'Ours'), gone]), never);
    expect(answers.map(({ status }) => status)).toEqual(['stale', 'unchanged']);
  });

  test('a batch whose answer is lost is sent again under its key: one effect', async () => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ loseBatchAnswers: 2 });
    const sent = batch('k', [operation('a', { fields: { email: 'once@fjordlys.example' } })]);
    const [answer] = await side.write(sent, never);
    expect(side.callsMade()).toBe(3);
    expect(answer).toMatchObject({ ref: 'a', status: 'created', version: '1' });
    const [again] = await side.write({ ...sent, isRetry: true }, never);
    expect(again).toEqual(answer);
    expect(await readAll(side)).toHaveLength(2);
  });

  test('a retry after the key was forgotten knows its own update again', async () => {
    let now = Date.UTC(2026, 9, 17);
    const { side } = await start(1, { clock: () => new Date(now) });
    const sent = batch('k', [update('a', 0, '1', 'Ours')]);
    await side.write(sent, never);
    now += 25 * 3_600_000;
    const [answer] = await side.write({ ...sent, isRetry: true }, never);
    expect(answer).toMatchObject({ status: 'updated', version: '2' });
  });

  test('the same key with another body is refused and changes nothing', async () => {
    const { side } = await start(1);
    await side.write(batch('k', [update('a', 0, '1', 'Ours')]), never);
    const other = side.write(batch('k', [update('a', 0, '2', 'Others')]), never);
    expect(await refusalOf(other)).toMatchObject({ code: 'side/refused' });
    expect((await readAll(side))[0]?.values.company).toBe('Ours');
  });

  test('atomic: one refusal and nothing is written, the others not attempted', async () => {
    const { side } = await start(2);
    const answers = await side.write(
      batch('k', [update('a', 0, '1', 'Ours'), update('b', 1, '7', 'Ours'), operation('c')], {
        isAtomic: true,
      }),
      never,
    );
    expect(answers.map(({ status }) => status)).toEqual([
      'not-attempted',
      'stale',
      'not-attempted',
    ]);
    expect((await readAll(side)).map(({ version }) => version)).toEqual(['1', '1']);
  });

  test('rejections carry the code and the message of Voyage, one by one', async () => {
    const { side } = await start(3, { capacity: 4 });
    const answers = await side.write(
      batch('k', [
        operation('a', { fields: { email: 'not an address' } }),
        operation('b', { fields: { email: 'x@fjordlys.example', status: 'vip' } }),
        operation('c', { fields: { email: 'seat4@fjordlys.example' } }),
        operation('d', { fields: { email: 'seat5@fjordlys.example' } }),
        operation('e', { fields: { email: 'guest@fjordlys.example', status: 'declined' } }),
      ]),
      never,
    );
    expect(answers.map(({ status, error }) => [status, error?.code ?? null])).toEqual([
      ['rejected', 'invalid_email'],
      ['rejected', 'invalid_status'],
      ['created', null],
      ['rejected', 'capacity_reached'],
      ['created', null],
    ]);
    expect(answers[0]?.error?.message).toBe('This is not an email address.');
  });

  test('a Voyage that is down for a while has written nothing, and takes the batch later', async () => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ failBatchesAfter: 0 });
    const sent = batch('k', [update('a', 0, '1', 'Ours')]);
    expect(await refusalOf(side.write(sent, never))).toMatchObject({
      code: 'side/unavailable',
      detail: 'Try again later.',
    });
    voyage.faults.reset();
    expect(await side.write(sent, never)).toMatchObject([{ status: 'updated' }]);
  });
});
