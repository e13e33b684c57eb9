/**
 * What a workspace keeps in a plain file: how it signs in, who is signed in, and what it is tied to. Nothing
 * secret. Written whole and at once; changes of several processes wait for each other.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
import type { WorkspaceSettings } from '../../shared/ipc/contract.ts';
import { takeLockWhenFree } from '../engine/journal/lock.ts';
import { Refusal } from '../engine/refusal.ts';
import { workspaceDir } from './workspaces.ts';

const DEFAULT_CALLS_PERCENT = 80;

const key = { orgId: z.string().min(1), userId: z.string() };
const keySchema = z.object(key);
const tieSchema = z.object({ id: z.string().min(1), name: z.string(), url: z.url() });
const accountSchema = z.object({
  side: z.enum(SIDES),
  ...key,
  user: z.string().nullable(),
  name: z.string().nullable(),
  url: z.url(),
  isRenewable: z.boolean(),
});
const perSide = <T extends z.ZodType>(schema: T) =>
  z.object({
    salesforce: schema.nullable().default(null),
    voyage: schema.nullable().default(null),
  });

const fileSchema = z.object({
  salesforceClientId: z.string().min(1).nullable().default(null),
  salesforceLoginUrl: z.url().nullable().default(null),
  callsPercent: z.int().min(1).max(100).default(DEFAULT_CALLS_PERCENT),
  accounts: z.array(accountSchema).default([]),
  current: perSide(keySchema).prefault({}),
  tied: perSide(tieSchema).prefault({}),
});

/** Of a sign-in: Organization or account id, and user id where the side has users. */
export interface AccountKey {
  readonly orgId: string;
  readonly userId: string;
}

/** A sign-in whose tokens are in the keychain. */
export type KeptAccount = Readonly<z.infer<typeof accountSchema>>;

/** The one org (or account) that a production workspace works with, from the first sign-in on. */
export type Tie = Readonly<z.infer<typeof tieSchema>>;

export interface Settings extends WorkspaceSettings {
  readonly accounts: readonly KeptAccount[];
  readonly current: Readonly<Record<Side, AccountKey | null>>;
  readonly tied: Readonly<Record<Side, Tie | null>>;
}

export const NO_SETTINGS: Settings = fileSchema.parse({});

/** Errors: a Refusal with input/unreadable-file for a damaged file, which may hide what we are tied to. */
export function readSettings(dataDir: string, workspace: string): Settings {
  const path = settingsPath(dataDir, workspace);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return NO_SETTINGS;
    throw unreadable(path, 'It cannot be read.');
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw unreadable(path, 'It does not hold the settings of a workspace.');
  }
}

export async function updateSettings(
  dataDir: string,
  workspace: string,
  change: (settings: Settings) => Settings,
): Promise<Settings> {
  const dir = workspaceDir(dataDir, workspace);
  mkdirSync(dir, { recursive: true });
  const letGo = await takeLockWhenFree(join(dir, 'settings.lock'), dir);
  try {
    const next = change(readSettings(dataDir, workspace));
    const path = settingsPath(dataDir, workspace);
    writeFileSync(`${path}.new`, `${JSON.stringify(next, null, 2)}\n`);
    renameSync(`${path}.new`, path);
    return next;
  } finally {
    letGo();
  }
}

export function isSameAccount(a: AccountKey | null, b: AccountKey | null): boolean {
  return a !== null && b !== null && a.orgId === b.orgId && a.userId === b.userId;
}

export function withoutAccount(
  settings: Settings,
  side: Side,
  account: AccountKey,
): readonly KeptAccount[] {
  return settings.accounts.filter((each) => each.side !== side || !isSameAccount(each, account));
}

function settingsPath(dataDir: string, workspace: string): string {
  return join(workspaceDir(dataDir, workspace), 'settings.json');
}

function unreadable(path: string, detail: string): Refusal {
  return new Refusal({ code: 'input/unreadable-file', path, detail });
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
