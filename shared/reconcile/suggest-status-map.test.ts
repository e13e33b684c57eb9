import { expect, test } from 'vitest';
import type { MemberStatus } from '../domain/status.ts';
import { suggestStatusMap } from './suggest-status-map.ts';

function statuses(...labels: readonly string[]): readonly MemberStatus[] {
  return labels.map((label, at) => ({
    label,
    isDefault: at === 0,
    hasResponded: at > 0,
    sortOrder: at + 1,
  }));
}

test('a new campaign’s two labels are an invitation and a registration', () => {
  expect(suggestStatusMap(statuses('Sent', 'Responded'), [])).toEqual({
    toVoyage: { Sent: 'invited', Responded: 'registered' },
    toSalesforce: { invited: 'Sent', registered: 'Responded' },
  });
});

test('labels are known in several languages, whatever their case, accents and dashes', () => {
  const { toVoyage } = suggestStatusMap(
    statuses('eingeladen', 'BESTÄTIGT', 'No-Show', 'Liste d’attente', 'Asistió', 'Annulé', '欠席'),
    [],
  );
  expect(toVoyage).toEqual({
    eingeladen: 'invited',
    BESTÄTIGT: 'confirmed',
    'No-Show': 'no_show',
    'Liste d’attente': 'waitlisted',
    Asistió: 'attended',
    Annulé: 'cancelled',
    欠席: 'no_show',
  });
});

test('what is not plain is not suggested', () => {
  const { toVoyage } = suggestStatusMap(statuses('VIP', 'Attended on demand', 'Follow up', ''), []);
  expect(toVoyage).toEqual({});
});

test('of several labels the way back names the plainest, and only one the campaign has', () => {
  expect(suggestStatusMap(statuses('Sent', 'RSVP', 'Registered'), ['Attended'])).toEqual({
    toVoyage: {
      Sent: 'invited',
      RSVP: 'registered',
      Registered: 'registered',
      Attended: 'attended',
    },
    toSalesforce: { invited: 'Sent', registered: 'Registered' },
  });
});
