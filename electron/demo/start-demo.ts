/**
 * The demo: a fake Salesforce and a fake Voyage on loopback, telling one story.
 *
 * `dir` keeps what was changed, the chapter, and the size and seed it was begun with: those win over the
 * ones asked for, until a start with `fresh`. With a null `dir` nothing is kept. Tokens are new at each
 * start and never touch the disk. One process at a time may use a `dir`.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Side } from '../../shared/domain/side.ts';
import { takeLock } from '../engine/journal/lock.ts';
import type { FaultSchedule } from './faults/schedule.ts';
import { openMutationLog } from './mutation-log.ts';
import { startSalesforce, type FakeSalesforce } from './salesforce/start-salesforce.ts';
import type { World } from './seed.ts';
import { openShelf } from './shelf.ts';
import { startVoyage, type FakeVoyage } from './voyage/start-voyage.ts';
import { createWorld } from './world/create-world.ts';

export interface DemoOptions {
  readonly dir: string | null;
  readonly rows: number;
  readonly seed: number;
  readonly ports?: { readonly salesforce?: number; readonly voyage?: number };
  readonly clock: () => Date;
  /** Forget what `dir` keeps. */
  readonly fresh?: boolean;
}

export interface Endpoint {
  readonly url: string;
  readonly token: string;
}

export interface Demo {
  /** With what renews its token, as a sign-in in the browser would give it. */
  readonly salesforce: Endpoint & { readonly refreshToken?: string };
  readonly voyage: Endpoint;
  /** Of each counterpart: the page that switches its faults, and the schedule behind it. */
  readonly controls: Readonly<
    Record<Side, { readonly url: string; readonly faults: FaultSchedule }>
  >;
  readonly campaignId: string;
  readonly eventId: string;
  readonly rows: number;
  chapter(): 1 | 2;
  /** What happened since the first sync happens, once. */
  advance(): void;
  close(): Promise<void>;
}

/** About how many people the demo kept in this directory has; null where none is. */
export function readDemoRows(dir: string): number | null {
  return openShelf(dir, false).read()?.rows ?? null;
}

/** Errors: a Refusal with journal/locked while another process uses the directory. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  const unlock = lockDirectory(options.dir);
  try {
    return await startUnlocked(options, unlock);
  } catch (cause) {
    unlock();
    throw cause;
  }
}

function lockDirectory(dir: string | null): () => void {
  if (dir === null) return () => undefined;
  mkdirSync(dir, { recursive: true });
  return takeLock(join(dir, 'lock'), dir);
}

async function startUnlocked(options: DemoOptions, unlock: () => void): Promise<Demo> {
  const { clock, ports = {} } = options;
  const shelf = openShelf(options.dir, options.fresh ?? false);
  let kept = shelf.read() ?? {
    rows: options.rows,
    seed: options.seed,
    chapter: 1,
    advancing: null,
  };
  if (kept.advancing !== null) {
    shelf.cutLogs(kept.advancing);
    kept = { ...kept, advancing: null };
  }
  shelf.write(kept);

  const world = createWorld(kept);
  const logs = {
    salesforce: openMutationLog(shelf.pathOf('salesforce')),
    voyage: openMutationLog(shelf.pathOf('voyage')),
  };
  const tokens = { salesforce: newToken(), voyage: newToken() };
  const closing: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closing.splice(0).map((each) => each()));
    logs.salesforce.close();
    logs.voyage.close();
    unlock();
  };

  try {
    const salesforce = await startSalesforce({
      seed: world.salesforce,
      log: logs.salesforce,
      token: tokens.salesforce,
      port: ports.salesforce ?? 0,
      clock,
    });
    closing.push(() => salesforce.close());
    const voyage = await startVoyage({
      seed: world.voyage,
      log: logs.voyage,
      token: tokens.voyage,
      port: ports.voyage ?? 0,
      clock,
    });
    closing.push(() => voyage.close());
    return {
      salesforce: {
        url: salesforce.url,
        token: tokens.salesforce,
        refreshToken: salesforce.newRefreshToken(),
      },
      voyage: { url: voyage.url, token: tokens.voyage },
      controls: {
        salesforce: { url: salesforce.controlUrl, faults: salesforce.faults.schedule },
        voyage: { url: voyage.controlUrl, faults: voyage.faults.schedule },
      },
      campaignId: world.campaignId,
      eventId: world.eventId,
      rows: kept.rows,
      chapter: () => kept.chapter,
      advance() {
        if (kept.chapter === 2) return;
        shelf.write({ ...kept, advancing: shelf.logSizes() });
        tellChapterTwo(world, salesforce, voyage, clock());
        kept = { ...kept, chapter: 2 };
        shelf.write(kept);
      },
      close,
    };
  } catch (cause) {
    await close();
    throw cause;
  }
}

function tellChapterTwo(
  world: World,
  salesforce: FakeSalesforce,
  voyage: FakeVoyage,
  now: Date,
): void {
  for (const change of world.changes) {
    if (change.on === 'salesforce') salesforce.apply(change);
    else voyage.apply(change);
  }
  const at = now.toISOString();
  const changed = { campaignId: world.campaignId, kind: 'changed', occurredAt: at } as const;
  for (const id of ['cbk_2', 'cbk_1', 'cbk_2']) voyage.notify({ ...changed, id, deliveredAt: at });
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}
