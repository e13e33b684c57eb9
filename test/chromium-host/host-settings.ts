/** The stand-in's own variables; the app never reads them. */
export interface HostSettings {
  /** Path of the Chromium to run. */
  readonly browser: string | undefined;
  readonly headed: boolean;
  readonly headless: boolean;
  readonly log: boolean;
  /** Slows the adoption of every page, for the conformance test of the hold. */
  readonly delayMs: number;
  readonly hasDisplay: boolean;
}

export function readHostSettings(env: NodeJS.ProcessEnv): HostSettings {
  return {
    browser: env.CHROMIUM_HOST_BROWSER,
    headed: env.CHROMIUM_HOST_HEADED === '1',
    headless: env.CHROMIUM_HOST_HEADLESS === '1',
    log: env.CHROMIUM_HOST_LOG === '1',
    delayMs: Number(env.CHROMIUM_HOST_DELAY_MS ?? 0),
    hasDisplay: Boolean(env.DISPLAY ?? env.WAYLAND_DISPLAY),
  };
}

export type Say = (text: string) => void;

/** To stderr: stdout belongs to the app. */
export const say: Say = (text) => {
  process.stderr.write(`[chromium-host] ${text}\n`);
};
