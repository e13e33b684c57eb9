import { expect, test } from 'vitest';
import { makeRecordId, toRecordId } from './record-id.ts';

test.each([
  ['00Q4S000002sSac', '00Q4S000002sSacUAE'],
  ['7014S00000097Hc', '7014S00000097HcQAI'],
  ['00v4S000001VKQ1', '00v4S000001VKQ1QAO'],
  ['0034S000005YJYc', '0034S000005YJYcQAO'],
  ['0012300000bVTq1', '0012300000bVTq1AAG'],
])('the checksum of %s is the one a real org gave it', (short, long) => {
  expect(toRecordId(short)).toBe(long);
  expect(toRecordId(long)).toBe(long);
});

test('an id with a wrong checksum, length or character is none', () => {
  expect(toRecordId('00Q4S000002sSacUAA')).toBeNull();
  expect(toRecordId('00Q4S')).toBeNull();
  expect(toRecordId("00Q4S000002sSa'")).toBeNull();
});

test('made ids are valid and sort as their numbers do', () => {
  const ids = [0, 1, 9, 10, 61, 62, 3_844, 1_000_000].map((n) => makeRecordId('00v', n));
  expect(ids.map(toRecordId)).toEqual(ids);
  expect(ids.toSorted()).toEqual(ids);
});
