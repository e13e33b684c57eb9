/** How a person makes things go wrong: the control routes, the page in a browser, and `demo --faults`. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createOutput } from '../../electron/cli/output.ts';
import { runProgram } from '../../electron/cli/program.ts';
import { rawRequest } from './raw-request.ts';
import { ask, seedOf, startOrg, TOKEN } from './salesforce-org.ts';
import { EVENT, registrationSeed, startEvent, TOKEN as VOYAGE_TOKEN } from './voyage-world.ts';

interface Far {
  readonly url: string;
  readonly controlUrl: string;
  readonly token: string;
  /** Something to read with the token. */
  readonly path: string;
  close(): Promise<void>;
}

const FARS: Readonly<Record<string, () => Promise<Far>>> = {
  salesforce: async () => {
    const org = await startOrg(seedOf(3));
    const { url, controlUrl } = org;
    const path = '/services/data/v67.0/limits';
    return { url, controlUrl, token: TOKEN, path, close: () => org.close() };
  },
  voyage: async () => {
    const voyage = await startEvent({ registrations: [registrationSeed(0)] });
    const { url, controlUrl } = voyage;
    const path = `/v1/events/${EVENT}`;
    return { url, controlUrl, token: VOYAGE_TOKEN, path, close: () => voyage.close() };
  },
};

describe.each(Object.entries(FARS))('%s', (_name, start) => {
  let far: Far;
  beforeEach(async () => {
    far = await start();
  });
  afterEach(() => far.close());

  test('the control route takes a schedule, tells what struck, and makes all well again', async () => {
    const { url, token, path } = far;
    const schedule = [{ kind: 'status', status: 503, next: 2 }];
    const set = { method: 'POST', token, body: { schedule, seed: 3 } };
    expect((await ask(url, '/__demo/faults', set)).status).toBe(200);
    expect((await rawRequest(url, path, { token })).status).toBe(503);
    const { body } = await ask(url, '/__demo/state', { token });
    const effects = { made: {}, doubles: [] };
    expect(body).toMatchObject({ schedule, struck: { status: 1 }, effects });
    await rawRequest(url, '/__demo/faults', { method: 'DELETE', token });
    expect((await rawRequest(url, path, { token })).status).toBe(200);
  });

  test.each([
    [[{ kind: 'storm' }]],
    [[{ kind: 'status', status: 404 }]],
    [[{ kind: 'hang', next: 1, nth: 1 }]],
    [[{ kind: 'hang', chance: 2 }]],
  ])('%j is no schedule', async (schedule) => {
    const { url, token, path } = far;
    const answer = await ask(url, '/__demo/faults', { method: 'POST', token, body: { schedule } });
    expect([400, 422]).toContain(answer.status);
    expect((await rawRequest(url, path, { token })).status).toBe(200);
  });

  test('the page opens without a token, holds no key, and runs its own script alone', async () => {
    const [page = '', key = ''] = far.controlUrl.split('#');
    const answer = await fetch(page);
    const html = await answer.text();
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(html) ?? [];
    const hash = createHash('sha256').update(script).digest('base64');
    expect(answer.headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; connect-src 'self'`,
    );
    expect(() => new Script(script)).not.toThrow();
    expect(html).toContain('Make it well again');
    expect(html).not.toContain(key);
    expect(html).not.toMatch(/https?:/);
  });

  test('its key opens the control routes and nothing else', async () => {
    const { url, path, controlUrl } = far;
    const token = controlUrl.split('#')[1] ?? '';
    expect((await ask(url, '/__demo/state', { token: 'guessed' })).status).toBe(401);
    expect((await ask(url, '/__demo/state', { token })).status).toBe(200);
    expect((await ask(url, path, { token })).status).toBe(401);
  });
});

interface Printed {
  readonly salesforce: { readonly url: string; readonly token: string };
  readonly controls?: { readonly salesforce: string; readonly voyage: string };
}

describe('demo --faults', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'demo-faults-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  /** Runs the command in this process; `meanwhile` is called with what it printed, and ends it. */
  async function run(
    argv: readonly string[],
    meanwhile: (printed: Printed) => Promise<void> = () => Promise.resolve(),
  ): Promise<{ readonly code: number; readonly text: string }> {
    let text = '';
    const stream = {
      isTTY: false,
      write: (piece: string) => {
        text += piece;
        return true;
      },
    } as unknown as NodeJS.WriteStream;
    let looked = Promise.resolve();
    const code = await runProgram(
      ['demo', '--json', '--rows', '60', '--data', dir, ...argv],
      {
        env: {},
        rosterReader: new URL('../../electron/roster/worker.ts', import.meta.url),
        output: ({ json, quiet }) =>
          createOutput({
            isJson: json === true,
            isQuiet: quiet === true,
            stdout: stream,
            stderr: stream,
            now: () => 0,
          }),
        onInterrupt(stop) {
          const json = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
          looked = meanwhile(JSON.parse(json) as Printed).finally(stop);
          return () => undefined;
        },
      },
      '0',
      (cause) => {
        throw cause;
      },
    );
    await looked;
    return { code, text };
  }

  test('prints both pages, and keeps serving', async () => {
    const { code } = await run(['--faults'], async ({ controls }) => {
      for (const page of Object.values(controls ?? {})) {
        expect((await fetch(page)).status).toBe(200);
        const { origin, hash } = new URL(page);
        expect((await ask(origin, '/__demo/state', { token: hash.slice(1) })).status).toBe(200);
      }
      expect(Object.keys(controls ?? {})).toEqual(['salesforce', 'voyage']);
    });
    expect(code).toBe(0);
  });

  test('with a list, those are on at the start', async () => {
    await run(['--faults', 'status=502@limits:1'], async ({ salesforce: { url, token } }) => {
      const limits = () => rawRequest(url, '/services/data/v67.0/limits', { token });
      expect([(await limits()).status, (await limits()).status]).toEqual([502, 200]);
    });
  });

  test('without it no page is told', async () => {
    await run([], (printed) => {
      expect(printed).not.toHaveProperty('controls');
      return Promise.resolve();
    });
  });

  test('what is no fault, and --run beside it, are wrong usage', async () => {
    expect((await run(['--faults', 'storm'])).code).toBe(2);
    const together = await run(['--faults', '--run']);
    expect([together.code, together.text]).toEqual([2, expect.stringContaining('--run ends it')]);
  });
});
