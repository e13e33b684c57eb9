import { z } from 'zod';
import { scheduleSchema } from '../faults/fault.ts';
import type { FaultRule } from '../faults/fault.ts';
import { createSchedule } from '../faults/schedule.ts';
import type { FaultSchedule } from '../faults/schedule.ts';

/**
 * What the fake Voyage is told to do wrong. Every count starts anew when settings are sent.
 * `expireToken` answers 401 until the token is renewed; `loseBatchAnswers` carries out so many batches
 * and cuts the line before answering; `failBatchesAfter` and `rejectAfter` let so many pass first.
 */
const settingsSchema = z.strictObject({
  capabilities: z.record(z.string(), z.unknown()).nullable(),
  capabilitiesStatus: z.literal([200, 404, 500]),
  scopes: z.array(z.string()).nullable(),
  expireToken: z.boolean(),
  rejectEmails: z.array(z.string()),
  rejectAfter: z.int().nonnegative().nullable(),
  failBatchesAfter: z.int().nonnegative().nullable(),
  loseBatchAnswers: z.int().nonnegative(),
  rateLimitNext: z.int().nonnegative(),
  retryAfter: z.string().nullable(),
  delayMs: z.int().nonnegative(),
  unknownFields: z.boolean(),
  missingFields: z.array(z.string()),
  html: z.boolean(),
  /** A page has no more rows, whatever was asked for; null: as asked. */
  pageRows: z.int().positive().nullable(),
  /** Each page but the first begins with so many rows of the page before. */
  repeatRows: z.int().nonnegative(),
});

export type VoyageFaultSettings = z.infer<typeof settingsSchema>;

type VoyageFaultChanges = Partial<VoyageFaultSettings> & {
  readonly schedule?: readonly FaultRule[];
  readonly seed?: number;
};

export interface VoyageFaults {
  readonly schedule: FaultSchedule;
  settings(): Readonly<VoyageFaultSettings>;
  set(changes: VoyageFaultChanges): void;
  reset(): void;
  /** Whether the fault strikes this one now; counts. */
  rejectsCreate(email: string | null): 'invalid_email' | 'capacity_reached' | null;
}

export const faultChangesSchema = settingsSchema.partial().extend({
  /** Faults of the wire, in the place of those given before, drawn by `seed`. */
  schedule: scheduleSchema.optional(),
  seed: z.int().optional(),
});

const NO_FAULTS: VoyageFaultSettings = {
  capabilities: null,
  capabilitiesStatus: 200,
  scopes: null,
  expireToken: false,
  rejectEmails: [],
  rejectAfter: null,
  failBatchesAfter: null,
  loseBatchAnswers: 0,
  rateLimitNext: 0,
  retryAfter: null,
  delayMs: 0,
  unknownFields: false,
  missingFields: [],
  html: false,
  pageRows: null,
  repeatRows: 0,
};

export function createVoyageFaults(): VoyageFaults {
  const schedule = createSchedule();
  let settings = { ...NO_FAULTS };
  let creates = 0;
  const become = (next: VoyageFaultSettings): void => {
    settings = next;
    creates = 0;
    for (const [name, rule] of Object.entries(rulesOf(settings))) schedule.put(name, rule);
  };
  return {
    schedule,
    settings: () => settings,
    set({ schedule: rules, seed, ...changes }) {
      become({ ...settings, ...changes });
      if (rules !== undefined) schedule.load(rules, seed);
    },
    reset() {
      schedule.clear();
      become({ ...NO_FAULTS });
    },
    rejectsCreate(email) {
      if (email !== null && settings.rejectEmails.includes(email)) return 'invalid_email';
      if (settings.rejectAfter === null) return null;
      creates += 1;
      return creates > settings.rejectAfter ? 'capacity_reached' : null;
    },
  };
}

/** The settings that are faults of the wire, as rules. */
function rulesOf(settings: VoyageFaultSettings): Readonly<Record<string, FaultRule | null>> {
  const { delayMs, html, rateLimitNext, retryAfter, failBatchesAfter, loseBatchAnswers } = settings;
  const on = 'voyage-batch';
  return {
    delayMs: delayMs === 0 ? null : { kind: 'hang', ms: delayMs },
    html: html ? { kind: 'status', status: 503 } : null,
    rateLimitNext:
      rateLimitNext === 0 ? null : { kind: 'rate-limited', retryAfter, next: rateLimitNext },
    failBatchesAfter:
      failBatchesAfter === null
        ? null
        : { kind: 'status', status: 503, body: 'json', on, after: failBatchesAfter },
    loseBatchAnswers:
      loseBatchAnswers === 0 ? null : { kind: 'reset-after', on, next: loseBatchAnswers },
  };
}

/** A registration as a Voyage of another day would show it. */
export function drift(
  record: Readonly<Record<string, unknown>>,
  settings: Readonly<VoyageFaultSettings>,
): Readonly<Record<string, unknown>> {
  if (!settings.unknownFields && settings.missingFields.length === 0) return record;
  const kept = Object.entries(record).filter(([name]) => !settings.missingFields.includes(name));
  const unknown = settings.unknownFields
    ? { badgeColour: 'teal', sessions: ['keynote', { id: 7 }], loyaltyPoints: 12.5 }
    : {};
  return { ...Object.fromEntries(kept), ...unknown };
}
