import { describe, expect, test } from 'vitest';
import { STATUS_MAP } from '../../test/builders.ts';
import type { StatusMap } from '../domain/status.ts';
import { VOYAGE_STATUSES } from '../domain/status.ts';
import {
  labelRank,
  labelsAgree,
  mapToSalesforce,
  mapToVoyage,
  statusRank,
  statusesAgree,
  wouldGoBack,
} from './status-map.ts';

const MAP: StatusMap = {
  toVoyage: { Responded: 'registered', RSVP: 'registered', 'Old list': 'skip' },
  toSalesforce: { registered: 'Responded', confirmed: 'Responded', cancelled: 'skip' },
};

describe('the way to Voyage', () => {
  test('a label has the status of its entry, is skipped, or is unmapped', () => {
    expect(mapToVoyage(MAP, 'RSVP')).toEqual({ to: 'registered' });
    expect(mapToVoyage(MAP, ' Responded ')).toEqual({ to: 'registered' });
    expect(mapToVoyage(MAP, 'Old list')).toBe('skip');
    expect(mapToVoyage(MAP, 'VIP')).toBe('unmapped');
    expect(mapToVoyage(MAP, 'responded')).toBe('unmapped');
  });

  test('a label that names a property of all objects is a label like any other', () => {
    expect(mapToVoyage(MAP, 'constructor')).toBe('unmapped');
    expect(mapToVoyage(MAP, '__proto__')).toBe('unmapped');
  });

  test('a blank label can be mapped under the empty text', () => {
    expect(mapToVoyage(MAP, null)).toBe('unmapped');
    expect(mapToVoyage({ ...MAP, toVoyage: { '': 'invited' } }, null)).toEqual({ to: 'invited' });
  });
});

test('the way to Salesforce: a status has a label, is skipped, or is unmapped', () => {
  expect(mapToSalesforce(MAP, 'confirmed')).toEqual({ to: 'Responded' });
  expect(mapToSalesforce(MAP, 'cancelled')).toBe('skip');
  expect(mapToSalesforce(MAP, 'invited')).toBe('unmapped');
  expect(mapToSalesforce(MAP, 'toString')).toBe('unmapped');
  expect(mapToSalesforce(MAP, null)).toBe('unmapped');
});

test('a label and a status agree when either way names the other', () => {
  expect(statusesAgree(MAP, 'RSVP', 'registered')).toBe(true);
  expect(statusesAgree(MAP, 'Responded', 'confirmed')).toBe(true);
  expect(statusesAgree(MAP, 'RSVP', 'confirmed')).toBe(false);
  expect(statusesAgree(MAP, 'cancelled', 'cancelled')).toBe(false);
  expect(statusesAgree({ toVoyage: {}, toSalesforce: {} }, 'cancelled', 'cancelled')).toBe(true);
});

test('labels of one status agree with each other; unmapped ones only with themselves', () => {
  expect(labelsAgree(MAP, 'RSVP', 'Responded')).toBe(true);
  expect(labelsAgree(MAP, 'VIP', 'VVIP')).toBe(false);
  expect(labelsAgree(MAP, 'VIP', ' VIP')).toBe(true);
});

describe('moving backwards', () => {
  test.each([
    ['attended', 'registered'],
    ['attended', 'no_show'],
    ['attended', 'cancelled'],
    ['attended', 'declined'],
    ['no_show', 'registered'],
    ['confirmed', 'registered'],
    ['registered', 'waitlisted'],
    ['registered', 'invited'],
    ['declined', 'invited'],
    ['cancelled', 'invited'],
  ] as const)('is %s to %s', (from, to) => {
    expect(wouldGoBack(from, to)).toBe(true);
    expect(wouldGoBack(to, from)).toBe(false);
  });

  test.each([
    ['registered', 'cancelled'],
    ['cancelled', 'registered'],
    ['declined', 'pending'],
    ['declined', 'cancelled'],
    ['no_show', 'cancelled'],
  ] as const)('is not %s to %s', (from, to) => {
    expect(wouldGoBack(from, to)).toBe(false);
  });

  test('nobody goes back by staying', () => {
    for (const status of VOYAGE_STATUSES) expect(wouldGoBack(status, status)).toBe(false);
  });
});

test('the most advanced status is attended, the least a cancellation, and less what is unknown', () => {
  const ranked = [...VOYAGE_STATUSES].sort((a, b) => statusRank(b) - statusRank(a));
  expect(ranked[0]).toBe('attended');
  expect(ranked.at(-1)).toBe('cancelled');
  expect(statusRank('checked_out')).toBe(-1);
  expect(labelRank(STATUS_MAP, 'Attended')).toBe(statusRank('attended'));
  expect(labelRank(STATUS_MAP, 'VIP')).toBe(-1);
});
