import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { Refusal } from '../engine/refusal.ts';
import { policySchema } from './policy-schema.ts';
import { nearestKey, parsePolicy, readPolicyFile } from './read-policy.ts';

const dir = mkdtempSync(join(tmpdir(), 'policy-'));

function refusalOf(work: () => unknown): AppError {
  try {
    work();
  } catch (cause) {
    if (cause instanceof Refusal) return cause.error;
    throw cause;
  }
  throw new Error('It was taken.');
}

function fileOf(text: string): string {
  const path = join(dir, `${String(text.length)}.json`);
  writeFileSync(path, text);
  return path;
}

test('a policy that says nothing but its version holds every default', () => {
  expect(parsePolicy({ version: 1 }, 'p.json')).toEqual(DEFAULT_POLICY);
});

test('the policy of the interface description is read as it stands there', () => {
  const policy = {
    version: 1,
    identity: { plusTags: false, gmailDots: false },
    statusMap: {
      toVoyage: { Responded: 'registered', Sent: 'invited', 'Old list': 'skip' },
      toSalesforce: { registered: 'Responded', attended: 'Attended', cancelled: 'skip' },
    },
    fields: {
      status: 'ask',
      firstName: 'prefer-non-blank',
      company: 'prefer-salesforce',
      phone: 'newest',
    },
    onlyInSalesforce: 'create',
    onlyInVoyage: 'create',
    createPersonAs: 'lead',
    deletions: 'propose',
    statusMayGoBack: false,
    writePersonFields: false,
    guards: { maxDeletesPercent: 5, maxChangesPercent: 50 },
  };
  expect(readPolicyFile(fileOf(JSON.stringify(policy)))).toEqual(policy);
});

test.each([
  [{ version: 1, feilds: {} }, 'feilds', 'fields'],
  [{ version: 1, fields: { compny: 'ask' } }, 'fields.compny', 'company'],
  [{ version: 1, guards: { maxDeletePercent: 3 } }, 'guards.maxDeletePercent', 'maxDeletesPercent'],
  [
    { version: 1, statusMap: { toSalesforce: { attend: 'x' } } },
    'statusMap.toSalesforce.attend',
    'attended',
  ],
  [{ version: 1, somethingElseAltogether: 1 }, 'somethingElseAltogether', null],
])('an unknown key is an error that names the nearest known one: %j', (json, key, nearest) => {
  expect(refusalOf(() => parsePolicy(json, 'p.json'))).toEqual({
    code: 'policy/unknown-key',
    path: 'p.json',
    key,
    nearest,
  });
});

test('a wrong value is named by its place', () => {
  const error = refusalOf(() =>
    parsePolicy({ version: 1, fields: { company: 'sometimes' } }, 'p.json'),
  );
  expect(error).toMatchObject({
    code: 'policy/invalid',
    detail: expect.stringContaining('fields.company') as string,
  });
});

test('a file that is not JSON, or not there, says so', () => {
  expect(refusalOf(() => readPolicyFile(fileOf('{"version": 1,')))).toMatchObject({
    code: 'policy/invalid',
  });
  expect(refusalOf(() => readPolicyFile(join(dir, 'none.json')))).toMatchObject({
    code: 'input/unreadable-file',
    detail: 'There is no such file.',
  });
  expect(refusalOf(() => readPolicyFile(dir))).toMatchObject({ detail: 'It is a folder.' });
});

test('the schema that ships is the one that is checked', () => {
  const shipped = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../resources/policy.schema.json'), 'utf8'),
  ) as unknown;
  expect(shipped).toEqual(z.toJSONSchema(policySchema, { io: 'input' }));
});

test('a key too far from all others has no nearest', () => {
  expect(nearestKey('zzzzzzzzzz', ['fields', 'guards'])).toBeNull();
});
