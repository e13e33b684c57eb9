/** Numbers and times in the person's locale. Times come as ISO 8601 texts, or null for none. */

const LOCALE = undefined;
const whole = new Intl.NumberFormat(LOCALE);
const share = new Intl.NumberFormat(LOCALE, { style: 'percent', maximumFractionDigits: 0 });
const rate = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });
const megabytes = new Intl.NumberFormat(LOCALE, {
  style: 'unit',
  unit: 'megabyte',
  maximumFractionDigits: 1,
});
const clock = new Intl.DateTimeFormat(LOCALE, { hour: 'numeric', minute: '2-digit' });
const clockExact = new Intl.DateTimeFormat(LOCALE, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const ago = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto', style: 'long' });

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export function formatNumber(value: number): string {
  return whole.format(value);
}

/** `part` of `total` as per cent; 0 of 0 is 0 %. */
export function formatShare(part: number, total: number): string {
  const ratio = total === 0 ? 0 : part / total;
  const shown = ratio < 1 ? Math.min(ratio, 0.99) : ratio;
  return share.format(shown);
}

export function formatRate(perSecond: number): string {
  return rate.format(perSecond);
}

/** In megabytes of 1,000,000. */
export function formatBytes(bytes: number): string {
  return megabytes.format(bytes / 1e6);
}

export function formatTime(iso: string | null): string {
  return withDate(iso, (date) => clock.format(date));
}

export function formatTimeExact(iso: string | null): string {
  return withDate(iso, (date) => clockExact.format(date));
}

export function formatDay(iso: string | null): string {
  return withDate(iso, (date) => dayAndYear.format(date));
}

/** Today the time alone, this year the day and the time, else the day with its year. */
export function formatWhen(iso: string | null, now: Date): string {
  return withDate(iso, (date) => {
    if (date.toDateString() === now.toDateString()) return clock.format(date);
    if (date.getFullYear() === now.getFullYear()) {
      return `${day.format(date)}, ${clock.format(date)}`;
    }
    return dayAndYear.format(date);
  });
}

/** "3 minutes ago". */
export function formatAgo(iso: string | null, now: Date): string {
  return withDate(iso, (date) => {
    const passedMs = Math.max(0, now.getTime() - date.getTime());
    if (passedMs < MINUTE_MS) return ago.format(0, 'minute');
    if (passedMs < HOUR_MS) return ago.format(-Math.floor(passedMs / MINUTE_MS), 'minute');
    if (passedMs < DAY_MS) return ago.format(-Math.floor(passedMs / HOUR_MS), 'hour');
    return ago.format(-Math.floor(passedMs / DAY_MS), 'day');
  });
}

/** What is left of a short time, as a clock has it: 4:05. */
export function formatClockLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A hash or an id by its ends: `b41f…a07c`. */
export function formatHash(hash: string): string {
  return hash.length <= 9 ? hash : `${hash.slice(0, 4)}…${hash.slice(-4)}`;
}

/** The part of a transaction id that tells runs apart at a glance. */
export function formatTxId(txId: string): string {
  return txId.length <= 13 ? txId : txId.slice(0, 13);
}

function withDate(iso: string | null, show: (date: Date) => string): string {
  if (iso === null) return '';
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : show(date);
}
