import type { PlanSummary } from '../../shared/domain/plan.ts';
import { en } from '../../shared/texts/en.ts';
import { writesSide } from '../../shared/domain/side.ts';
import { formatNumber } from '../ui/format.ts';
import { SideMark } from '../ui/mark.tsx';
import { totalsOf } from './plan-model.ts';

const texts = en.plan;

interface Line {
  readonly title: string;
  readonly note?: string;
  readonly left: number;
  readonly right: number;
  readonly kind: 'part' | 'of' | 'total';
}

function linesOf(plan: PlanSummary): readonly Line[] {
  const { salesforce, voyage } = plan.counts;
  const totals = totalsOf(plan);
  const deletes = salesforce.delete + voyage.delete;
  const all: readonly Line[] = [
    {
      title: texts.create,
      note: texts.createNote,
      left: salesforce.create,
      right: voyage.create,
      kind: 'part',
    },
    { title: texts.createPerson, left: plan.newLeads, right: 0, kind: 'of' },
    { title: texts.change, left: salesforce.update, right: voyage.update, kind: 'part' },
    {
      title: texts.status,
      left: plan.statusChanges.salesforce,
      right: plan.statusChanges.voyage,
      kind: 'of',
    },
    {
      title: texts.fields,
      left: plan.fieldChanges.salesforce,
      right: plan.fieldChanges.voyage,
      kind: 'of',
    },
    { title: texts.cancel, note: texts.cancelNote, left: 0, right: voyage.cancel, kind: 'part' },
    { title: texts.delete, left: salesforce.delete, right: voyage.delete, kind: 'part' },
    { title: texts.total, left: totals.salesforce, right: totals.voyage, kind: 'total' },
  ];
  return all.filter((line) => line.title !== texts.delete || deletes > 0);
}

function Figure({ count, line }: { count: number; line: Line }) {
  return (
    <b className={count === 0 && line.kind !== 'total' ? 'zero' : ''}>{formatNumber(count)}</b>
  );
}

/** What is written to each side, around the seam; the columns add up. */
export function Ledger({ plan }: { plan: PlanSummary }) {
  const side = (name: 'salesforce' | 'voyage'): string =>
    writesSide(plan.direction, name) ? texts.written[name] : texts.notWritten[name];
  return (
    <table className="ledger n" data-test="plan-ledger">
      <caption className="sr">{texts.ledgerLabel}</caption>
      <thead>
        <tr>
          <th scope="col">
            {side('salesforce')} <SideMark side="salesforce" />
          </th>
          <td />
          <th scope="col">
            <SideMark side="voyage" /> {side('voyage')}
          </th>
        </tr>
      </thead>
      <tbody>
        {linesOf(plan).map((line) => (
          <tr key={line.title} className={`is-${line.kind}`}>
            <td>
              <Figure count={line.left} line={line} />
            </td>
            <th scope="row">
              {line.title}
              {line.note !== undefined && <small>{line.note}</small>}
            </th>
            <td>
              <Figure count={line.right} line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
