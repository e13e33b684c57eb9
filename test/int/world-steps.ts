/** What can happen to a world between two comparisons, a step at a time. */
import fc from 'fast-check';
import { policies } from '../arbitraries.ts';

const EMAILS = [
  'ann@example.org',
  'p0@example.org',
  'p1@example.org',
  'k3@example.org',
  'zoe@x.org',
  null,
];

export const step = fc.oneof(
  fc.record({
    do: fc.constant('edit' as const),
    at: fc.nat(60),
    company: fc.constantFrom('Acme', 'Other', null),
    status: fc.constantFrom('Sent', 'attended', 'Responded', 'VIP', null),
    day: fc.nat(3),
  }),
  fc.record({
    do: fc.constant('come' as const),
    side: fc.constantFrom('salesforce' as const, 'voyage' as const),
    id: fc.nat(9),
    email: fc.constantFrom(...EMAILS),
  }),
  fc.record({ do: fc.constant('go' as const), at: fc.nat(60) }),
  fc.record({
    do: fc.constant('move' as const),
    at: fc.nat(60),
    email: fc.constantFrom(...EMAILS),
  }),
  fc.record({
    do: fc.constant('agree' as const),
    m: fc.nat(30),
    r: fc.nat(30),
    isAlone: fc.boolean(),
  }),
  fc.record({ do: fc.constant('forget' as const), at: fc.nat(30) }),
  fc.record({ do: fc.constant('link' as const), m: fc.nat(30), r: fc.nat(30) }),
  fc.record({ do: fc.constant('unlink' as const) }),
  fc.record({ do: fc.constant('part' as const), m: fc.nat(30), r: fc.nat(30) }),
  fc.record({
    do: fc.constant('share' as const),
    email: fc.constantFrom('ann@example.org', 'p0@example.org'),
  }),
  fc.record({ do: fc.constant('keep' as const), at: fc.nat(60) }),
  fc.record({ do: fc.constant('rule' as const), policy: policies() }),
  fc.record({
    do: fc.constant('pull' as const),
    /** Bits of the records that come with it again, and one among them that moves. */
    touched: fc.nat(0xffff),
    at: fc.nat(60),
    email: fc.constantFrom(...EMAILS),
  }),
);
export type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** When a record was changed last. */
export const DAYS = [
  null,
  '2026-10-01T00:00:00.000Z',
  '2026-10-02T00:00:00.000Z',
  '2026-10-03T00:00:00.000Z',
];
