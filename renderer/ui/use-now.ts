import { useEffect, useState } from 'react';

const HALF_A_MINUTE_MS = 30_000;

/** The time, told anew every half minute: for "3 minutes ago"; for a countdown every second. */
export function useNow(everyMs = HALF_A_MINUTE_MS): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(new Date());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
