/** Done of total. With `total` null only that something is going on is known. */
export function ProgressBar({
  label,
  done,
  total,
  tone = 'plain',
  isFromEnd = false,
}: {
  label: string;
  done: number;
  total: number | null;
  tone?: 'plain' | 'sf' | 'vg';
  /** Grows from the right: the Salesforce lane, out of the seam. */
  isFromEnd?: boolean;
}) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const classes = ['bar', tone, share === null ? 'unknown' : '', isFromEnd ? 'from-end' : ''];
  return (
    <div
      className={classes.filter((name) => name !== '' && name !== 'plain').join(' ')}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={share === null ? undefined : (total ?? undefined)}
      aria-valuenow={share === null ? undefined : done}
    >
      <i style={share === null ? undefined : { width: `${(share * 100).toFixed(2)}%` }} />
    </div>
  );
}
