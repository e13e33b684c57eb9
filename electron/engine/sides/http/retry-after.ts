import type { Headers } from './messages.ts';

/** What `Retry-After` asks for, in seconds or as a date by the far end's clock; null where it does not. */
export function retryAfterMs(headers: Headers, now: Date): number | null {
  const given = headers['retry-after']?.trim() ?? '';
  if (/^\d+(?:\.\d+)?$/.test(given)) return Math.round(Number(given) * 1000);
  const until = Date.parse(given);
  if (Number.isNaN(until)) return null;
  const theirNow = Date.parse(headers['date'] ?? '');
  return Math.max(0, until - (Number.isNaN(theirNow) ? now.getTime() : theirNow));
}
