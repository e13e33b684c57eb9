import { expect, test } from 'vitest';
import { memberRow } from './answers.ts';
import { toMember } from './to-member.ts';

const sent = {
  attributes: { type: 'CampaignMember', url: '/x' },
  Id: '00v000000000001AAA',
  Status: 'Responded',
  SystemModstamp: '2026-03-01T09:00:00.000+0000',
  CreatedDate: '2026-02-01T09:00:00.000+0000',
  LeadId: '00Q000000000001AAA',
  ContactId: null,
  Email: 'ann@example.org',
  FirstName: 'Ann',
  LastName: '  ',
  CompanyOrAccount: 'Acme',
  Title: null,
  Phone: '+49 30 1',
  Lead: { SystemModstamp: '2026-04-01T09:00:00.000+0000' },
  Contact: null,
};

test('a member is mapped to the fields of the domain, blanks to null', () => {
  expect(toMember(memberRow.parse(sent), 'Sent')).toEqual({
    side: 'salesforce',
    recordId: '00v000000000001AAA',
    values: {
      status: 'Responded',
      firstName: 'Ann',
      lastName: null,
      company: 'Acme',
      title: null,
      phone: '+49 30 1',
      email: 'ann@example.org',
    },
    version: '2026-03-01T09:00:00.000Z/2026-04-01T09:00:00.000Z',
    modifiedAt: '2026-04-01T09:00:00.000Z',
    createdAt: '2026-02-01T09:00:00.000Z',
    person: { id: '00Q000000000001AAA', kind: 'Lead' },
  });
});

test('a change of the Lead alone changes the version', () => {
  const later = { ...sent, Lead: { SystemModstamp: '2026-04-01T09:00:01.000+0000' } };
  const [before, after] = [sent, later].map((row) => toMember(memberRow.parse(row), null).version);
  expect(after).not.toBe(before);
});

test('a converted member stands for its Contact', () => {
  const row = memberRow.parse({
    ...sent,
    ContactId: '003000000000001AAA',
    Contact: { SystemModstamp: '2026-01-01T00:00:00.000+0000' },
  });
  expect(toMember(row, null).person).toEqual({ id: '003000000000001AAA', kind: 'Contact' });
  expect(toMember(row, null).version).toContain('2026-01-01');
});

test('a member without a Status holds the default of its campaign', () => {
  expect(toMember(memberRow.parse({ ...sent, Status: null }), 'Sent').values.status).toBe('Sent');
});

test('unknown fields are ignored and missing optional ones are null', () => {
  const { Id, SystemModstamp } = sent;
  const row = memberRow.parse({ Id, SystemModstamp, Badge__c: { shape: 'round' } });
  expect(toMember(row, 'Sent')).toEqual({
    side: 'salesforce',
    recordId: Id,
    values: {
      status: 'Sent',
      firstName: null,
      lastName: null,
      company: null,
      title: null,
      phone: null,
      email: null,
    },
    version: '2026-03-01T09:00:00.000Z',
    modifiedAt: '2026-03-01T09:00:00.000Z',
    createdAt: null,
    person: null,
  });
});

test('other time zones become UTC', () => {
  const row = memberRow.parse({ ...sent, Lead: null, SystemModstamp: '2026-03-01T09:00:00+0200' });
  expect(toMember(row, null).version).toBe('2026-03-01T07:00:00.000Z');
});
