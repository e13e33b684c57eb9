/** What app/preload.cjs exposes, for the tests that reach into the page. */
declare global {
  interface Window {
    readonly api: {
      readonly version: string;
      readonly startedAt: number;
      readonly nested: { readonly list: readonly number[] };
      add(a: number, b: number): number;
      later(callback: (value: number) => number): Promise<number>;
      call<T = unknown>(channel: string, ...args: unknown[]): Promise<T>;
      on(channel: string, listener: (...args: never[]) => void): () => void;
      ticks(count: number): void;
    };
  }

  // Set by app/main.js, for `app.evaluate`.
  var menuClicks: number;
  var openWindow: (hash?: string) => unknown;
  var openedLinks: string[];
}

export {};
