import { z } from 'zod';
import { scheduleSchema } from '../faults/fault.ts';
import type { FaultRule } from '../faults/fault.ts';
import { createSchedule } from '../faults/schedule.ts';
import type { FaultSchedule } from '../faults/schedule.ts';

/** What the fake org can be told to do wrong. Each is off by itself; `reset` turns all off. */
const settingsSchema = z.strictObject({
  /** Every token answers 401 until a new one is asked for (`renewToken`) or the faults are reset. */
  expireToken: z.boolean(),
  /** Writes that touch a Lead, Contact or member with one of these emails meet a validation rule. */
  rejectEmails: z.array(z.string()),
  /** Writes that leave this field at this value are refused with the admin's text. */
  validationRules: z.array(
    z.strictObject({ object: z.string(), field: z.string(), is: z.string(), message: z.string() }),
  ),
  /** Leads with these emails look like somebody the org has; an alert passes who asks for it. */
  duplicateRule: z
    .strictObject({ action: z.enum(['alert', 'block']), emails: z.array(z.string()) })
    .nullable(),
  /** So many written records find their row locked. */
  lockNext: z.int().nonnegative(),
  /** More than so many records of one campaign or person in one call lock each other out. */
  lockSiblings: z.int().positive().nullable(),
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
  /** Fields that may be read and not written, as describe says. */
  readOnlyFields: z.array(z.string()),
  /** Every answer is an HTML page with status 503. */
  html: z.boolean(),
  /** Creating a member for one of these finds that somebody else just did. */
  duplicateEmails: z.array(z.string()),
  /** So many pages behind a locator are refused, as if the locator had expired. */
  expireLocators: z.int().nonnegative(),
  /** So many calls of the day were made by others already. */
  callsByOthers: z.int().nonnegative(),
  /** A page has no more rows, whatever was wished for; null: as wished. */
  pageRows: z.int().positive().nullable(),
  /** Each page behind a locator begins with so many rows of the page before. */
  repeatRows: z.int().nonnegative(),
});

export type SalesforceFaultSettings = Readonly<z.infer<typeof settingsSchema>>;

export const faultChangesSchema = settingsSchema.partial().extend({
  /** Faults of the wire, in the place of those given before, drawn by `seed`. */
  schedule: scheduleSchema.optional(),
  seed: z.int().optional(),
});

export type SalesforceFaultChanges = Partial<SalesforceFaultSettings> & {
  readonly schedule?: readonly FaultRule[];
  readonly seed?: number;
};

const NONE: SalesforceFaultSettings = {
  expireToken: false,
  rejectEmails: [],
  validationRules: [],
  duplicateRule: null,
  lockNext: 0,
  lockSiblings: null,
  failWritesAfter: null,
  loseWriteAnswers: 0,
  delayMs: 0,
  dropStatus: false,
  unknownFields: false,
  hideFields: [],
  readOnlyFields: [],
  html: false,
  duplicateEmails: [],
  expireLocators: 0,
  callsByOthers: 0,
  pageRows: null,
  repeatRows: 0,
};

export interface SalesforceFaults {
  readonly schedule: FaultSchedule;
  settings(): SalesforceFaultSettings;
  set(changes: SalesforceFaultChanges): void;
  reset(): void;
  /** Null while writes go well; else how many more records may be written before the failure. */
  writesLeft(): number | null;
  noteWritten(records: number): void;
  /** True when this record's row is to be locked; counts down. */
  takeLock(): boolean;
}

export function createFaults(): SalesforceFaults {
  const schedule = createSchedule();
  let settings = NONE;
  let written = 0;
  return {
    schedule,
    settings: () => settings,
    set({ schedule: rules, seed, ...changes }) {
      if ('failWritesAfter' in changes) written = 0;
      settings = { ...settings, ...changes };
      for (const [name, rule] of Object.entries(rulesOf(settings))) {
        if (name in changes) schedule.put(name, rule);
      }
      if (rules !== undefined) schedule.load(rules, seed);
    },
    reset() {
      settings = NONE;
      written = 0;
      schedule.clear();
    },
    writesLeft: () =>
      settings.failWritesAfter === null ? null : Math.max(0, settings.failWritesAfter - written),
    noteWritten(records) {
      written += records;
    },
    takeLock() {
      if (settings.lockNext === 0) return false;
      settings = { ...settings, lockNext: settings.lockNext - 1 };
      return true;
    },
  };
}

/** The settings that are faults of the wire, as rules. */
function rulesOf(settings: SalesforceFaultSettings): Readonly<Record<string, FaultRule | null>> {
  const { delayMs, html, loseWriteAnswers: lost, expireLocators: expired } = settings;
  const writes = ['record-write', 'collection-write'];
  return {
    delayMs: delayMs === 0 ? null : { kind: 'hang', ms: delayMs },
    html: html ? { kind: 'status', status: 503 } : null,
    loseWriteAnswers: lost === 0 ? null : { kind: 'reset-after', on: writes, next: lost },
    expireLocators: expired === 0 ? null : { kind: 'page-expired', next: expired },
  };
}

export function isHidden(
  settings: SalesforceFaultSettings,
  object: string,
  field: string,
): boolean {
  return isNamed(settings.hideFields, object, field);
}

export function isReadOnly(
  settings: SalesforceFaultSettings,
  object: string,
  field: string,
): boolean {
  return isNamed(settings.readOnlyFields, object, field);
}

function isNamed(names: readonly string[], object: string, field: string): boolean {
  return names.some(
    (name) => name === field || name.toLowerCase() === `${object}.${field}`.toLowerCase(),
  );
}

export function isAmong(emails: readonly string[], email: unknown): boolean {
  return (
    typeof email === 'string' && emails.some((each) => each.toLowerCase() === email.toLowerCase())
  );
}
