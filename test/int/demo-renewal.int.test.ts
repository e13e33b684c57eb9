/** The demo's own sign-in: it renews itself while its grant lives, and a person signs in again when it does not. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { credentialsOfDemo } from '../../electron/auth/demo-credentials.ts';
import { startDemo } from '../../electron/demo/start-demo.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { atEnd, errorOf, tokensOf } from './auth-world.ts';
import { setFaults } from './open-engine.ts';

test('an ended token of the demo is renewed unseen; a grant that was taken away asks for a person', async () => {
  const clock = () => new Date();
  const demo = await startDemo({ dir: null, rows: 70, seed: 7, clock });
  atEnd(() => demo.close());
  const credentials = credentialsOfDemo({
    endpoints: demo,
    dir: mkdtempSync(join(tmpdir(), 'demo-renewal-')),
    clock,
  });
  const { salesforce, voyage } = connectSides({
    kind: 'demo',
    addresses: { salesforce: demo.salesforce.url, voyage: demo.voyage.url },
    tokens: tokensOf(credentials),
    log: () => undefined,
  });
  atEnd(() => Promise.all([salesforce.close(), voyage.close()]).then(() => undefined));
  const post = async (path: string): Promise<{ token?: string }> => {
    const answer = await fetch(demo.salesforce.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${demo.salesforce.token}` },
    });
    return (await answer.json()) as { token?: string };
  };

  await setFaults(demo, 'salesforce', { expireToken: true });
  expect(await salesforce.identify()).toMatchObject({ kind: 'demo' });
  await post('/__demo/oauth/expire');
  expect(await salesforce.identify()).toMatchObject({ kind: 'demo' });

  await post('/__demo/oauth/revoke-all');
  expect(await errorOf(salesforce.identify())).toMatchObject({ code: 'auth/revoked' });
  credentials.replace('salesforce', (await post('/__demo/token')).token ?? '');
  expect(await salesforce.identify()).toMatchObject({ kind: 'demo' });

  await setFaults(demo, 'voyage', { expireToken: true });
  expect(await errorOf(voyage.identify())).toMatchObject({ code: 'auth/expired' });
});
