import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog, redact } from './log.ts';

const TOKEN = '00D5g000004kLzZ!AQEAQHp0vJx7Y2hTqk3nU.b8mD1rW9cXs6fE0aLzPqRtYuIo';

test('a token, a bearer header and an address are blotted out', () => {
  const clean = redact(`${TOKEN} Authorization: Bearer abc.def zoë@example.org`);
  expect(clean).not.toContain('AQEAQ');
  expect(clean).not.toContain('abc.def');
  const oauth = redact(
    '5Aep861.short.one /oauth/callback?code=aPrx.q%3D%3D&state=1 refresh_token=x.y',
  );
  expect(oauth).toBe('[redacted] /oauth/callback?[redacted]&state=1 [redacted]');
  expect(clean).not.toContain('example.org');
});

test('what is written to the file is redacted, and a defect answers its incident id', () => {
  const dir = mkdtempSync(join(tmpdir(), 'log-'));
  const log = openLog(dir, () => new Date(0));
  log.note('request', { path: '/services/data', token: TOKEN });
  const incidentId = log.defect('here', new Error(`it broke with ${TOKEN}`));
  const text = readFileSync(join(dir, 'reconcile.log'), 'utf8');
  expect(text).toContain('"path":"/services/data"');
  expect(text).toContain(incidentId);
  expect(text).not.toContain('AQEAQ');
});
