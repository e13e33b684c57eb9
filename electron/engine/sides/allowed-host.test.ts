/** Law: no address gets a token that the workspace's kind, its own address and its tie do not all allow. */
import { expect, test } from 'vitest';
import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';
import { refuseHost, refuseLoginHost } from './allowed-host.ts';

/** The kind alone, as a sign-in form asks; the demo is asked about the very address it has. */
function isAllowed(address: string, kind: WorkspaceKind, side: Side = 'salesforce'): boolean {
  const url = kind === 'demo' ? address : null;
  return refuseHost(side, address, { workspaceKind: kind, url }) === null;
}

test.each([
  'http://127.0.0.1:7171',
  'http://localhost:1',
  'http://[::1]:80',
  'https://127.8.9.1',
  'http://[::ffff:127.0.0.1]',
  'http://2130706433',
])('the demo may talk to %s, and production never', (address) => {
  expect(isAllowed(address, 'demo')).toBe(true);
  expect(isAllowed(address, 'sandbox')).toBe(true);
  expect(isAllowed(address, 'production')).toBe(false);
});

test.each([
  'https://acme.my.salesforce.com',
  'https://acme--dev.sandbox.my.salesforce.com',
  'https://127.0.0.1.example.com',
  'https://localhost.example.com',
])('the demo refuses %s', (address) => {
  expect(isAllowed(address, 'demo')).toBe(false);
});

test('the demo talks to its own two servers and to nothing else on loopback', () => {
  const reach = { workspaceKind: 'demo', url: 'http://127.0.0.1:4001' } as const;
  expect(refuseHost('salesforce', 'http://127.0.0.1:4001/services/data', reach)).toBeNull();
  for (const other of ['http://127.0.0.1:4002', 'http://localhost:4001', 'https://127.0.0.1:4001'])
    expect(refuseHost('salesforce', other, reach)).not.toBeNull();
  expect(
    refuseHost('salesforce', 'http://127.0.0.1:4001', { workspaceKind: 'demo', url: null }),
  ).not.toBeNull();
});

test.each([
  ['https://test.salesforce.com', true],
  ['https://acme--dev.sandbox.my.salesforce.com', true],
  ['https://acme--dev.sandbox.my.salesforce.com.', true],
  ['https://ability-energy-123.scratch.my.salesforce.com/', true],
  ['https://acme.my.salesforce.com', false],
  ['https://login.salesforce.com', false],
  ['https://acme.sandbox.my.salesforce.com.evil.example', false],
  ['https://evil.example/.sandbox.my.salesforce.com', false],
])('a sandbox asked for Salesforce at %s: allowed is %s', (address, expected) => {
  expect(isAllowed(address, 'sandbox')).toBe(expected);
});

test.each([
  ['https://acme.my.salesforce.com', true],
  ['https://acme.develop.my.salesforce.com', true],
  ['https://salesforce.com.evil.example', false],
  ['https://evilsalesforce.com', false],
  ['https://acme.example', false],
])('production asked for Salesforce at %s: allowed is %s', (address, expected) => {
  expect(isAllowed(address, 'production')).toBe(expected);
});

test('a tied production workspace talks to that org alone, whatever address it was given', () => {
  const tiedTo = 'https://acme.my.salesforce.com';
  const reachOf = (url: string) => ({ workspaceKind: 'production', url, tiedTo }) as const;
  expect(refuseHost('salesforce', `${tiedTo}/services/data`, reachOf(tiedTo))).toBeNull();
  const other = 'https://other.my.salesforce.com';
  expect(refuseHost('salesforce', other, reachOf(tiedTo))).not.toBeNull();
  expect(refuseHost('salesforce', other, reachOf(other))).not.toBeNull();
});

test('a sandbox talks to a Voyage of any name, as Voyage says itself whether it is a test', () => {
  expect(isAllowed('https://api.voyage.example', 'sandbox', 'voyage')).toBe(true);
});

test.each([
  ['https://login.salesforce.com/services/oauth2/token', 'production', true],
  ['https://test.salesforce.com/services/oauth2/token', 'sandbox', true],
  ['https://login.salesforce.com', 'sandbox', false],
  ['https://acme.my.salesforce.com', 'sandbox', false],
  ['https://acme.my.salesforce.com', 'production', true],
  ['http://localhost:4001', 'sandbox', true],
  ['http://localhost:4001', 'production', false],
  ['https://login.salesforce.com', 'demo', false],
  ['https://login.salesforce.com.evil.example', 'production', false],
] as const)('a sign-in at %s from a %s workspace: allowed is %s', (address, kind, expected) => {
  const refused = refuseLoginHost(address, { workspaceKind: kind, url: null });
  expect(refused === null).toBe(expected);
});

test('the tie of a production workspace leaves it the common login host', () => {
  const tiedTo = 'https://acme.my.salesforce.com';
  const reach = { workspaceKind: 'production', url: null, tiedTo } as const;
  expect(refuseLoginHost('https://login.salesforce.com', reach)).toBeNull();
  expect(refuseLoginHost(tiedTo, reach)).toBeNull();
  expect(refuseLoginHost('https://other.my.salesforce.com', reach)).not.toBeNull();
});

test.each([
  'http://acme.my.salesforce.com',
  'https://token:secret@acme.my.salesforce.com',
  'https://0.0.0.0',
  'https://[::]',
  'ftp://acme.my.salesforce.com',
  'ftp://127.0.0.1',
  'acme.my.salesforce.com',
  '',
])('no workspace sends a token to %s', (address) => {
  expect(isAllowed(address, 'demo')).toBe(false);
  expect(isAllowed(address, 'sandbox')).toBe(false);
  expect(isAllowed(address, 'production')).toBe(false);
});

test('the refusal names the host and the kind of workspace, and no credentials', () => {
  const reach = { workspaceKind: 'demo', url: null } as const;
  expect(refuseHost('salesforce', 'https://me:secret@example.com/x', reach)).toEqual({
    code: 'auth/host-refused',
    side: 'salesforce',
    host: 'example.com',
    workspaceKind: 'demo',
  });
});
