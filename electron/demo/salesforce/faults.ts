import { z } from 'zod';

/** What the fake org can be told to do wrong. Each is off by itself; `reset` turns all off. */
const settingsSchema = z.strictObject({
  /** Every token answers 401 until a new one is asked for (`renewToken`) or the faults are reset. */
  expireToken: z.boolean(),
  /** Writes that touch a Lead, Contact or member with one of these emails meet a validation rule. */
  rejectEmails: z.array(z.string()),
  /** After so many written records a write stops and answers 500, as do all writes after it. */
  failWritesAfter: z.int().nonnegative().nullable(),
  /** So many writes take effect and then lose their answer to a reset connection. */
  loseWriteAnswers: z.int().nonnegative(),
  delayMs: z.int().nonnegative(),
  /** Members are read with a null Status. */
  dropStatus: z.boolean(),
  /** Members carry fields nobody asked for. */
  unknownFields: z.boolean(),
  /** Fields (`Title`, or `CampaignMember.Title`) that describe leaves out and SOQL does not know. */
  hideFields: z.array(z.string()),
  /** Every answer is an HTML page with status 503. */
  html: z.boolean(),
  /** Creating a member for one of these finds that somebody else just did. */
  duplicateEmails: z.array(z.string()),
  /** So many pages behind a locator are refused, as if the locator had expired. */
  expireLocators: z.int().nonnegative(),
});

export type SalesforceFaultSettings = Readonly<z.infer<typeof settingsSchema>>;

export const faultChangesSchema = settingsSchema.partial();

const NONE: SalesforceFaultSettings = {
  expireToken: false,
  rejectEmails: [],
  failWritesAfter: null,
  loseWriteAnswers: 0,
  delayMs: 0,
  dropStatus: false,
  unknownFields: false,
  hideFields: [],
  html: false,
  duplicateEmails: [],
  expireLocators: 0,
};

export interface SalesforceFaults {
  settings(): SalesforceFaultSettings;
  set(changes: Partial<SalesforceFaultSettings>): void;
  reset(): void;
  /** Null while writes go well; else how many more records may be written before the failure. */
  writesLeft(): number | null;
  noteWritten(records: number): void;
  /** True when the answer of this write is to be lost; counts down. */
  takeLostAnswer(): boolean;
  /** True when this locator is to be refused; counts down. */
  takeExpiredLocator(): boolean;
}

export function createFaults(): SalesforceFaults {
  let settings = NONE;
  let written = 0;
  const takeOne = (name: 'loseWriteAnswers' | 'expireLocators'): boolean => {
    if (settings[name] === 0) return false;
    settings = { ...settings, [name]: settings[name] - 1 };
    return true;
  };
  return {
    settings: () => settings,
    set(changes) {
      if ('failWritesAfter' in changes) written = 0;
      settings = { ...settings, ...changes };
    },
    reset() {
      settings = NONE;
      written = 0;
    },
    writesLeft: () =>
      settings.failWritesAfter === null ? null : Math.max(0, settings.failWritesAfter - written),
    noteWritten(records) {
      written += records;
    },
    takeLostAnswer: () => takeOne('loseWriteAnswers'),
    takeExpiredLocator: () => takeOne('expireLocators'),
  };
}

export function isHidden(
  settings: SalesforceFaultSettings,
  object: string,
  field: string,
): boolean {
  return settings.hideFields.some(
    (hidden) => hidden === field || hidden.toLowerCase() === `${object}.${field}`.toLowerCase(),
  );
}

export function isAmong(emails: readonly string[], email: unknown): boolean {
  return (
    typeof email === 'string' && emails.some((each) => each.toLowerCase() === email.toLowerCase())
  );
}
