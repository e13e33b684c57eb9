import { useEffect, useState } from 'react';

const SHOWN_AFTER_MS = 300;

/** True once `waitMs` have passed since the part was mounted. */
function useDelayed(waitMs: number): boolean {
  const [isPast, setIsPast] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsPast(true);
    }, waitMs);
    return () => {
      clearTimeout(timer);
    };
  }, [waitMs]);
  return isPast;
}

/** Stands for lines still to come; shown only when they take longer than 300 ms. */
export function Skeleton({ label, lines = 6 }: { label: string; lines?: number }) {
  const isShown = useDelayed(SHOWN_AFTER_MS);
  if (!isShown) return null;
  return (
    <div className="skeletons" role="status" data-test="skeleton">
      <span className="sr">{label}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className="skeleton" style={{ width: `${92 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
