import { describe, expect, test } from 'vitest';
import {
  batch,
  EVENT,
  never,
  operation,
  readAll,
  refusalOf,
  TOKEN,
  useSockets,
} from './voyage-world.ts';

const { connect, start, startOther } = useSockets();

describe('drift', () => {
  test('unknown fields are ignored', async () => {
    const { voyage, side } = await start(2);
    voyage.faults.set({ unknownFields: true });
    expect(await readAll(side)).toHaveLength(2);
  });

  test('optional fields that are missing are blank, and named as absent', async () => {
    const { voyage, side } = await start(2);
    voyage.faults.set({ missingFields: ['company', 'title'] });
    expect((await side.describe(EVENT)).absentFields).toEqual(['company', 'title']);
    expect((await readAll(side))[0]?.values).toMatchObject({ company: null, lastName: 'Guest 0' });
  });

  test.each(['id', 'version', 'status'])('without %s the field is named', async (field) => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ missingFields: [field] });
    expect(await refusalOf(readAll(side))).toEqual({
      code: 'side/missing-field',
      side: 'voyage',
      field: `registration.${field}`,
    });
  });
});

describe('trouble', () => {
  test('HTML with the status of an outage is one', async () => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ html: true });
    expect(await refusalOf(side.lists(''))).toMatchObject({ code: 'side/unavailable' });
  });

  test('HTML that calls itself a success is no answer either', async () => {
    const url = await startOther((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<h1>Sign in to the hotel network</h1>');
    });
    expect(await refusalOf(connect(url).side.identify())).toMatchObject({
      code: 'side/bad-answer',
      detail: 'A web page came in the place of data.',
    });
  });

  test('an expired token is renewed once and the request goes on', async () => {
    const { voyage } = await start(1);
    voyage.faults.set({ expireToken: true });
    const renew = async (): Promise<string> => {
      const headers = { authorization: `Bearer ${TOKEN}` };
      const answer = await fetch(`${voyage.url}/__demo/token`, { method: 'POST', headers });
      return ((await answer.json()) as { token: string }).token;
    };
    const { side, refreshes, events } = connect(voyage.url, { renew });
    expect(await side.identify()).toMatchObject({ id: 'acc_1' });
    expect(refreshes()).toBe(1);
    expect(events.map(({ status }) => status)).toEqual([401, 200, 200]);
    expect(JSON.stringify(events)).not.toContain(TOKEN);
  });

  test('a token that stays refused is a sign-in, after one refresh and two requests', async () => {
    const { voyage } = await start(1);
    voyage.faults.set({ expireToken: true });
    const { side, refreshes, events } = connect(voyage.url, {
      renew: () => Promise.resolve('another'),
    });
    expect(await refusalOf(side.identify())).toMatchObject({ code: 'auth/expired' });
    expect(refreshes()).toBe(1);
    expect(events).toHaveLength(2);
  });

  test('a token without the scope is told what it lacks', async () => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ scopes: ['events:read', 'registrations:read'] });
    expect(await refusalOf(side.write(batch('k', [operation('a')]), never))).toEqual({
      code: 'auth/forbidden',
      side: 'voyage',
      detail: 'The token lacks the scope registrations:write.',
    });
  });

  test('a rate limit that does not say for how long is waited for, and the request goes through', async () => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ rateLimitNext: 3, retryAfter: null });
    expect(await side.lists('')).toHaveLength(2);
    expect(side.callsMade()).toBe(4);
  });

  test.each([
    ['seconds', () => '7200'],
    ['a date', () => new Date(Date.now() + 7_200_000).toUTCString()],
  ])('a Retry-After in %s, longer than one would wait, is told', async (_form, retryAfter) => {
    const { voyage, side } = await start(1);
    voyage.faults.set({ rateLimitNext: 1, retryAfter: retryAfter() });
    const error = await refusalOf(side.lists(''));
    if (error.code !== 'side/rate-limited') throw new Error(error.code);
    // An hour is the longest the gate stays closed by itself.
    expect(error.retryAfterMs).toBeGreaterThan(3_590_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(3_600_000);
    expect(side.callsMade()).toBe(1);
  });

  test('redirects are not followed', async () => {
    const { voyage } = await start(1);
    const url = await startOther((_request, response) => {
      response.writeHead(302, { location: `${voyage.url}/v1/me` }).end();
    });
    expect(await refusalOf(connect(url).side.identify())).toMatchObject({
      code: 'side/bad-answer',
    });
    expect(voyage.requests().read).toBe(0);
  });

  test('a body that is cut off is a lost line', async () => {
    const url = await startOther((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"account":{"id":', () => response.destroy());
    });
    expect(await refusalOf(connect(url).side.identify())).toMatchObject({
      code: 'side/unreachable',
    });
  });

  test('a listing that never moves on is stopped', async () => {
    const path = `/v1/events/${EVENT}/registrations`;
    const url = await startOther((request, response) => {
      expect(request.url?.split('?')[0]).toBe(path);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ data: [], nextCursor: 'again' }));
    });
    const { side } = connect(url);
    expect(await refusalOf(readAll(side))).toMatchObject({ code: 'side/bad-answer' });
  });

  test('nobody listening is unreachable, with the address', async () => {
    const { voyage, side } = await start(0);
    await voyage.close();
    expect(await refusalOf(side.identify())).toMatchObject({
      code: 'side/unreachable',
      address: voyage.url,
    });
  });

  test('an address beyond loopback is never asked in a demo', async () => {
    const { side, events } = connect('https://voyage.example');
    expect(await refusalOf(side.identify())).toMatchObject({ code: 'auth/host-refused' });
    expect(events).toEqual([]);
  });
});
