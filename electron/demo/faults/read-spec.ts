/**
 * Faults as a person types them: `rate-limited:3,unauthorized`.
 *
 * Each is `kind`, `kind=value` (a status, a Retry-After, milliseconds, a message), then `@endpoint`, then how
 * often: `:3` the next three, `:#5` the fifth, `:10%` one in ten by chance, nothing for every time.
 */
import type { Side } from '../../../shared/domain/side.ts';
import { FAULT_KINDS, scheduleSchema } from './fault.ts';
import type { FaultRule } from './fault.ts';

export interface SpokenFaults {
  readonly salesforce: readonly FaultRule[];
  readonly voyage: readonly FaultRule[];
}

const SHAPE = /^([a-z-]+)(?:=([^@:]+))?(?:@([\w/*-]+))?(?::(?:#(\d+)|(\d+)%|(\d+)))?$/;

/** Errors: an Error whose message says what could not be read. */
export function readSpec(spec: string): SpokenFaults {
  const spoken: Record<Side, FaultRule[]> = { salesforce: [], voyage: [] };
  for (const text of spec.split(',').map((each) => each.trim())) {
    const rule = readRule(text);
    const on = String(rule.on ?? '');
    if (!on.startsWith('voyage-')) spoken.salesforce.push(rule);
    if (on === '' || on.startsWith('voyage-') || on.startsWith('/')) spoken.voyage.push(rule);
  }
  return spoken;
}

function readRule(text: string): FaultRule {
  const [, kind = '', value = null, on, nth, percent, next] = SHAPE.exec(text) ?? [];
  const parsed = scheduleSchema.safeParse([
    {
      kind,
      ...optionsOf(kind, value),
      ...(on === undefined ? {} : { on }),
      ...(nth === undefined ? {} : { nth: Number(nth) }),
      ...(percent === undefined ? {} : { chance: Number(percent) / 100 }),
      ...(next === undefined ? {} : { next: Number(next) }),
    },
  ]);
  const rule = parsed.data?.[0];
  if (rule !== undefined) return rule;
  throw new Error(
    `“${text}” is no fault. Write it as in status=502@query:3; the kinds are ${FAULT_KINDS.join(', ')}.`,
  );
}

function optionsOf(kind: string, value: string | null): Readonly<Record<string, unknown>> {
  if (kind === 'status') return { status: Number(value ?? 503) };
  if (value === null) return {};
  switch (kind) {
    case 'rate-limited':
      return { retryAfter: value };
    case 'hang':
    case 'slow-body':
      return { ms: Number(value) };
    default:
      return { message: value };
  }
}
