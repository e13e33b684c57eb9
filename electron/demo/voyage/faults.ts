import { z } from 'zod';

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
});

export type VoyageFaultSettings = z.infer<typeof settingsSchema>;

export interface VoyageFaults {
  settings(): Readonly<VoyageFaultSettings>;
  set(changes: Partial<VoyageFaultSettings>): void;
  reset(): void;
  /** Each answers whether the fault strikes now, and counts. */
  rejectsCreate(email: string | null): 'invalid_email' | 'capacity_reached' | null;
  failsBatch(): boolean;
  losesAnswer(): boolean;
  limitsRate(): boolean;
}

export const faultChangesSchema = settingsSchema.partial();

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
};

export function createVoyageFaults(): VoyageFaults {
  let settings = { ...NO_FAULTS };
  let creates = 0;
  let batches = 0;
  const takeOne = (name: 'loseBatchAnswers' | 'rateLimitNext'): boolean => {
    if (settings[name] === 0) return false;
    settings = { ...settings, [name]: settings[name] - 1 };
    return true;
  };
  const become = (next: VoyageFaultSettings): void => {
    settings = next;
    creates = 0;
    batches = 0;
  };
  return {
    settings: () => settings,
    set: (changes) => become({ ...settings, ...changes }),
    reset: () => become({ ...NO_FAULTS }),
    rejectsCreate(email) {
      if (email !== null && settings.rejectEmails.includes(email)) return 'invalid_email';
      if (settings.rejectAfter === null) return null;
      creates += 1;
      return creates > settings.rejectAfter ? 'capacity_reached' : null;
    },
    failsBatch() {
      if (settings.failBatchesAfter === null) return false;
      batches += 1;
      return batches > settings.failBatchesAfter;
    },
    losesAnswer: () => takeOne('loseBatchAnswers'),
    limitsRate: () => takeOne('rateLimitNext'),
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
