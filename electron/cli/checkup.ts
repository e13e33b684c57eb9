/** What `doctor` looks at, each by itself, so that one trouble does not hide the next. Nothing is changed. */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AppError } from '../../shared/errors/app-error.ts';
import type { JournalReport } from '../../shared/ipc/journal-contract.ts';
import { userMessage } from '../../shared/errors/user-message.ts';
import { SIDE_NAMES } from '../../shared/texts/names.ts';
import { SIDES } from '../../shared/domain/side.ts';
import type { Side } from '../../shared/domain/side.ts';
import { createTokenVault } from '../auth/token-vault.ts';
import { driveOf } from '../engine/journal/drive.ts';
import { Refusal } from '../engine/refusal.ts';
import { readEnvironment } from '../workspace/environment-credentials.ts';
import { findWorkspace } from '../workspace/workspaces.ts';
import { EXIT, exitOfError } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import { openSession } from './session.ts';
import type { CommandSession, SessionOptions } from './session.ts';

export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** What was found and, where something is wrong, what to do. */
  readonly text: string;
  readonly exit: ExitCode;
}

const LEAST_FREE_BYTES = 1024 ** 3;
const MOST_SKEW_MS = 60_000;
const ANSWER_WITHIN_MS = 10_000;

export async function checkUp(
  options: Omit<SessionOptions, 'isOnline'>,
): Promise<readonly Check[]> {
  const folder = checkFolder(options.dataDir);
  const keychain = await checkKeychain(needsKeychain(options));
  if (folder.state === 'failed') return [folder, keychain, ...notReached('the data folder')];
  const journal = await checkJournal(options);
  if (journal.state === 'failed') return [folder, keychain, journal, ...notReached('the journal')];
  return [folder, keychain, journal, ...(await checkSides(options))];
}

const good = (name: string, text: string): Check => ({ name, state: 'ok', text, exit: EXIT.done });
const warn = (name: string, text: string): Check => ({
  name,
  state: 'warning',
  text,
  exit: EXIT.decide,
});

function wrong(name: string, error: AppError): Check {
  const { title, body } = userMessage(error);
  return { name, state: 'failed', text: `${title}. ${body}`, exit: exitOfError(error) };
}

function notReached(because: string): readonly Check[] {
  return SIDES.map((side) => ({
    name: SIDE_NAMES[side],
    state: 'skipped',
    text: `Not looked at, because of ${because}.`,
    exit: EXIT.done,
  }));
}

function checkFolder(dataDir: string): Check {
  const name = 'Disk';
  try {
    mkdirSync(dataDir, { recursive: true });
    rmSync(mkdtempSync(join(dataDir, 'doctor-')), { recursive: true });
    const { bavail, bsize } = statfsSync(dataDir);
    const free = bavail * bsize;
    const text = `${dataDir} can be written and has ${(free / 1024 ** 3).toFixed(1)} GiB free.`;
    return free < LEAST_FREE_BYTES
      ? warn(name, `${text} A large campaign may need more than that: free some space.`)
      : good(name, text);
  } catch {
    return wrong(name, { code: 'journal/read-only', path: dataDir });
  }
}

/** The demo and a scheduler with its own credentials do without. */
function needsKeychain({ dataDir, workspaceName, env }: Omit<SessionOptions, 'isOnline'>): boolean {
  const { kind } = findWorkspace(dataDir, workspaceName);
  return kind !== 'demo' && readEnvironment(env) === null;
}

async function checkKeychain(isNeeded: boolean): Promise<Check> {
  const { state, platform } = await createTokenVault().state();
  if (state === 'available') return good('Keychain', 'It is there and open.');
  const failed = wrong('Keychain', {
    code: 'auth/keychain-unavailable',
    reason: state,
    platform,
  });
  return isNeeded ? failed : { ...failed, state: 'warning', exit: EXIT.done };
}

async function checkJournal(options: Omit<SessionOptions, 'isOnline'>): Promise<Check> {
  const name = 'Journal';
  return attempt(name, { ...options, isOnline: false }, async ({ ask }) => {
    const found = await ask('journal:check', null);
    if (found.findings.length > 0) return { ...wrong(name, damageOf(found)), exit: EXIT.refused };
    const drive = driveOf(dirname(found.path));
    const text = `It is sound, and all ${found.auditRows} rows of the audit fit. ${sizesOf(found)}`;
    if (drive === null) return good(name, text);
    return warn(name, `${text} It lies on ${drive.name}: if that is a network drive, use another.`);
  });
}

function damageOf({ path, findings, backups }: JournalReport): AppError {
  const newest = backups[0];
  const detail = findings.join('. ');
  return newest === undefined
    ? { code: 'journal/damaged', path, detail }
    : {
        code: 'journal/damaged',
        path,
        detail: `${detail}. Its newest backup is ${newest.name}; doctor --restore puts it back`,
      };
}

function sizesOf({ bytes, freeBytes, backups }: JournalReport): string {
  const [newest] = backups;
  const size = `It has ${mebibytes(bytes)}, of which ${mebibytes(freeBytes)} are free for what comes next.`;
  if (newest === undefined) return `${size} There is no backup yet: the first run makes one.`;
  const all = backups.reduce((sum, backup) => sum + backup.bytes, 0);
  return `${size} Backups: ${backups.length}, together ${mebibytes(all)}, the newest of ${newest.takenAt}.`;
}

function mebibytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MiB`;
}

async function checkSides(options: Omit<SessionOptions, 'isOnline'>): Promise<readonly Check[]> {
  const found: Check[] = [];
  const session = await attempt('Sign-ins', { ...options, isOnline: true }, async (opened) => {
    const { connections } = await opened.ask('engine:state', null);
    for (const side of SIDES) {
      const { error, name, user, callsToday } = connections[side];
      const used = callsToday === null ? '' : ` ${callsToday.used} of ${callsToday.limit} calls.`;
      found.push(
        error === null
          ? good(SIDE_NAMES[side], `Signed in to ${name ?? 'it'} as ${user ?? 'somebody'}.${used}`)
          : wrong(SIDE_NAMES[side], error),
      );
      const url = opened.addresses[side];
      if (url !== null) found.push(await checkClock(side, url));
    }
    return good('Sign-ins', '');
  });
  return session.state === 'ok' ? found : [session, ...found];
}

/** By the far side's own Date header, asked for without a token. */
async function checkClock(side: Side, url: string): Promise<Check> {
  const name = `Clock and ${SIDE_NAMES[side]}`;
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { headers } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal });
    const skew = Date.parse(headers.get('date') ?? '') - Date.now();
    if (Number.isNaN(skew)) return good(name, 'It is reached, and does not tell the time.');
    const seconds = Math.round(Math.abs(skew) / 1000);
    return Math.abs(skew) > MOST_SKEW_MS
      ? warn(name, `This computer's clock is ${seconds} seconds off: set it by the network.`)
      : good(name, `It is reached, and the clocks agree to ${seconds} s.`);
  } catch {
    return wrong(name, {
      code: 'side/unreachable',
      side,
      address: url,
      detail: 'Is there a network, or a proxy in between?',
    });
  }
}

async function attempt(
  name: string,
  options: SessionOptions,
  work: (session: CommandSession) => Promise<Check>,
): Promise<Check> {
  let session: CommandSession | null = null;
  try {
    session = await openSession(options);
    return await work(session);
  } catch (cause) {
    if (cause instanceof Refusal) return wrong(name, cause.error);
    throw cause;
  } finally {
    await session?.close();
  }
}
