/** What main and the engine's worker say to each other. Structured-cloned; tokens only as answers to `token`. */
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { EngineChannel, EngineEvents } from '../../shared/ipc/engine-contract.ts';
import type { Addresses } from '../workspace/connect-sides.ts';

/** Where the two sides are now, and what limits their requests. */
export interface Destinations {
  readonly addresses: Addresses;
  /** Where a production workspace is tied to. */
  readonly tiedTo: Readonly<Partial<Record<Side, string>>>;
  readonly callsPercent: number;
}

export type ToWorker =
  | {
      readonly t: 'open';
      readonly workspace: { readonly name: string; readonly kind: WorkspaceKind };
      readonly dataDir: string;
      readonly version: string;
      readonly actor: string;
      readonly destinations: Destinations;
      /** See EngineOptions. */
      readonly callbackEveryMs: number;
      /** A backup to be put in the place of the journal first. */
      readonly restore: string | null;
    }
  | { readonly t: 'destinations'; readonly destinations: Destinations }
  | {
      readonly t: 'call';
      readonly id: number;
      readonly channel: EngineChannel;
      readonly input: unknown;
    }
  | {
      readonly t: 'token';
      readonly id: number;
      readonly token: string | null;
      /** Why there is none, where the org said why. */
      readonly error: AppError | null;
    }
  | { readonly t: 'close' };

export type FromWorker =
  | { readonly t: 'opened'; readonly error: AppError | null }
  | { readonly t: 'reply'; readonly id: number; readonly reply: unknown }
  | { readonly t: 'event'; readonly event: keyof EngineEvents; readonly payload: unknown }
  | {
      readonly t: 'token';
      readonly id: number;
      readonly side: Side;
      /** The token that met a 401; null where the current one is asked for. */
      readonly refused: string | null;
    }
  | {
      readonly t: 'log';
      readonly event: string;
      readonly facts: Readonly<Record<string, string | number | boolean | null>>;
    }
  | { readonly t: 'closed' };
