import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../test/journal-builders.ts';
import { Refusal } from '../engine/refusal.ts';
import type { OAuthTokens } from './oauth-client.ts';
import { createRenewal } from './renew-token.ts';
import type { RenewToken } from './renew-token.ts';
import type { SignInEntry } from './token-vault.ts';

const BEGINNING = Date.UTC(2026, 10, 26, 9);
const BUSY_WAIT_MS = 1;
const LIMIT = new Refusal({ code: 'side/rate-limited', side: 'salesforce', retryAfterMs: null });
const unreachable = (mayHaveLanded: boolean): Refusal =>
  new Refusal(
    { code: 'side/unreachable', side: 'salesforce', address: 'https://x.example', detail: 'No.' },
    undefined,
    mayHaveLanded,
  );

let folder: ReturnType<typeof makeFolder>;
let now: number;
let asked: number;
let failures: Refusal[];
let renew: RenewToken;
let accessToken: string;

beforeEach(() => {
  folder = makeFolder();
  now = BEGINNING;
  asked = 0;
  failures = [];
  accessToken = 'token 0';
  const renewal = { loginUrl: 'https://x.example', clientId: 'app', refreshToken: 'r' };
  let entry: SignInEntry = { url: 'https://x.example', accessToken, renewal };
  renew = createRenewal({
    place: {
      read: () => Promise.resolve(entry),
      write: (next) => {
        entry = next;
        accessToken = next.accessToken;
        return Promise.resolve();
      },
    },
    lockPath: join(folder.path, 'renewal.lock'),
    request: () => {
      asked += 1;
      const failure = failures.shift();
      return failure === undefined ? Promise.resolve(tokensOf(asked)) : Promise.reject(failure);
    },
    check: () => null,
    clock: () => new Date(now),
    busyWaitMs: BUSY_WAIT_MS,
  });
});
afterEach(() => folder.remove());

function tokensOf(n: number): OAuthTokens {
  return {
    accessToken: `token ${String(n)}`,
    refreshToken: null,
    instanceUrl: 'https://x.example',
    identityUrl: 'https://x.example/id',
    orgId: '00D',
    userId: '005',
  };
}

test.each([
  ['a limit', [LIMIT]],
  ['a connection that was refused', [unreachable(false)]],
  ['both, twice', [LIMIT, unreachable(false), LIMIT]],
])('%s is waited out, and the renewal goes well', async (_, met) => {
  failures = [...met];
  expect(await renew(accessToken)).toBe(`token ${String(met.length + 1)}`);
});

test('a limit that lasts is told as what it is', async () => {
  failures = Array.from({ length: 20 }, () => LIMIT);
  await expect(renew(accessToken)).rejects.toBe(LIMIT);
  expect(asked).toBe(4);
});

test('an answer that was lost is not asked for again: the refresh token may be used up', async () => {
  const lost = unreachable(true);
  failures = [lost];
  await expect(renew(accessToken)).rejects.toBe(lost);
  expect(asked).toBe(1);
});

test('five renewals in a minute are enough, and a clock set back does not make that minute last for hours', async () => {
  for (let n = 0; n < 5; n += 1) await renew(accessToken);
  expect(await renew(accessToken)).toBeNull();
  now -= 3 * 3_600_000;
  expect(await renew(accessToken)).toBe('token 6');
});
