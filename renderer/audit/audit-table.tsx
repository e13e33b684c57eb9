import type { AuditDirection, AuditRow, AuditStatus } from '../../shared/domain/audit.ts';
import { FIRST_PREVIOUS_HASH } from '../../shared/domain/audit.ts';
import type { AuditCheck } from '../../shared/ipc/engine-views.ts';
import { en } from '../../shared/texts/en.ts';
import { go } from '../shell/ask.ts';
import { outcomesRoute } from '../shell/routes.ts';
import { formatHash, formatNumber, formatTxId, formatWhen } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import type { MarkName } from '../ui/mark.tsx';
import { Mark, SideMark } from '../ui/mark.tsx';
import { useNow } from '../ui/use-now.ts';

const texts = en.audit;
const COUNTS = [
  'imported',
  'exported',
  'updated',
  'unchanged',
  'skipped',
  'conflicted',
  'failed',
] as const;

export function AuditTable({
  rows,
  check,
}: {
  rows: readonly AuditRow[];
  check: AuditCheck | null;
}) {
  const now = useNow();
  const { columns } = texts;
  return (
    <table className="table audit-table" data-test="audit-table">
      <colgroup>
        <col className="col-chain" />
        <col className="col-time" />
        <col className="col-tx" />
        <col className="col-way" />
        <col className="col-status" />
        {COUNTS.map((count) => (
          <col key={count} className="col-count" />
        ))}
        <col className="col-by" />
        <col className="col-hash" />
        <col className="col-hash" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr">{columns.chain}</span>
          </th>
          <th scope="col">{columns.ended}</th>
          <th scope="col">{columns.transaction}</th>
          <th scope="col">{columns.way}</th>
          <th scope="col">{columns.status}</th>
          {COUNTS.map((count) => (
            <th key={count} scope="col" className="num">
              {columns[count]}
            </th>
          ))}
          <th scope="col">{columns.by}</th>
          <th scope="col">{columns.hashBefore}</th>
          <th scope="col">{columns.hash}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.tx_id} data-test="audit-row" data-tx-id={row.tx_id}>
            <td className="chain-cell">
              <Link standing={standingOf(row, check)} />
            </td>
            <td className="n" title={row.ended_at}>
              {formatWhen(row.ended_at, now)}
            </td>
            <td>
              {row.direction === 'callback' ? (
                <span className="mono mut" title={row.plan_digest}>
                  {formatTxId(row.tx_id)}
                </span>
              ) : (
                <button
                  type="button"
                  className="link mono"
                  title={row.tx_id}
                  aria-label={texts.openRun(row.tx_id)}
                  onClick={() => {
                    go(outcomesRoute(row.tx_id));
                  }}
                >
                  {formatTxId(row.tx_id)}
                </button>
              )}
              {row.reverts !== undefined && (
                <span className="row tight mut" title={`${en.revert.tookBack} ${row.reverts}`}>
                  <Mark name="undone" />
                  <span className="sr">{en.revert.tookBack}</span>
                  <span className="mono">{formatTxId(row.reverts)}</span>
                </span>
              )}
            </td>
            <td>
              <Way direction={row.direction} />
            </td>
            <td>
              <Status status={row.status} />
            </td>
            {COUNTS.map((count) => (
              <td key={count} className={countClass(count, row[count])}>
                {formatNumber(row[count])}
              </td>
            ))}
            <td className="ink-2">{row.actor}</td>
            <td className="mono mut" title={row.previous_hash}>
              {row.previous_hash === FIRST_PREVIOUS_HASH
                ? texts.first
                : formatHash(row.previous_hash)}
            </td>
            <td className="mono" title={row.hash}>
              {formatHash(row.hash)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Standing = 'fits' | 'broken' | 'unchecked';

/** Rows after the first that does not fit have not been vouched for. */
function standingOf(row: AuditRow, check: AuditCheck | null): Standing {
  if (check === null) return 'unchecked';
  if (check.verified) return 'fits';
  if (row.tx_id === check.brokenAt) return 'broken';
  return check.brokenAt !== null && row.tx_id < check.brokenAt ? 'fits' : 'unchecked';
}

function Link({ standing }: { standing: Standing }) {
  const words = {
    fits: texts.rowVerified,
    broken: texts.rowBroken,
    unchecked: texts.rowUnchecked,
  };
  return (
    <>
      <svg className={`link-sign ${standing}`} viewBox="0 0 24 32" aria-hidden="true">
        <path className="thread" d="M12 0V32" />
        <circle cx="12" cy="16" r="5" />
        {standing === 'fits' && <path d="m9.8 16.2 1.6 1.6 3-3.4" />}
        {standing === 'broken' && <path d="m10 14 4 4m0-4-4 4" />}
      </svg>
      <span className="sr">{words[standing]}</span>
    </>
  );
}

function Way({ direction }: { direction: AuditDirection }) {
  if (direction === 'callback') return <span>{en.words.direction.callback}</span>;
  const isExport = direction === 'export';
  return (
    <span className="row way-signs">
      <SideMark side={isExport ? 'voyage' : 'salesforce'} />
      {direction !== 'both' && <Icon name="right" />}
      <SideMark side={isExport ? 'salesforce' : 'voyage'} />
      <span className="sr">{en.words.direction[direction]}</span>
    </span>
  );
}

const STATUS_MARKS: Readonly<Record<AuditStatus, { mark: MarkName; tone: string }>> = {
  succeeded: { mark: 'tick', tone: '' },
  partial: { mark: 'failed', tone: 'c-bad' },
  failed: { mark: 'failed', tone: 'c-bad' },
  'rolled-back': { mark: 'undone', tone: '' },
  blocked: { mark: 'unmapped', tone: 'c-ask' },
  cancelled: { mark: 'deleted', tone: '' },
  interrupted: { mark: 'waits', tone: 'c-ask' },
  planned: { mark: 'waits', tone: '' },
  ignored: { mark: 'deleted', tone: 'mut' },
};

function Status({ status }: { status: AuditStatus }) {
  const { mark, tone } = STATUS_MARKS[status];
  return (
    <span className={`row tight ${tone}`}>
      <Mark name={mark} />
      {en.words.runStatus[status]}
    </span>
  );
}

function countClass(count: (typeof COUNTS)[number], value: number): string {
  if (value === 0) return 'num mut';
  return count === 'failed' ? 'num c-bad strong' : 'num';
}
