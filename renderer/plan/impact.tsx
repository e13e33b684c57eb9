import { useEffect, useState } from 'react';
import type { PlanImpact } from '../../shared/domain/plan.ts';
import { en } from '../../shared/texts/en.ts';
import { impactLines } from '../../shared/texts/impact-texts.ts';
import { call } from '../bridge.ts';
import { Mark } from '../ui/mark.tsx';

const texts = en.plan;

function useImpact(digest: string): PlanImpact | null {
  const [impact, setImpact] = useState<PlanImpact | null>(null);
  useEffect(() => {
    let isGone = false;
    void call('plan:impact', { digest }).then((reply) => {
      if (!isGone && reply.ok) setImpact(reply.value);
    });
    return () => {
      isGone = true;
    };
  }, [digest]);
  return impact;
}

/** Mails, flows, opt-outs and places: what is not known is there too, and says so. The calls stand beside. */
export function Impact({ digest }: { digest: string }) {
  const impact = useImpact(digest);
  if (impact === null) return null;
  const lines = impactLines(impact).filter(({ name }) => name !== 'calls');
  return (
    <section className="impact" data-test="plan-impact">
      <h2>{texts.impact}</h2>
      <ul>
        {lines.map(({ name, text, isUnknown, asks }) => (
          <li key={name} className={asks ? 'c-ask' : ''} data-test={`impact-${name}`}>
            <Mark name={asks ? 'conflict' : isUnknown ? 'no-email' : 'tick'} />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
