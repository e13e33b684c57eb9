/** An engine on a journal of its own in a temporary folder, over any two sides or over the demo's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { WorkspaceKind } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { EngineChannel, EngineRequests } from '../../shared/ipc/engine-contract.ts';
import type { ReviewFilter, ReviewRow } from '../../shared/ipc/engine-views.ts';
import type { Demo } from '../../electron/demo/start-demo.ts';
import { createEngine } from '../../electron/engine/create-engine.ts';
import type { Engine, EngineOptions } from '../../electron/engine/engine.ts';
import { connectSides } from '../../electron/workspace/connect-sides.ts';
import { LIST_IDS } from './list-side.ts';
import { QUICK } from './quick-timing.ts';

export interface OpenEngine {
  readonly engine: Engine;
  /** The answer; throws what was refused. */
  ask<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<EngineRequests[K]['output']>;
  /** What a call is refused with; null when it is not. */
  refusal<K extends EngineChannel>(
    channel: K,
    input: EngineRequests[K]['input'],
  ): Promise<AppError | null>;
  /** Every row a filter keeps, in order. */
  rows(filter?: Partial<ReviewFilter>): Promise<readonly ReviewRow[]>;
  /** Closes, and opens the same journal again. */
  reopen(): Promise<OpenEngine>;
  readonly journalPath: string;
}

type OpenMore = Partial<Pick<EngineOptions, 'clock' | 'callbackEveryMs'>> & {
  readonly kind?: WorkspaceKind;
};

export interface Harness {
  open(sides: EngineOptions['sides'], more?: OpenMore): Promise<OpenEngine>;
  close(): Promise<void>;
}

export const EVERYTHING: ReviewFilter = {
  classes: [],
  fields: [],
  only: [],
  statuses: [],
  search: '',
};

export function createHarness(): Harness {
  const folders: string[] = [];
  const engines: Engine[] = [];

  async function openAt(
    journalPath: string,
    sides: EngineOptions['sides'],
    { kind = 'demo', ...more }: OpenMore,
  ): Promise<OpenEngine> {
    const engine = await createEngine({
      workspace: { name: kind, kind },
      journalPath,
      sides,
      clock: () => new Date(),
      newId: () => uuidv7(),
      actor: 'tester',
      log: (event, facts) => {
        if (event === 'engine/defect') throw new Error(`${event}: ${JSON.stringify(facts)}`);
      },
      ...more,
    });
    engines.push(engine);
    const open: OpenEngine = {
      engine,
      journalPath,
      ask: async (channel, input) => {
        const reply = await engine.call(channel, input);
        if (reply.ok) return reply.value;
        throw new Error(`${channel} was refused: ${JSON.stringify(reply.error)}`);
      },
      refusal: async (channel, input) => {
        const reply = await engine.call(channel, input);
        return reply.ok ? null : reply.error;
      },
      rows: async (filter = {}) => {
        const { viewId, total } = await open.ask('review:open', {
          filter: { ...EVERYTHING, ...filter },
        });
        const rows: ReviewRow[] = [];
        while (rows.length < total) {
          const page = await open.ask('review:page', { viewId, from: rows.length, count: 1000 });
          rows.push(...page.rows);
        }
        return rows;
      },
      reopen: async () => {
        await engine.close();
        return openAt(journalPath, sides, { kind, ...more });
      },
    };
    return open;
  }

  return {
    open: async (sides, more = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'engine-'));
      folders.push(folder);
      return openAt(join(folder, 'journal.sqlite'), sides, more);
    },
    close: async () => {
      await Promise.all(engines.splice(0).map((engine) => engine.close()));
      await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true })));
    },
  };
}

export const CHOSEN_LISTS = { campaignId: LIST_IDS.salesforce, eventId: LIST_IDS.voyage };

export function demoSides(demo: Demo, kind: WorkspaceKind = 'demo'): EngineOptions['sides'] {
  return () =>
    connectSides({
      kind,
      addresses: { salesforce: demo.salesforce.url, voyage: demo.voyage.url },
      tokens: {
        accessToken: (side) => Promise.resolve(demo[side].token),
        refresh: () => Promise.resolve(null),
      },
      log: () => undefined,
      timing: QUICK,
    });
}

/** Tells one of the demo's counterparts what to do wrong; null makes it well again. */
export async function setFaults(
  demo: Demo,
  side: 'salesforce' | 'voyage',
  faults: Readonly<Record<string, unknown>> | null,
): Promise<void> {
  const answer = await fetch(`${demo[side].url}/__demo/faults`, {
    method: faults === null ? 'DELETE' : 'POST',
    headers: {
      authorization: `Bearer ${demo[side].token}`,
      ...(faults === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(faults === null ? {} : { body: JSON.stringify(faults) }),
  });
  if (!answer.ok) throw new Error(`Faults of ${side} were refused: ${await answer.text()}`);
}
