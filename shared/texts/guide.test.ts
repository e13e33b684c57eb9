import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { OAUTH_REDIRECT_URI } from '../ipc/contract.ts';
import { guide } from './en/sign-in.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/connect-your-org.md'), 'utf8');
const inOneLine = page.replaceAll(/\s+/gu, ' ');

test.each(guide.steps)('the guide tells at length what the window tells in short: %s', (step) => {
  expect(inOneLine).toContain(`**${step}`);
});

test('the guide names the callback address that the app listens on', () => {
  expect(inOneLine).toContain(`\`${OAUTH_REDIRECT_URI}\``);
});
