/** The faults of the matrix, and on which of its columns each can strike. */
import type { FaultRule } from '../../electron/demo/faults/fault.ts';
import type { Cell } from './fault-world.ts';

export const COLUMNS = ['pull', 'collections', 'bulk', 'voyage', 'sign-in'] as const;
export type Column = (typeof COLUMNS)[number];

export interface MatrixFault {
  readonly name: string;
  readonly columns: readonly Column[];
  /** `newLeads`: addresses for which a push makes a Lead. */
  readonly arm: (cell: Cell, column: Column, newLeads: readonly string[]) => void;
  /** All as it would have been; some rows refused, each with its reason; or less known of each row. */
  readonly ends: 'alike' | 'rows' | 'less';
  /** It is met for certain: a cell in which it is not shows nothing. */
  readonly isMet?: true;
}

/** Where a column's requests go. */
const ENDPOINTS: Readonly<Record<Column, readonly string[]>> = {
  pull: ['query', 'query-page', 'voyage-list', 'voyage-page'],
  collections: ['query', 'collection-write'],
  bulk: [
    'query',
    'collection-write',
    'bulk-create',
    'bulk-upload',
    'bulk-close',
    'bulk-poll',
    'bulk-results',
  ],
  voyage: ['voyage-batch'],
  'sign-in': ['oauth-token'],
};

/** What takes its time strikes here only, once. */
const MAIN: Readonly<Record<Column, string>> = {
  pull: 'query',
  collections: 'collection-write',
  bulk: 'bulk-close',
  voyage: 'voyage-batch',
  'sign-in': 'oauth-token',
};

const ANY = COLUMNS;
const SALESFORCE_PUSHES: readonly Column[] = ['collections', 'bulk'];
const PUSHES: readonly Column[] = ['collections', 'bulk', 'voyage'];

interface WireFault {
  readonly name: string;
  readonly rule: FaultRule;
  readonly isSlow?: true;
  readonly needsSomebody?: true;
  /** Another of its kind stands for it where it lasts. */
  readonly isLikeAnother?: true;
}

const WIRE: readonly WireFault[] = [
  { name: '401', rule: { kind: 'unauthorized' } },
  {
    name: '401 that no token cures',
    rule: { kind: 'unauthorized', message: 'not-for-rest' },
    needsSomebody: true,
  },
  { name: '429 with seconds', rule: { kind: 'rate-limited', retryAfter: '1' }, isSlow: true },
  {
    name: '429 with a date',
    rule: { kind: 'rate-limited', retryAfter: 'date+1' },
    isSlow: true,
    isLikeAnother: true,
  },
  { name: '429 web page, no word of when', rule: { kind: 'rate-limited', body: 'html' } },
  { name: '403 daily limit', rule: { kind: 'daily-limit' }, needsSomebody: true },
  { name: '403 concurrent limit', rule: { kind: 'concurrent-limit' } },
  { name: '420 web page', rule: { kind: 'status', status: 420 }, isLikeAnother: true },
  { name: '500', rule: { kind: 'status', status: 500, body: 'json' } },
  { name: '502 web page', rule: { kind: 'status', status: 502 }, isLikeAnother: true },
  { name: '503 web page', rule: { kind: 'status', status: 503 } },
  { name: '503', rule: { kind: 'status', status: 503, body: 'json' }, isLikeAnother: true },
  { name: 'reset before', rule: { kind: 'reset-before' } },
  { name: 'reset after', rule: { kind: 'reset-after' } },
  { name: 'half body', rule: { kind: 'half-body' } },
  { name: 'truncated JSON', rule: { kind: 'truncated-json' } },
  { name: 'slow body', rule: { kind: 'slow-body', ms: 60 }, isLikeAnother: true },
  { name: 'wrong content type', rule: { kind: 'wrong-content-type' } },
  { name: 'no answer', rule: { kind: 'hang', ms: 2_500 }, isSlow: true },
];

/** At the first request of each endpoint, and at the third. */
function nowAndThen({ rule, isSlow }: WireFault, column: Column): readonly FaultRule[] {
  if (isSlow === true) return [{ ...rule, on: MAIN[column], nth: 1 }];
  return ENDPOINTS[column].flatMap((on) => [
    { ...rule, on, nth: 1 },
    { ...rule, on, nth: 3 },
  ]);
}

function load({ salesforce, voyage }: Cell, schedule: readonly FaultRule[]): void {
  salesforce.faults.set({ schedule });
  voyage.faults.set({ schedule });
}

const PASSING: readonly MatrixFault[] = WIRE.map((fault) => ({
  name: `${fault.name}, now and then`,
  isMet: true,
  columns: ANY,
  ends: 'alike',
  arm: (cell, column) => load(cell, nowAndThen(fault, column)),
}));

const LASTING: readonly MatrixFault[] = WIRE.filter(({ isLikeAnother }) => !isLikeAnother).map(
  ({ name, rule, isSlow }) => ({
    name: `${name}, until it is well again`,
    isMet: true,
    columns: ANY,
    ends: 'alike',
    arm: (cell, column) =>
      load(cell, [{ ...rule, on: isSlow === true ? MAIN[column] : [...ENDPOINTS[column]] }]),
  }),
);

const DATA: readonly MatrixFault[] = [
  {
    name: 'the place in a listing is forgotten',
    columns: ['pull'],
    ends: 'alike',
    arm(cell) {
      short(cell, 0);
      load(cell, [{ kind: 'page-expired', next: 2 }]);
    },
  },
  {
    name: 'records on two pages',
    columns: ['pull'],
    ends: 'alike',
    arm: (cell) => short(cell, 3),
  },
  {
    name: 'fields nobody knows',
    columns: ['pull', ...PUSHES],
    ends: 'alike',
    arm({ salesforce, voyage }) {
      salesforce.faults.set({ unknownFields: true });
      voyage.faults.set({ unknownFields: true });
    },
  },
  {
    name: 'a field that is needed is hidden',
    columns: ['pull', ...SALESFORCE_PUSHES],
    ends: 'alike',
    arm: ({ salesforce }) => salesforce.faults.set({ hideFields: ['Email'] }),
  },
  {
    name: 'a field is hidden that need not be there',
    columns: ['pull'],
    ends: 'less',
    arm: ({ salesforce }) => salesforce.faults.set({ hideFields: ['CampaignMember.Phone'] }),
  },
  {
    name: 'a field that is to be written is hidden',
    columns: SALESFORCE_PUSHES,
    ends: 'less',
    arm: ({ salesforce }) =>
      salesforce.faults.set({ hideFields: ['CampaignMember.Phone', 'Lead.Phone'] }),
  },
  {
    name: 'a field may only be read',
    columns: SALESFORCE_PUSHES,
    ends: 'rows',
    arm: ({ salesforce }) => salesforce.faults.set({ readOnlyFields: ['CampaignMember.Status'] }),
  },
  {
    name: 'Voyage’s token may only read',
    columns: ['voyage'],
    ends: 'alike',
    arm: ({ voyage }) =>
      voyage.faults.set({ scopes: ['events:read', 'registrations:read', 'callbacks:read'] }),
  },
  {
    name: 'a few rows are locked',
    columns: SALESFORCE_PUSHES,
    ends: 'alike',
    arm: ({ salesforce }) => salesforce.faults.set({ lockNext: 3 }),
  },
  {
    name: 'rows that stay locked',
    columns: SALESFORCE_PUSHES,
    ends: 'rows',
    arm: ({ salesforce }) => salesforce.faults.set({ lockNext: 1_000 }),
  },
  {
    name: 'members written together lock each other out',
    columns: SALESFORCE_PUSHES,
    ends: 'alike',
    arm: ({ salesforce }) => salesforce.faults.set({ lockSiblings: 1 }),
  },
  {
    name: 'a validation rule',
    columns: SALESFORCE_PUSHES,
    ends: 'rows',
    arm: ({ salesforce }) =>
      salesforce.faults.set({
        validationRules: [
          {
            object: 'CampaignMember',
            field: 'Status',
            is: 'Attended',
            message: 'Attendance is entered by the door team only.',
          },
        ],
      }),
  },
  {
    name: 'a duplicate rule that blocks',
    columns: SALESFORCE_PUSHES,
    ends: 'rows',
    arm: (cell, _column, newLeads) => duplicates(cell, 'block', newLeads),
  },
  {
    name: 'a duplicate rule with an alert',
    columns: SALESFORCE_PUSHES,
    ends: 'rows',
    arm: (cell, _column, newLeads) => duplicates(cell, 'alert', newLeads),
  },
  {
    name: 'an event that is full',
    columns: ['voyage'],
    ends: 'rows',
    arm: ({ voyage }) => voyage.faults.set({ rejectAfter: 0 }),
  },
  {
    name: 'a write that stops in its middle (500)',
    columns: SALESFORCE_PUSHES,
    ends: 'alike',
    arm: ({ salesforce }) => salesforce.faults.set({ failWritesAfter: 5 }),
  },
  job('a Bulk job fails half-way', { failJobs: 1 }),
  job('every Bulk job fails half-way', { failJobs: 99 }),
  job('a Bulk job stalls', { stallJobs: 1 }),
  { ...job('a Bulk job is aborted by an administrator', { abortJobs: 1 }), ends: 'rows' },
  job('results miss rows', { dropResults: 4 }),
  job('results unquoted', { unquoted: true }),
  job('today’s Bulk rows are used up', { isQuotaUsedUp: true }),
];

function job(
  name: string,
  settings: Parameters<Cell['salesforce']['bulk']['faults']['set']>[0],
): MatrixFault {
  return {
    name,
    columns: ['bulk'],
    ends: 'alike',
    arm: ({ salesforce }) => salesforce.bulk.faults.set(settings),
  };
}

function short({ salesforce, voyage }: Cell, repeatRows: number): void {
  salesforce.faults.set({ pageRows: 20, repeatRows });
  voyage.faults.set({ pageRows: 20, repeatRows });
}

function duplicates(
  { salesforce }: Cell,
  action: 'alert' | 'block',
  newLeads: readonly string[],
): void {
  salesforce.faults.set({ duplicateRule: { action, emails: newLeads.slice(0, 2) } });
}

/**
 * Everything that can happen on the wire at once, so often that about `chance` of all answers meet one. What is
 * no mishap but lasts until somebody sees to it (a limit of the day, an app that is not let in) comes twice.
 */
export function stormOf(chance: number): readonly FaultRule[] {
  const lasting = WIRE.filter(({ needsSomebody }) => needsSomebody);
  const mishaps = WIRE.filter(({ needsSomebody }) => !needsSomebody);
  return [
    ...lasting.flatMap(({ rule }, at) => [
      { ...rule, nth: 20 + 11 * at },
      { ...rule, nth: 90 + 23 * at },
    ]),
    ...mishaps.map(({ rule }) => ({ ...rule, chance: chance / mishaps.length })),
  ];
}

export const FAULTS: readonly MatrixFault[] = [
  ...PASSING,
  ...LASTING,
  ...DATA,
  ...[1, 2, 3].map((seed): MatrixFault => ({
    name: `all kinds mixed at one in three, seed ${seed}`,
    columns: ANY,
    ends: 'alike',
    arm({ salesforce, voyage }) {
      const schedule = stormOf(1 / 3);
      salesforce.faults.set({ schedule, seed });
      voyage.faults.set({ schedule, seed });
    },
  })),
];
