/** What a plan sets off beside its rows, as both counterparts tell it; what they do not tell is unknown. */
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createEngine } from '../../electron/engine/create-engine.ts';
import { impactLines } from '../../shared/texts/impact-texts.ts';
import { makeFolder } from '../journal-builders.ts';
import { callOf, prepare, startFakes } from './fakes-bench.ts';

test('who opted out of email is counted, places are held against the event, and the rest is said to be unknown', async () => {
  const folder = makeFolder();
  const fakes = await startFakes(60);
  fakes.advance();
  const engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: join(folder.path, 'journal.sqlite'),
    sides: () => fakes.sides(),
    clock: () => new Date(),
    newId: randomUUID,
    actor: 'ann',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
  });
  const call = callOf(() => engine);
  try {
    const leads = [...(await fakes.members()).values()].flatMap(({ LeadId, ContactId }) =>
      typeof LeadId === 'string' && ContactId === null ? [LeadId] : [],
    );
    for (const Id of leads) {
      const record = { Id, HasOptedOutOfEmail: true };
      fakes.salesforce.apply({ on: 'salesforce', do: 'update', sobject: 'Lead', record });
    }
    await prepare(call, fakes);
    const { digest, counts } = await call('plan:build', { direction: 'both' });
    const impact = await call('plan:impact', { digest });
    expect(impact.optedOut.members).toBe(leads.length);
    expect(impact.optedOut.inPlan).toBeGreaterThan(0);
    expect(impact.optedOut.inPlan).toBeLessThan(leads.length);
    expect(impact.calls.leftToday).toBeGreaterThan(0);
    expect(impact.mayStart.voyage.added).toBe(counts.voyage.create);
    const { registrations, afterwards } = impact.capacity;
    expect(afterwards).toBe(registrations + counts.voyage.create);
    const told = impactLines(impact).map(({ text }) => text);
    expect(told.join(' ')).toMatch(/in this plan opted out of email in Salesforce/);
    expect(told.join(' ')).toMatch(/Unknown: whether Voyage writes to people on/);

    await fakes.salesforce.close();
    expect((await call('plan:impact', { digest })).optedOut).toEqual({
      members: null,
      inPlan: null,
    });
  } finally {
    await engine.close();
    await fakes.close().catch(() => undefined);
    folder.remove();
  }
});
