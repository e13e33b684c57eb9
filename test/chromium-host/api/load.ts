/** One `loadURL` and its promise. */

/** Chromium's numbers of the net errors a load may meet. */
const NET_ERRORS: Readonly<Record<string, number>> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_FILE_NOT_FOUND: -6,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
};

export interface LoadFailure {
  readonly code: string;
  readonly errno: number;
  readonly url: string;
}

export class Load {
  readonly #url: string;
  readonly #outcome = Promise.withResolvers<void>();

  constructor(url: string) {
    this.#url = url;
    // An app may leave the promise of a load alone, as with Electron.
    this.#outcome.promise.catch(() => undefined);
  }

  get promise(): Promise<void> {
    return this.#outcome.promise;
  }

  succeed(): void {
    this.#outcome.resolve();
  }

  /** Rejects as Electron does: `ERR_FILE_NOT_FOUND (-6) loading 'file:///…'`, with `code`, `errno` and `url`. */
  fail(code: string): LoadFailure {
    const failure = { code, errno: NET_ERRORS[code] ?? -2, url: this.#url };
    const message = `${code} (${failure.errno}) loading '${failure.url}'`;
    this.#outcome.reject(Object.assign(new Error(message), failure));
    return failure;
  }
}
