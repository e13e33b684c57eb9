import { expect, test } from 'vitest';
import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';
import { refuseHost } from './allowed-host.ts';

function isAllowed(address: string, kind: WorkspaceKind, side: Side = 'salesforce'): boolean {
  return refuseHost(side, address, kind) === null;
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

test('a sandbox talks to a Voyage of any name, as Voyage says itself whether it is a test', () => {
  expect(isAllowed('https://api.voyage.example', 'sandbox', 'voyage')).toBe(true);
});

test.each([
  'http://acme.my.salesforce.com',
  'https://token:secret@acme.my.salesforce.com',
  'https://0.0.0.0',
  'https://[::]',
  'ftp://acme.my.salesforce.com',
  'acme.my.salesforce.com',
  '',
])('no workspace sends a token to %s', (address) => {
  expect(isAllowed(address, 'demo')).toBe(false);
  expect(isAllowed(address, 'sandbox')).toBe(false);
  expect(isAllowed(address, 'production')).toBe(false);
});

test('the refusal names the host and the kind of workspace, and no credentials', () => {
  expect(refuseHost('salesforce', 'https://me:secret@example.com/x', 'demo')).toEqual({
    code: 'auth/host-refused',
    side: 'salesforce',
    host: 'example.com',
    workspaceKind: 'demo',
  });
});
