import type { Readable } from 'node:stream';

export type Headers = Readonly<Record<string, string>>;

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers?: Headers;
  readonly body?: string | Uint8Array | null;
  /**
   * True where a second one does no harm although the first may have taken effect: reads, and writes whose
   * key makes them one. False: sent again only when it is certain that nothing was done.
   */
  readonly isRepeatable: boolean;
  /** Belongs to something begun that has to be brought to its end: the reserve of calls does not stop it. */
  readonly isUnderWay?: boolean;
  /** Somebody waits to see whether the far side can be had at all: give up sooner. */
  readonly isBrief?: boolean;
  /** Of the body of a good answer; JSON where nothing is said. */
  readonly expects?: 'json' | 'text';
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Headers;
  /** Parsed JSON, or text where that was expected; null for an empty body. */
  readonly body: unknown;
}

export interface HttpStream {
  readonly status: number;
  readonly headers: Headers;
  /** Decoded; ends in an error that is a Refusal when it does not come whole. */
  readonly body: Readable;
}

/** An answer of 300 or above. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}
