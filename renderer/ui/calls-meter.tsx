/** Calls used of today's, with a stroke where this app stops. */
export function CallsMeter({
  used,
  limit,
  percent,
  label,
  text,
}: {
  used: number;
  limit: number;
  percent: number;
  label: string;
  text: string;
}) {
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  const isOver = share * 100 >= percent;
  return (
    <div className="calls-meter" data-test="calls-meter">
      <div
        className={isOver ? 'bar ask' : 'bar'}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
        aria-valuetext={text}
      >
        <i style={{ width: `${(share * 100).toFixed(2)}%` }} />
        {percent < 100 && <s style={{ left: `${String(percent)}%` }} />}
      </div>
      <p className="mut small n">{text}</p>
    </div>
  );
}
