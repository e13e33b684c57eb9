/** The Salesforce side against an org on a real socket: what is written, and what is refused. */
import { expect, test } from 'vitest';
import {
  anyone,
  batch,
  createFor,
  meet,
  operation,
  readAll,
  readOne,
  refusalOf,
  signal,
  updateOf,
  writeOne,
} from './salesforce-meeting.ts';
import { CAMPAIGN_ID, emailOf, idOf, query } from './salesforce-org.ts';

test('a status is written and read back', async () => {
  const { side } = await meet(3);
  const before = await readOne(side, 1);
  const answer = await writeOne(side, updateOf(before, { status: 'Attended' }));
  expect(answer).toMatchObject({ status: 'updated', values: { status: 'Attended' }, attempts: 1 });
  expect(answer.version).toBe((await readOne(side, 1)).version);
  expect(answer.version).not.toBe(before.version);
});

test('a status the campaign does not know is seen to have become the default', async () => {
  const { side } = await meet(3);
  const first = await writeOne(side, updateOf(await readOne(side, 1), { status: 'Attended' }));
  expect(first.status).toBe('updated');
  const answer = await writeOne(side, updateOf(await readOne(side, 1), { status: 'VIP' }));
  expect(answer.status).toBe('status-replaced');
  expect(answer.values).toEqual({ status: 'Sent' });
});

test('a member that changed since it was read is left alone', async () => {
  const { side, org } = await meet(3);
  const before = await readOne(side, 1);
  const record = { Id: before.recordId, Status: 'Attended' };
  org.apply({ on: 'salesforce', do: 'update', sobject: 'CampaignMember', record });
  const answer = await writeOne(side, updateOf(before, { status: 'Responded' }));
  expect(answer).toMatchObject({ status: 'stale', attempts: 0, values: { status: 'Attended' } });
});

test('a person who changed since the member was read makes it stale too', async () => {
  const { side, org } = await meet(3);
  const before = await readOne(side, 1);
  const record = { Id: idOf('00Q', 1), LastName: 'Married' };
  org.apply({ on: 'salesforce', do: 'update', sobject: 'Lead', record });
  expect((await writeOne(side, updateOf(before, { status: 'Responded' }))).status).toBe('stale');
});

test('fields of the person are written to the Lead or Contact', async () => {
  const { side } = await meet(10);
  const [lead, contact] = [await readOne(side, 1), await readOne(side, 9)];
  const answers = await side.write(
    batch([
      updateOf(lead, { company: 'New Company', phone: '+49 30 1', status: 'Responded' }),
      updateOf(contact, { lastName: 'Renamed' }),
    ]),
    signal,
  );
  expect(answers.map((answer) => [answer.status, answer.values])).toEqual([
    ['updated', { company: 'New Company', phone: '+49 30 1', status: 'Responded' }],
    ['updated', { lastName: 'Renamed' }],
  ]);
});

test("a Contact's company is refused, since it would rename an Account", async () => {
  const { side } = await meet(10);
  const answer = await writeOne(side, updateOf(await readOne(side, 9), { company: 'Other' }));
  expect(answer).toMatchObject({ status: 'rejected', values: { company: 'Harbour Ltd' } });
});

test('a person is found by email, or made as a lead, and becomes a member', async () => {
  const { side, org } = await meet(10);
  org.apply({
    on: 'salesforce',
    do: 'create',
    sobject: 'Contact',
    record: { Id: idOf('003', 50), LastName: 'Known', Email: 'known@example.org' },
  });
  const answers = await side.write(
    batch([
      createFor('known@example.org'),
      createFor('new@example.org'),
      createFor('nobody@example.org', { createPerson: false }),
    ]),
    signal,
  );
  expect(answers.map((answer) => answer.status)).toEqual(['created', 'created', 'no-person']);
  expect(answers[0]).toMatchObject({
    person: { id: idOf('003', 50), kind: 'Contact' },
    createdPerson: null,
  });
  expect(answers[1]?.createdPerson).toEqual(answers[1]?.person);
  expect(await query(org.url, `${anyone}'new@example.org'`)).toMatchObject([
    { Email: 'new@example.org', LeadSource: 'Voyage', Company: '[not provided]' },
  ]);
  expect(await readAll(side)).toHaveLength(12);
});

test('somebody who was added meanwhile is told as a member, with the id to look at', async () => {
  const { side, org } = await meet(10);
  org.apply({
    on: 'salesforce',
    do: 'create',
    sobject: 'Lead',
    record: { Id: idOf('00Q', 50), LastName: 'L', Company: 'C', Email: 'soon@example.org' },
  });
  org.faults.set({ duplicateEmails: ['soon@example.org'] });
  const answer = await writeOne(side, createFor('soon@example.org'));
  expect(answer).toMatchObject({
    status: 'already-member',
    error: { code: 'DUPLICATE_VALUE', message: 'Already a campaign member.' },
  });
  expect(answer.recordId).toMatch(/^00v/);
});

test('a lead that was made for a member Salesforce then refuses is taken back', async () => {
  const { side, org } = await meet(3);
  const fields = { status: 'x'.repeat(41), lastName: 'New', email: 'new@example.org' };
  const answer = await writeOne(side, createFor('new@example.org', { fields }));
  expect(answer).toMatchObject({
    status: 'rejected',
    createdPerson: null,
    error: { code: 'STRING_TOO_LONG' },
  });
  expect(await query(org.url, `${anyone}'new@example.org'`)).toEqual([]);
});

test('what an update wrote to the person is taken back when its status is refused', async () => {
  const { side } = await meet(3);
  const before = await readOne(side, 1);
  const answer = await writeOne(
    side,
    updateOf(before, { status: 'x'.repeat(41), lastName: 'Other' }),
  );
  expect(answer.status).toBe('rejected');
  expect((await readOne(side, 1)).values).toEqual(before.values);
});

test('a validation rule refuses one row and names its reason', async () => {
  const { side, org } = await meet(3);
  org.faults.set({ rejectEmails: [emailOf(1)] });
  const answers = await side.write(
    batch([
      updateOf(await readOne(side, 1), { status: 'Responded' }),
      updateOf(await readOne(side, 2), { status: 'Responded' }),
    ]),
    signal,
  );
  expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'updated']);
  expect(answers[0]?.error?.code).toBe('FIELD_CUSTOM_VALIDATION_EXCEPTION');
});

test('a deleted member is gone for good, and a second delete finds it done', async () => {
  const { side, org } = await meet(3);
  const record = await readOne(side, 1);
  const remove = operation({
    op: 'delete',
    recordId: record.recordId,
    expectVersion: record.version,
  });
  expect((await writeOne(side, remove)).status).toBe('deleted');
  expect(await readAll(side)).toHaveLength(2);
  expect((await writeOne(side, remove)).status).toBe('deleted');
  expect(await query(org.url, `${anyone}'${emailOf(1)}'`)).toHaveLength(1);
});

test('taking a create back deletes the lead that was made for it', async () => {
  const { side, org } = await meet(3);
  const created = await writeOne(side, createFor('new@example.org'));
  const undo = operation({
    op: 'delete',
    recordId: created.recordId,
    expectVersion: created.version,
    deletePerson: created.createdPerson,
  });
  expect((await writeOne(side, undo)).status).toBe('deleted');
  expect(await query(org.url, `${anyone}'new@example.org'`)).toEqual([]);
  expect(await readAll(side)).toHaveLength(3);
});

test('one refusal in an atomic batch leaves the org as it was', async () => {
  const { side, org } = await meet(10);
  const before = await readAll(side);
  org.faults.set({ rejectEmails: [emailOf(2)] });
  const answers = await side.write(
    batch(
      [
        updateOf(before[1]!, { status: 'Responded', lastName: 'Other' }),
        createFor('new@example.org'),
        updateOf(before[2]!, { status: 'Responded' }),
      ],
      { isAtomic: true },
    ),
    signal,
  );
  expect(answers.map((answer) => answer.status)).toEqual([
    'not-attempted',
    'not-attempted',
    'rejected',
  ]);
  expect(answers[1]).toMatchObject({ recordId: null, createdPerson: null });
  expect((await readAll(side)).map((record) => record.values)).toEqual(
    before.map((record) => record.values),
  );
  expect(await query(org.url, `${anyone}'new@example.org'`)).toEqual([]);
});

test('a stale row stops an atomic batch before anything is written', async () => {
  const { side, org } = await meet(3);
  const before = await readAll(side);
  const writes = org.requests().write;
  const answers = await side.write(
    batch(
      [
        updateOf(before[0]!, { status: 'Responded' }),
        { ...updateOf(before[1]!, { status: 'Responded' }), expectVersion: 'older' },
      ],
      { isAtomic: true },
    ),
    signal,
  );
  expect(answers.map((answer) => answer.status)).toEqual(['not-attempted', 'stale']);
  expect(org.requests().write).toBe(writes);
});

test.each([1, 2])(
  'a batch whose answer number %i is lost has one effect when it is sent again',
  async (lost) => {
    const { side, org } = await meet(3);
    const operations = [
      updateOf(await readOne(side, 0), { status: 'Attended' }),
      createFor('new@example.org'),
    ];
    org.faults.set({ loseWriteAnswers: lost });
    for (let attempt = 0; attempt < lost; attempt += 1) {
      const sent = side.write(batch(operations, { isRetry: attempt > 0 }), signal);
      expect(await refusalOf(sent)).toMatchObject({ code: 'side/unreachable' });
    }
    const answers = await side.write(batch(operations, { isRetry: true }), signal);
    expect(answers.map((answer) => answer.status)).toEqual(['updated', 'created']);
    expect(answers[1]?.createdPerson).not.toBeNull();
    expect(await query(org.url, `${anyone}'new@example.org'`)).toHaveLength(1);
    const members = await readAll(side);
    expect(members).toHaveLength(4);
    expect(members.filter((member) => member.values.email === 'new@example.org')).toHaveLength(1);
  },
);

test('a retry does not take a member that somebody else made for its own', async () => {
  const { side, org } = await meet(3);
  org.apply({
    on: 'salesforce',
    do: 'create',
    sobject: 'CampaignMember',
    record: {
      Id: idOf('00v', 70),
      CampaignId: CAMPAIGN_ID,
      ContactId: null,
      LeadId: idOf('00Q', 60),
      CreatedById: idOf('005', 7),
    },
  });
  org.apply({
    on: 'salesforce',
    do: 'create',
    sobject: 'Lead',
    record: { Id: idOf('00Q', 60), LastName: 'L', Company: 'C', Email: 'theirs@example.org' },
  });
  const [answer] = await side.write(
    batch([createFor('theirs@example.org')], { isRetry: true }),
    signal,
  );
  expect(answer).toMatchObject({ status: 'already-member', recordId: idOf('00v', 70) });
});

test('a failure in mid-batch, sent again, writes the rest and nothing twice', async () => {
  const { side, org } = await meet(3);
  const operations = ['a', 'b', 'c', 'd'].map((name) => createFor(`${name}@example.org`));
  org.faults.set({ failWritesAfter: 6 });
  expect(await refusalOf(side.write(batch(operations), signal))).toMatchObject({
    code: 'side/unavailable',
  });
  org.faults.reset();
  const answers = await side.write(batch(operations, { isRetry: true }), signal);
  expect(answers.map((answer) => answer.status)).toEqual(Array(4).fill('created'));
  expect(await readAll(side)).toHaveLength(7);
});

test('200 rows are one call to look, one to write and one to read back', async () => {
  const { side, org } = await meet(200);
  const records = await readAll(side);
  const calls = side.callsMade();
  const answers = await side.write(
    batch(records.map((record) => updateOf(record, { status: 'Responded' }))),
    signal,
  );
  expect(answers.every((answer) => answer.status === 'updated')).toBe(true);
  expect(side.callsMade() - calls).toBe(3);
  expect(side.estimateCalls({ create: 0, createPerson: 0, other: 200, writesPerson: 0 })).toBe(3);
  expect(org.requests().write).toBe(1);
});
