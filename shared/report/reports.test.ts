import { expect, test } from 'vitest';
import { baseOf, contextOf, member, registration } from '../../test/builders.ts';
import type { AuditRow } from '../domain/audit.ts';
import { AUDIT_COLUMNS, FIRST_PREVIOUS_HASH } from '../domain/audit.ts';
import type { Outcome } from '../domain/outcome.ts';
import { reconcile } from '../reconcile/match.ts';
import { auditCells } from './audit-rows.ts';
import { DIFF_COLUMNS, diffRows } from './diff-csv.ts';
import { OUTCOME_COLUMNS, formulaSafe, outcomeRow } from './outcome-csv.ts';

test.each(['=1+1', '+44', '-5', '@x', '\tx', '\rx'])(
  'a cell that begins like %j is made safe',
  (cell) => {
    expect(formulaSafe(cell)).toBe(`'${cell}`);
  },
);

test('other cells stay as they are, and a safe cell is left alone', () => {
  for (const cell of ['', 'a=1', "'=1", ' =1', 'ann@example.org']) {
    expect(formulaSafe(cell)).toBe(cell);
  }
});

const OUTCOME: Outcome = {
  txId: '0192f6a0-0000-7000-8000-000000000001',
  row: 3,
  rowKey: 'ann@example.org',
  direction: 'both',
  email: 'ann@example.org',
  name: '=HYPERLINK("x")',
  salesforceId: '00v1',
  voyageId: null,
  outcome: 'updated',
  changes: [
    { side: 'voyage', field: 'company', before: null, after: 'The "Acme"' },
    { side: 'salesforce', field: 'status', before: 'Sent', after: 'Attended' },
  ],
  message: 'Updated in Voyage.',
  nextStep: null,
  code: null,
  attempts: 1,
  finishedAt: '2026-11-01T09:00:00.000Z',
};

test('an outcome is one cell per column, its changes in words', () => {
  const cells = outcomeRow(OUTCOME, { salesforce: 'https://org.example/00v1', voyage: null });
  expect(cells).toHaveLength(OUTCOME_COLUMNS.length);
  expect(Object.fromEntries(OUTCOME_COLUMNS.map((column, at) => [column, cells[at]]))).toEqual({
    tx_id: OUTCOME.txId,
    row: '3',
    direction: 'both',
    email: 'ann@example.org',
    name: '\'=HYPERLINK("x")',
    salesforce_id: '00v1',
    voyage_id: '',
    outcome: 'updated',
    field_changes: 'company: "" -> "The \\"Acme\\""; status: "Sent" -> "Attended"',
    message: 'Updated in Voyage.',
    next_step: '',
    code: '',
    attempts: '1',
    finished_at: '2026-11-01T09:00:00.000Z',
    salesforce_link: 'https://org.example/00v1',
    voyage_link: '',
  });
});

test('a diff has a line for each differing field, and one for a person on one side only', () => {
  const rows = reconcile(
    {
      members: [
        member({ company: 'Acme Ltd', status: 'Attended' }),
        member({ recordId: 'M2', email: 'bob@example.org' }),
        member({ recordId: 'M3', email: 'cy@example.org' }),
        member({ recordId: 'M4', email: 'nobody' }),
      ],
      registrations: [registration(), registration({ recordId: 'R3', email: 'cy@example.org' })],
      bases: [baseOf()],
      links: [],
    },
    contextOf(),
  );
  const lines = rows.flatMap(diffRows);
  for (const line of lines) expect(line).toHaveLength(DIFF_COLUMNS.length);
  expect(lines.map((line) => line.join('|'))).toEqual([
    'ann@example.org|auto-merged|status|Responded / registered|Attended|registered|M1|R1',
    'ann@example.org|auto-merged|company|Acme|Acme Ltd|Acme|M1|R1',
    'bob@example.org|only-salesforce|||||M2|',
    'nobody|no-email|||||M4|',
  ]);
});

const AUDIT: AuditRow = {
  tx_id: 'tx',
  workspace: 'demo',
  org_id: '00D',
  campaign_id: '701',
  event_id: 'ev',
  direction: 'both',
  status: 'succeeded',
  imported: 1,
  exported: 2,
  updated: 3,
  unchanged: 4,
  skipped: 5,
  conflicted: 6,
  failed: 0,
  actor: 'Zoë "Z"',
  plan_digest: 'd',
  started_at: '2026-11-01T09:00:00.000Z',
  ended_at: '2026-11-01T09:01:00.000Z',
  previous_hash: FIRST_PREVIOUS_HASH,
  hash: 'h',
};

test('an audit row is one cell per column', () => {
  expect(auditCells(AUDIT)).toHaveLength(AUDIT_COLUMNS.length);
  expect(auditCells({ ...AUDIT, actor: '=x' })).toContain("'=x");
});
