import type { Side } from '../../../shared/domain/side.ts';
import type { Reach } from './allowed-host.ts';
import type { GateStore } from './gate.ts';

/**
 * How a side reaches its far end. The token's owner (keychain, environment, demo) stays outside: a side
 * asks for the token with each request and keeps none.
 */
export interface SideConnection extends Reach {
  /** Origin of the far end, without a trailing slash: `https://x.my.salesforce.com`. */
  readonly url: string;
  accessToken(): Promise<string>;
  /**
   * A token other than the refused one. However many ask, here or in another process, it is renewed once;
   * null when a person must sign in again. Errors: a Refusal where the org says why (auth/revoked ...).
   */
  refresh(refused: string): Promise<string | null>;
  log(event: SideEvent): void;
  /** Closed with the side. Without one the side shares its gate with nobody. */
  readonly gates?: GateStore;
  /** Share of today's calls that may be used, 1 to 100; asked before each request. 100 leaves it to the org. */
  readonly callsPercent?: () => number;
  /** Of this app, as the far end may log it. */
  readonly version?: string;
  readonly timing?: Partial<Timing>;
}

/** Waiting and giving up. Tests are faster. */
export interface Timing {
  readonly connectMs: number;
  readonly headersMs: number;
  /** Between two pieces of an answer. */
  readonly bodyMs: number;
  /** A whole answer; files that are streamed have no such end. */
  readonly answerMs: number;
  /** The first wait is anything up to this, each further one up to twice the one before. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** A request that is repeated, with all its waits, ends after this. */
  readonly giveUpAfterMs: number;
  /** What a process that died keeps the others waiting for, at most. */
  readonly probeLeaseMs: number;
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
  /** Ours, sent along as x-request-id; the same for each attempt of one request. */
  readonly requestId: string;
  readonly attempt: number;
  /** The far end's own, where it gave one. */
  readonly answerId: string | null;
}
