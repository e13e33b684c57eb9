/** What a process of the kill test is told, and what it says when it comes to its end. */
import type { EngineReply } from '../../shared/ipc/engine-contract.ts';
import type { RunMode } from '../../shared/domain/outcome.ts';
import type { Side } from '../../shared/domain/side.ts';

export interface KillAt {
  readonly point: string;
  /** The how-manieth passing of it by this process, from 1. */
  readonly nth: number;
}

export interface ChildTask {
  readonly journalPath: string;
  readonly addresses: Readonly<Record<Side, string>>;
  readonly tokens: Readonly<Record<Side, string>>;
  /**
   * `plan` decides first; `pull` reads both sides before that, `callbacks` too, by what Voyage's feed says;
   * `revert` takes the last run back.
   */
  readonly from: 'standing plan' | 'plan' | 'pull' | 'callbacks' | 'revert';
  /** The last run before, so that one made since is told from it. */
  readonly lastTxId: string | null;
  readonly mode: RunMode;
  /** Operations of one call; null: as the sides say. */
  readonly batchSize: number | null;
  /** Records above which a Bulk job is made. */
  readonly bulkAbove: number | null;
  /** Percent of the day's calls that may be used until a person allows all of them. */
  readonly callsPercent: number;
  /** A person stops the run when it has passed this. */
  readonly cancelAt: KillAt | null;
  readonly killAt: KillAt | null;
  /** Each time it wakes from having been stopped, its clock says so much later than it would. */
  readonly sleepsMs: number;
}

export interface ChildEnd {
  readonly reply: EngineReply<'push:resume'>;
  /** Points passed, and how often. */
  readonly passed: Readonly<Record<string, number>>;
  readonly defects: readonly string[];
}
