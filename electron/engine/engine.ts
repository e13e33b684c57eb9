/** What an engine is built from; everything that is clock, id, path, network or keychain comes in here. */
import type { Side, WorkspaceKind } from '../../shared/domain/side.ts';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { EngineCalls } from '../../shared/ipc/engine-contract.ts';
import type { SideIdentity, SidePort } from './sides/side-port.ts';

export interface EngineOptions {
  readonly workspace: { readonly name: string; readonly kind: WorkspaceKind };
  /** The journal's file; its folder is made when missing. */
  readonly journalPath: string;
  /** Made anew for each connection; null for a side that nobody is signed in to. */
  readonly sides: () => Readonly<Record<Side, SidePort | null>> | null;
  /**
   * Asked once a side has said who it is and is of the workspace's kind, before anything else of it is
   * read: the error keeps it out.
   */
  readonly admit?: (identity: SideIdentity) => Promise<AppError | null>;
  readonly clock: () => Date;
  /** A UUIDv7. */
  readonly newId: () => string;
  readonly actor: string;
  readonly log: (
    event: string,
    facts: Readonly<Record<string, string | number | boolean | null>>,
  ) => void;
  /** How often Voyage's feed is looked into. Without it only a pull does. */
  readonly callbackEveryMs?: number;
}

/** Opened by createEngine (create-engine.ts); a Refusal there says why the journal can't be opened. */
export interface Engine extends EngineCalls {
  /** Stops what runs at the next safe point, then closes the journal. */
  close(): Promise<void>;
}
