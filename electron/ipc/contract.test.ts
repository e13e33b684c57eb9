import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CHANNELS } from '../../shared/ipc/contract.ts';
import { inputSchemas } from './input-schemas.ts';

const ROOT = join(import.meta.dirname, '../..');
const PARTS = [
  'shared/ipc/contract.ts',
  'shared/ipc/engine-contract.ts',
  'shared/ipc/engine-views.ts',
  'shared/ipc/journal-contract.ts',
  'shared/ipc/link-contract.ts',
  'shared/ipc/link-views.ts',
  'electron/ipc/link-schemas.ts',
  'electron/ipc/input-schemas.ts',
];

test('every channel has a schema, and no schema stands without a channel', () => {
  expect(Object.keys(inputSchemas).sort()).toEqual(Object.keys(CHANNELS).sort());
});

test.each([
  ['review:page', { viewId: 1, from: 0, count: 100_000 }],
  ['review:page', { viewId: 1, from: 0, count: 50, extra: true }],
  ['shell:place', { route: '../../etc', theme: 'dark', density: 'regular' }],
  ['auth:sign-in', { workspace: 'sandbox', salesforce: { url: 'x' }, voyage: { url: 'x' } }],
  ['push:start', { digest: 'd', mode: 'some', confirm: null }],
  ['map:set', { way: 'toVoyage', label: 'Sent', to: 'nonsense' }],
  ['engine:state', undefined],
] as const)('%s refuses %j', (channel, input) => {
  expect(inputSchemas[channel].safeParse(input).success).toBe(false);
});

test('a change of the contract is deliberate: its fingerprint is written here', () => {
  const text = PARTS.map((part) => readFileSync(join(ROOT, part), 'utf8')).join('\n');
  const fingerprint = createHash('sha256').update(text).digest('hex').slice(0, 16);
  expect(fingerprint).toBe('9cbb846f30b932a0');
});
