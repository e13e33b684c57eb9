/** What an earlier version left in a journal: what was decided holds where it is still meant, and all is found. */
import { expect, test } from 'vitest';
import type { Seen } from '../../shared/reconcile/decide.ts';
import type { Journal } from '../../electron/engine/journal/database.ts';
import { currentPairing } from '../../electron/engine/journal/pairing-repository.ts';
import { canUndo, undo } from '../../electron/engine/journal/decision-repository.ts';
import { diffOf } from '../../electron/engine/context.ts';
import { positionsOf } from '../../electron/engine/journal/review-repository.ts';
import { compareSnapshots } from '../../electron/engine/sync/compare.ts';
import { readRowDiffs } from '../../electron/engine/sync/read-rows.ts';
import { bitOf, maskOf } from '../../shared/domain/fields.ts';
import { baseOf, member, policyOf, registration } from '../builders.ts';
import { AT, makeJournal } from '../journal-builders.ts';
import { contextOver } from './bare-context.ts';
import { storable, storeWorld } from './store-world.ts';

const CHANGED = registration({
  recordId: 'R3',
  email: 'cy@example.org',
  company: 'New',
  status: ' registered ',
});

const WORLD = storable({
  members: [
    member({ company: ' Acme  Ltd', title: 'CTO' }),
    member({ recordId: 'M2', email: 'bob@example.org' }),
  ],
  registrations: [registration({ company: 'Acme GmbH', title: 'CEO' }), CHANGED],
  bases: [baseOf({ rowKey: 'cy@example.org', memberId: 'M3', registrationId: 'R3' })],
  links: [],
});

function decideOnce(
  db: Journal,
  step: number,
  choice: string,
  value: string | null,
  rows: readonly { readonly rowKey: string; readonly fields: number; readonly seen: Seen | null }[],
): void {
  db.statement(
    `INSERT INTO decision_step (step, step_id, pairing_id, kind, diff_id, choice, value, actor, at)
     VALUES (?, ?, 1, 'decide', 0, ?, ?, 'ann', ?)`,
  ).run(step, `step-${String(step)}`, choice, value, AT);
  for (const { rowKey, fields, seen } of rows) {
    db.statement(
      'INSERT INTO decision (step, row_key, fields, was, seen) VALUES (?, ?, ?, 0, ?)',
    ).run(step, rowKey, fields, seen === null ? null : JSON.stringify(seen));
  }
}

test('decisions of an earlier version hold where their values do, and can be undone', async () => {
  const journal = makeJournal();
  const { db } = journal;
  try {
    const { snapshots } = storeWorld(db, WORLD, policyOf({ onlyInSalesforce: 'ask' }));
    const values = JSON.stringify(CHANGED.values);
    decideOnce(db, 1, 'voyage', null, [
      {
        rowKey: 'ann@example.org',
        fields: maskOf(['company', 'title']),
        seen: { company: ['Acme Ltd', 'Acme GmbH'], title: ['CTO', 'Intern'] },
      },
      {
        rowKey: 'cy@example.org',
        fields: bitOf('presence'),
        seen: { presence: [null, `deleted-and-changed R3 ${values}`] },
      },
      { rowKey: 'nobody@example.org', fields: bitOf('company'), seen: null },
    ]);
    decideOnce(db, 2, 'skip', null, [
      {
        rowKey: 'bob@example.org',
        fields: bitOf('presence'),
        seen: { presence: ['create-registration M2', null] },
      },
    ]);
    const context = contextOver(db);
    const { signal } = new AbortController();
    await compareSnapshots(context, currentPairing(db)!, snapshots, signal);
    const chosen = () =>
      Object.fromEntries(
        readRowDiffs(context, { after: 0, count: 10 }).map(({ row, choices }) => [
          row.rowKey,
          choices,
        ]),
      );
    const voyage = { choice: 'voyage', value: null };
    expect(chosen()).toEqual({
      'ann@example.org': { company: voyage },
      'bob@example.org': { presence: { choice: 'skip', value: null } },
      'cy@example.org': { presence: voyage },
    });
    expect(db.statement('SELECT count(*) FROM decision').pluck().get()).toBe(0);

    const { pairing, diff } = diffOf(context);
    const head = { stepId: 'u', pairingId: pairing.id, diffId: diff.id, actor: 'ann', at: AT };
    expect(undo(db, head)).toBe(1);
    expect(chosen()['bob@example.org']).toEqual({});
    expect(undo(db, { ...head, stepId: 'v' })).toBe(3);
    expect(chosen()).toEqual({
      'ann@example.org': {},
      'bob@example.org': {},
      'cy@example.org': {},
    });
    expect(canUndo(db, pairing.id)).toBe(false);
  } finally {
    journal.remove();
  }
});

test('records an earlier version stored are found by their text as any other', async () => {
  const journal = makeJournal();
  const { db } = journal;
  try {
    const { snapshots } = storeWorld(db, WORLD, policyOf());
    const context = contextOver(db);
    const { signal } = new AbortController();
    await compareSnapshots(context, currentPairing(db)!, snapshots, signal);
    const { diff } = diffOf(context);
    const found = (...words: string[]) =>
      positionsOf(db, diff.id, { classes: [], fields: 0, only: [], statuses: [], words });
    db.statement('UPDATE record SET search = NULL').run();
    expect(found('gmbh', 'm1')).toEqual(Int32Array.of(1));
    expect(found('ann')).toEqual(Int32Array.of(1, 2, 3));
    expect(found('gmbh', 'm2')).toEqual(Int32Array.of());
  } finally {
    journal.remove();
  }
});
