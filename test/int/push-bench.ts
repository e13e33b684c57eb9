/** An engine over two lists with every kind of row in them, paired and pulled. */
import { join } from 'node:path';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { PlanSummary } from '../../shared/domain/plan.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { Direction, WorkspaceKind } from '../../shared/domain/side.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { RunSummary } from '../../shared/ipc/engine-views.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine, EngineOptions } from '../../electron/engine/engine.ts';
import { makeFolder } from '../journal-builders.ts';
import { LIST_IDS, sideRecord } from './list-side.ts';
import type { WritableSide } from './writable-side.ts';
import { createWritableSide } from './writable-side.ts';

export const POLICY: Policy = {
  ...DEFAULT_POLICY,
  statusMap: {
    toVoyage: { Registered: 'registered', Attended: 'attended', Cancelled: 'cancelled' },
    toSalesforce: { registered: 'Registered', attended: 'Attended', cancelled: 'Cancelled' },
  },
  fields: { status: 'prefer-salesforce', phone: 'prefer-voyage' },
  writePersonFields: true,
  guards: { maxDeletesPercent: 100, maxChangesPercent: 100 },
};

/** 5 agree, 4 are on Salesforce alone, 4 on Voyage alone, 4 differ, 2 are one person twice, 1 has no email. */
export function makeLists(kind: WorkspaceKind = 'demo'): {
  readonly salesforce: WritableSide;
  readonly voyage: WritableSide;
} {
  const both = [1, 2, 3, 4, 5];
  const members = [
    ...both.map((n) => sideRecord('salesforce', n, {})),
    ...[11, 12, 13, 14].map((n) => sideRecord('salesforce', n, {})),
    ...[31, 32, 33].map((n) => sideRecord('salesforce', n, { status: 'Attended' })),
    sideRecord('salesforce', 41, { email: 'twice@example.org' }),
    sideRecord('salesforce', 42, { email: 'Twice@Example.org', status: 'Attended' }),
    sideRecord('salesforce', 51, { company: 'Acme Inc' }),
    sideRecord('salesforce', 61, { email: null }),
  ];
  const registrations = [
    ...both.map((n) => sideRecord('voyage', n, {})),
    ...[21, 22, 23, 24].map((n) => sideRecord('voyage', n, {})),
    ...[31, 32, 33].map((n) => sideRecord('voyage', n, { phone: `+49 30 ${String(n)}` })),
    sideRecord('voyage', 51, { company: 'Other' }),
  ];
  const statuses = ['Registered', 'Attended', 'Cancelled'].map((label, index) => ({
    label,
    isDefault: index === 0,
    hasResponded: index > 0,
    sortOrder: index,
  }));
  return {
    salesforce: createWritableSide({
      side: 'salesforce',
      kind,
      records: members,
      statuses,
      people: new Map([['p0000021@example.org', { id: '0030000000021AAA', kind: 'Contact' }]]),
      personValues: sideRecord('voyage', 21, {}).values,
    }),
    voyage: createWritableSide({ side: 'voyage', kind, records: registrations }),
  };
}

export interface PushBench {
  readonly sides: ReturnType<typeof makeLists>;
  readonly folder: string;
  readonly call: <K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ) => Promise<EngineRequests[K]['output']>;
  readonly refusal: <K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ) => Promise<AppError>;
  readonly plan: (direction?: Direction) => Promise<PlanSummary>;
  readonly push: (mode?: RunMode, direction?: Direction) => Promise<RunSummary>;
  engine: Engine;
  /** As after the process ended: the journal is closed and opened anew. */
  readonly reopen: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

export async function makeBench(
  options: {
    readonly sides?: ReturnType<typeof makeLists>;
    readonly policy?: Policy;
    readonly engine?: Partial<EngineOptions>;
  } = {},
): Promise<PushBench> {
  const folder = makeFolder();
  const sides = options.sides ?? makeLists();
  let ids = 0;
  const engineOptions: EngineOptions = {
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: join(folder.path, 'journal.sqlite'),
    sides: () => ({ salesforce: sides.salesforce.port, voyage: sides.voyage.port }),
    clock: () => new Date(),
    newId: () => `id-${String((ids += 1)).padStart(6, '0')}`,
    actor: 'ann',
    log: (event, facts) => {
      if (event === 'engine/defect') throw new Error(JSON.stringify(facts));
    },
    ...options.engine,
  };
  const bench: PushBench = {
    sides,
    folder: folder.path,
    engine: await createEngine(engineOptions),
    call: async (channel, input) => {
      const reply = await bench.engine.call(channel, input);
      if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
      return reply.value;
    },
    refusal: async (channel, input) => {
      const reply = await bench.engine.call(channel, input);
      if (reply.ok) throw new Error(`${channel} was not refused`);
      return reply.error;
    },
    plan: (direction = 'both') => bench.call('plan:build', { direction }),
    push: async (mode = 'keep', direction = 'both') => {
      const { digest } = await bench.plan(direction);
      return bench.call('push:start', { digest, mode, confirm: null });
    },
    reopen: async () => {
      await bench.engine.close();
      bench.engine = await createEngine(engineOptions);
    },
    remove: async () => {
      await bench.engine.close();
      folder.remove();
    },
  };
  await bench.call('engine:connect', null);
  await bench.call('pairing:choose', {
    campaignId: LIST_IDS.salesforce,
    eventId: LIST_IDS.voyage,
  });
  await bench.call('policy:set', { policy: options.policy ?? POLICY });
  await bench.call('pull:start', { isFull: true });
  return bench;
}
