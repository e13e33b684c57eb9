import type { Side, WorkspaceKind } from '../../../shared/domain/side.ts';

/**
 * How a side reaches its far end. The token's owner (keychain, environment, demo) stays outside: a side
 * asks for the token with each request and keeps none.
 */
export interface SideConnection {
  /** Origin of the far end, without a trailing slash: `https://x.my.salesforce.com`. */
  readonly url: string;
  readonly workspaceKind: WorkspaceKind;
  accessToken(): Promise<string>;
  /**
   * A token other than the refused one. However many ask, here or in another process, it is renewed once;
   * null when a person must sign in again. Errors: a Refusal where the org says why (auth/revoked ...).
   */
  refresh(refused: string): Promise<string | null>;
  log(event: SideEvent): void;
}

/** One request as the log may hold it: never a body, a query or a token. */
export interface SideEvent {
  readonly side: Side;
  readonly method: string;
  /** Path without its query. */
  readonly path: string;
  /** Null when no answer came. */
  readonly status: number | null;
  readonly elapsedMs: number;
  readonly requestId: string | null;
}
