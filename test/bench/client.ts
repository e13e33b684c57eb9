/**
 * One measured client in a process of its own, started by in-client.ts with a task and where the
 * counterparts are; answers one line of JSON. CPU is user and system time of the task alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { RequestCounts } from '../../electron/demo/voyage/request-counts.ts';
import type { SidePort } from '../../electron/engine/sides/side-port.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { Policy } from '../../shared/domain/policy.ts';
import { DEFAULT_POLICY } from '../../shared/domain/policy.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import { readBare } from './read-bare.ts';
import type { Served } from './far-sides.ts';
import type { ClientTask, Measured } from './in-client.ts';

const { task, served } = JSON.parse(process.argv[2] ?? '') as {
  readonly task: ClientTask;
  readonly served: Served;
};

const sides = (): { readonly salesforce: SidePort; readonly voyage: SidePort } =>
  connectSides({
    kind: 'demo',
    addresses: { salesforce: served.salesforce.url, voyage: served.voyage.url },
    tokens: {
      accessToken: (side) => Promise.resolve(served[side].token),
      refresh: () => Promise.resolve(null),
    },
    log: () => undefined,
  });

async function run(): Promise<Measured> {
  switch (task.do) {
    case 'read-bare':
      return measured(() => readBare(task.side, served));
    case 'read-side':
      return readSide(task.side);
    case 'pull':
      return inEngine((call) =>
        measured(async () => {
          const state = await call('pull:start', { isFull: true });
          return (state.pairing?.members ?? 0) + (state.pairing?.registrations ?? 0);
        }),
      );
    case 'push':
      return inEngine(push);
  }
}

async function measured(work: () => Promise<number>): Promise<Measured> {
  const before = process.cpuUsage();
  const from = performance.now();
  const rows = await work();
  const wallMs = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  return {
    rows,
    cpuMs: (user + system) / 1000,
    wallMs,
    peakMiB: process.resourceUsage().maxRSS / 1024,
  };
}

async function readSide(side: Side): Promise<Measured> {
  const port = sides()[side];
  await port.identify();
  const facts = await port.describe(side === 'salesforce' ? served.campaignId : served.eventId);
  const { signal } = new AbortController();
  try {
    return await measured(async () => {
      let rows = 0;
      for await (const page of port.readPages(facts, { signal })) rows += page.records.length;
      return rows;
    });
  } finally {
    await port.close();
  }
}

const sending: Sending = { from: null, until: 0 };

type Call = <K extends EngineChannel>(
  channel: K,
  input: EngineRequests[K]['input'],
) => Promise<EngineRequests[K]['output']>;

async function inEngine(work: (call: Call) => Promise<Measured>): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-bench-'));
  const engine = await createEngine({
    workspace: { name: 'demo', kind: 'demo' },
    journalPath: join(folder, 'journal.sqlite'),
    actor: 'bench',
    clock: () => new Date(),
    newId: () => uuidv7(),
    log: () => undefined,
    sides: () => {
      const { salesforce, voyage } = sides();
      return { salesforce: watched(salesforce, sending), voyage: watched(voyage, sending) };
    },
  });
  const call: Call = async (channel, input) => {
    const reply = await engine.call(channel, input);
    if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  try {
    await call('engine:connect', null);
    const { campaignId, eventId } = served;
    await call('pairing:choose', { campaignId, eventId });
    return await work(call);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything one side lacks is made there, and nothing is asked that a policy can settle. */
const POLICY: Policy = {
  ...DEFAULT_POLICY,
  fields: {
    status: 'prefer-salesforce',
    firstName: 'prefer-salesforce',
    lastName: 'prefer-salesforce',
    company: 'prefer-non-blank',
    title: 'prefer-non-blank',
    phone: 'prefer-voyage',
    email: 'prefer-salesforce',
  },
  writePersonFields: true,
  guards: { maxDeletesPercent: 100, maxChangesPercent: 100 },
};

interface Sending {
  from: number | null;
  until: number;
}

/** Notes when a side is written to. */
function watched(port: SidePort, sending: Sending): SidePort {
  return {
    ...port,
    async write(batch, signal) {
      sending.from ??= performance.now();
      try {
        return await port.write(batch, signal);
      } finally {
        sending.until = performance.now();
      }
    },
  };
}

async function push(call: Call): Promise<Measured> {
  await call('policy:set', { policy: POLICY });
  await call('pull:start', { isFull: true });
  await call('map:accept', null);
  for (const { side, label } of (await call('engine:state', null)).unmapped) {
    if (side === 'salesforce') await call('map:set', { way: 'toVoyage', label, to: 'skip' });
    else {
      const status = label as 'invited';
      await call('map:set', { way: 'toSalesforce', status, to: 'skip' });
    }
  }
  const { digest, calls } = await call('plan:build', { direction: 'both' });
  let made = { salesforce: 0, voyage: 0 };
  const openBefore = await openMs();
  const result = await measured(async () => {
    const summary = await call('push:start', { digest, mode: 'keep', confirm: null });
    made = summary.calls;
    return summary.counts.rows;
  });
  const sendingMs = sending.until - (sending.from ?? sending.until);
  const open = (await openMs()) - openBefore;
  return { ...result, pushed: { sendingMs, openMs: open, planned: calls, made } };
}

/** Milliseconds that requests were open at the far sides so far. */
async function openMs(): Promise<number> {
  let sum = 0;
  for (const { url, token } of [served.salesforce, served.voyage]) {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/__demo/state`, { headers });
    const { requests } = (await answer.json()) as { requests: RequestCounts };
    sum += requests.openMs;
  }
  return sum;
}

process.stdout.write(`${JSON.stringify(await run())}\n`);
