/** The web page of a gateway or an edge before the counterpart itself, in the place of data. */
import type { FaultAnswer } from './add-fault-hooks.ts';

const TITLES: Readonly<Record<number, string>> = {
  420: 'Enhance Your Calm',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Down for maintenance',
};

export function gatewayPage(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): FaultAnswer {
  const title = TITLES[status] ?? 'Error';
  return {
    status,
    headers: { ...headers, 'content-type': 'text/html; charset=utf-8' },
    body: `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
  };
}

/** `"3"` as it is; `"date+3"` as the HTTP date in three seconds. */
export function retryAfterHeader(
  retryAfter: string | null | undefined,
  now: Date,
): Readonly<Record<string, string>> {
  if (retryAfter === null || retryAfter === undefined) return {};
  const [, seconds = null] = /^date\+(\d+)$/.exec(retryAfter) ?? [];
  const at = new Date(now.getTime() + Number(seconds) * 1000);
  return { 'retry-after': seconds === null ? retryAfter : at.toUTCString() };
}
